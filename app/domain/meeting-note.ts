/**
 * What was said in a meeting, for the record of both sides: the steps that were written in it, at a checkpoint each
 * side's go, adjust or stop, and at the end what happens next. A meeting that was opened again and closed once more holds both; the later one counts.
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

/** At a checkpoint; adjust and stop have a reason. */
export interface SaidWord {
  kind: CheckpointWord;
  reason: string;
}
/** A step that was written in the meeting. */
export interface Wrote {
  kind: 'wrote';
  step: string;
}
export type Said = SaidWord | Wrote | CloseOut;

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
export type WordNote = MeetingNote & { said: SaidWord };

type WithNotes = { meetingNotes: MeetingNote[] };
const notesOf = ({ meetingNotes }: WithNotes, stepId: string): MeetingNote[] =>
  meetingNotes
    .filter((note) => note.stepId === stepId)
    .sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));

const isClosed = (note: MeetingNote): note is Closed => note.said.kind === 'closed';
const isWord = (note: MeetingNote): note is WordNote =>
  note.said.kind !== 'closed' && note.said.kind !== 'wrote';

/** How the meeting ended, as it was last said. */
export const closeOutOf = (plan: WithNotes, stepId: string): Closed | undefined =>
  notesOf(plan, stepId).findLast(isClosed);

/** Since the meeting was last closed. */
const openNotes = (plan: WithNotes, stepId: string): MeetingNote[] => {
  const notes = notesOf(plan, stepId);
  return notes.slice(notes.findLastIndex(isClosed) + 1);
};

/** What a side last said, and is asked anew after the meeting was closed. */
export const wordOf = (plan: WithNotes, stepId: string, side: Side): WordNote | undefined =>
  openNotes(plan, stepId).findLast((note): note is WordNote => note.bySide === side && isWord(note));

/** Ids of the steps that were written in it and are not in a close-out yet. */
export const writtenIn = (plan: WithNotes, stepId: string): string[] =>
  openNotes(plan, stepId).flatMap(({ said }) => (said.kind === 'wrote' ? [said.step] : []));

/** What each side said before this close-out. */
export function wordsBefore(plan: WithNotes, closed: Closed): WordNote[] {
  const notes = notesOf(plan, closed.stepId);
  const before = notes.slice(
    0,
    notes.findIndex(({ id }) => id === closed.id),
  );
  const said = before.slice(before.findLastIndex(isClosed) + 1);
  return (['seller', 'buyer'] as const).flatMap(
    (side) => said.findLast((note): note is WordNote => note.bySide === side && isWord(note)) ?? [],
  );
}
