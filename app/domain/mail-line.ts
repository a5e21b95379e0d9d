/** One thing to tell one person. Lines of one person and plan wait together and become a letter. */
import type { Layer, Stakeholder } from './plan.ts';

export const lineKinds = [
  'milestoneReached',
  'milestoneReopened',
  'approvalOutdated',
  'approvalAsked',
  'approvalDecided',
  'milestoneMoved',
  'healthChanged',
  'milestonePaced',
  'requestAsked',
  'requestAnswered',
  'proposed',
  'answered',
  'dayMoved',
  'takenBack',
  'yourTurn',
  'reminder',
  'mentioned',
  'commented',
  'milestoneRenamed',
  'milestoneAdded',
  'milestoneRemoved',
  'stillRight',
] as const;
/** In order of weight: the first of a letter's lines writes its subject. What waits for its reader outweighs what others decided. */
export type LineKind = (typeof lineKinds)[number];

const asking: ReadonlySet<LineKind> = new Set([
  'approvalOutdated',
  'approvalAsked',
  'requestAsked',
  'proposed',
  'yourTurn',
  'reminder',
  'mentioned',
]);
/** Its reader has something to do about it. */
export const asksReader = (kind: LineKind): boolean => asking.has(kind);
/** That, or what they asked for themselves. */
export const waitsForReader = (kind: LineKind): boolean => asksReader(kind) || kind === 'requestAnswered';

export interface Line {
  personId: string;
  kind: LineKind;
  layer: Layer;
  refs: Record<string, string | null>;
  /** Told with the next letter; alone only when none has come for a week. */
  waits?: true;
}

/** A line as it was stored. */
export interface News extends Line {
  id: string;
  at: Date;
}

/** Somebody who can open the plan: an invited buyer has only the invitation until they enter. */
export const canOpen = (p: Stakeholder): boolean => p.side === 'seller' || p.enteredOn !== null;
