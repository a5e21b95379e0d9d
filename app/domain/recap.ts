/** Who gets in writing how a meeting ended: all who were in it or have something to do with what comes, of both sides. */
import type { Change } from './change.ts';
import { canOpen } from './mail-line.ts';
import type { Closed } from './meeting-note.ts';
import { findStep, isDraft, type Plan } from './plan.ts';

export interface Recap {
  personId: string;
  noteId: string;
  /** The next meeting, where it was set with this: it comes with the letter, and in no other. */
  stepId?: string;
}

export function recapsOf(plan: Plan, list: readonly Change[]): Recap[] {
  if (isDraft(plan) || plan.sample) return [];
  const set = new Set(list.flatMap((change) => (change.kind === 'stepAdded' ? [change.step.id] : [])));
  return list.flatMap((change) => {
    if (change.kind !== 'meetingNoteAdded' || change.thing.said.kind !== 'closed') return [];
    const note = change.thing as Closed;
    const { meeting } = note.said;
    const next = 'stepId' in meeting && set.has(meeting.stepId) ? findStep(plan, meeting.stepId) : undefined;
    return concerned(plan, note).map(({ id, personId }) => ({
      personId,
      noteId: note.id,
      ...(next?.attendees.includes(id) && { stepId: next.id }),
    }));
  });
}

function concerned(plan: Plan, { stepId, by, said }: Closed) {
  const doing = [...said.steps, ...('stepId' in said.next ? [said.next.stepId] : [])];
  const meeting = findStep(plan, stepId);
  const rows = new Set([
    by,
    ...(meeting?.attendees ?? []),
    ...[meeting, ...doing.map((id) => findStep(plan, id))].flatMap(
      (step) => step?.owners.map((owner) => owner.stakeholderId) ?? [],
    ),
  ]);
  return plan.people.filter((person) => rows.has(person.id) && canOpen(person));
}
