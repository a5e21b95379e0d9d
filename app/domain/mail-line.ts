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
] as const;
/** In order of weight: the first of a letter's lines writes its subject. What waits for its reader outweighs what others decided. */
export type LineKind = (typeof lineKinds)[number];

const awaited: ReadonlySet<LineKind> = new Set([
  'approvalOutdated',
  'approvalAsked',
  'requestAsked',
  'requestAnswered',
  'proposed',
  'yourTurn',
  'reminder',
  'mentioned',
]);
/** Somebody asks its reader for something, or answers them. */
export const waitsForReader = (kind: LineKind): boolean => awaited.has(kind);

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
