/**
 * What was said in a meeting, for the record of both sides: at a checkpoint each side's go, adjust or stop, and at the
 * end what happens next. A meeting that was opened again and closed once more holds both; the later one counts.
 */
import type { Layer, Side, Versions } from './layer.ts';

export const checkpointWords = ['go', 'adjust', 'stop'] as const;
export type CheckpointWord = (typeof checkpointWords)[number];

/** A step, or why none is needed. */
export type Onward = { stepId: string } | { why: string };

export interface CloseOut {
  kind: 'closed';
  /** What we do and what they do. */
  steps: string[];
  /** What was decided, a line each. */
  decisions: string[];
  next: Onward;
  meeting: Onward;
}

export type Said = { kind: CheckpointWord; reason: string } | CloseOut;

export interface MeetingNote {
  id: string;
  layer: Layer;
  versions: Versions;
  stepId: string;
  /** The writer's row; null of an admin who only oversees the plan. */
  by: string | null;
  bySide: Side;
  /** ISO. */
  at: string;
  said: Said;
}
export type Closed = MeetingNote & { said: CloseOut };
export type WordNote = MeetingNote & { said: { kind: CheckpointWord; reason: string } };

type WithNotes = { meetingNotes: MeetingNote[] };
const notesOf = ({ meetingNotes }: WithNotes, stepId: string): MeetingNote[] =>
  meetingNotes
    .filter((note) => note.stepId === stepId)
    .sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));

const isClosed = (note: MeetingNote): note is Closed => note.said.kind === 'closed';

/** How the meeting ended, as it was last said. */
export const closeOutOf = (plan: WithNotes, stepId: string): Closed | undefined =>
  notesOf(plan, stepId).findLast(isClosed);

/** What a side last said since the meeting was last closed. */
export function wordOf(plan: WithNotes, stepId: string, side: Side): WordNote | undefined {
  const notes = notesOf(plan, stepId);
  return notes
    .slice(notes.findLastIndex(isClosed) + 1)
    .findLast((note): note is WordNote => note.bySide === side && !isClosed(note));
}

/** What each side said before this close-out. */
export function wordsBefore(plan: WithNotes, closed: Closed): WordNote[] {
  const notes = notesOf(plan, closed.stepId);
  const at = notes.findIndex(({ id }) => id === closed.id);
  const from = notes.slice(0, at).findLastIndex(isClosed) + 1;
  const said = notes.slice(from, at);
  return (['seller', 'buyer'] as const).flatMap(
    (side) => said.findLast((note): note is WordNote => note.bySide === side && !isClosed(note)) ?? [],
  );
}
