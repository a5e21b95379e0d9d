/**
 * What stands in somebody's own calendar. A meeting that is agreed is put there by a letter and kept right by letters:
 * each says all of it, with a number that only rises, and the last takes it out again.
 */
import { attendeesOf } from './attendees.ts';
import { canOpen } from './mail-line.ts';
import { meetingOf } from './meeting.ts';
import { findStep, isDraft, type Plan, type Stakeholder, type Step } from './plan.ts';

export interface CalendarEvent {
  title: string;
  /** ISO. */
  start: string;
  end: string;
  /** Where it was set; calendars show it in their reader's own. */
  zone: string;
  venue: string;
  /** Everybody who comes, by name. */
  people: string[];
}

export interface Invitation {
  method: 'REQUEST' | 'CANCEL';
  sequence: number;
  event: CalendarEvent;
}

/** The meeting as this person's calendar should have it; null where it should not. */
export function eventFor(plan: Plan, stepId: string, personId: string): CalendarEvent | null {
  const step = findStep(plan, stepId);
  if (!step || isDraft(plan) || plan.sample) return null;
  const people = attendeesOf(plan, step);
  const them = people.find((p) => p.personId === personId);
  return them && canOpen(them) && sees(them, step) ? eventOf(step, people) : null;
}

const sees = (p: Stakeholder, step: Step): boolean => step.layer === 'shared' || p.admitted;

/** Nothing is put into a calendar that was not agreed to. */
export function eventOf(step: Step, people: readonly Stakeholder[]): CalendarEvent | null {
  const meeting = meetingOf(step);
  if (!meeting || step.agreement !== 'agreed' || step.status === 'skipped') return null;
  const { start, end, zone } = meeting;
  return {
    title: step.title,
    start: start.toISOString(),
    end: end.toISOString(),
    zone,
    venue: step.venue,
    people: people.map(({ name }) => name),
  };
}

/** What to send next, after what was sent last; null where their calendar is right, or what is over stays as it was. */
export function nextInvitation(
  sent: Invitation | null,
  now: CalendarEvent | null,
  at: Date,
): Invitation | null {
  const held = sent?.method === 'REQUEST' ? sent.event : null;
  const isOver = (event: CalendarEvent | null) => event === null || Date.parse(event.end) <= at.getTime();
  if (isSameEvent(held, now) || (isOver(held) && isOver(now))) return null;
  const sequence = sent ? sent.sequence + 1 : 0;
  if (now) return { method: 'REQUEST', sequence, event: now };
  return held && { method: 'CANCEL', sequence, event: held };
}

const isSameEvent = (a: CalendarEvent | null, b: CalendarEvent | null): boolean =>
  a === b || (a !== null && b !== null && wordsOf(a) === wordsOf(b));
const wordsOf = ({ title, start, end, zone, venue, people }: CalendarEvent): string =>
  JSON.stringify([title, start, end, zone, venue, people]);

/** Somebody whose calendar is right no more. */
export interface Invited {
  personId: string;
  stepId: string;
}

/** Whose calendar these changes have made wrong. Whether a letter is due is asked again when it is written. */
export function invitedAnew(before: Plan, after: Plan): Invited[] {
  if (isDraft(after) || after.sample) return [];
  const steps = new Set(
    [...before.steps, ...after.steps].flatMap((s) => (s.attendees.length > 0 ? [s.id] : [])),
  );
  const people = new Set([...before.people, ...after.people].map((p) => p.personId));
  const was = (id: string) => before.steps.find((s) => s.id === id);
  const samePeople = before.people === after.people && before.layer === after.layer;
  return [...steps]
    .filter((id) => !samePeople || was(id) !== findStep(after, id))
    .flatMap((stepId) =>
      [...people].flatMap((personId) =>
        isSameEvent(eventFor(before, stepId, personId), eventFor(after, stepId, personId))
          ? []
          : [{ personId, stepId }],
      ),
    );
}
