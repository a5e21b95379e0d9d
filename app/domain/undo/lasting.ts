import type { ChangeKind } from '../change.ts';

const kinds = [
  'planOpened',
  'planShared',
  'stakeholderAdded',
  'stakeholderRemoved',
  'decisionAdded',
  'milestonePaced',
  'healthChanged',
  'commentRevealed',
  'figureRevealed',
] as const satisfies ChangeKind[];

export type LastingKind = (typeof kinds)[number];

/** Can this kind be taken back at all? *Undo* is shown only where it can. */
export const lasting: ReadonlySet<ChangeKind> = new Set(kinds);
