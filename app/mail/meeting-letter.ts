import type { CalendarEvent, Invitation } from '#app/domain/calendar.ts';
import type { Day } from '#app/domain/day.ts';
import { meetingInWords } from '#app/domain/meeting.ts';
import { findStep, sideName } from '#app/domain/plan.ts';
import * as paths from '#app/http/paths.ts';
import type { EmailMessage } from '#emails/index.ts';
import type { MeetingProps } from '#emails/meeting.tsx';
import { base } from './letter-base.ts';
import type { NewsLetter } from './news-facts.ts';

/** `zone`: of the reader. `before`: what their calendar has now. */
export function meetingMessage(
  letter: NewsLetter,
  {
    next,
    before,
    stepId,
    zone,
  }: { next: Invitation; before: Invitation | null; stepId: string; zone: string },
): EmailMessage {
  const { view, own, reader, today } = letter;
  const { event, method } = next;
  const words = wordsOf(event, zone, view.zone, today);
  const held = before?.method === 'REQUEST' ? before.event : null;
  const was = held && wordsOf(held, zone, view.zone, today).own;
  const isOff = method === 'CANCEL';
  // What its reader cannot open any more is not linked to.
  const isThere = findStep(own, stepId) !== undefined;
  const state: MeetingProps['state'] = isOff
    ? 'off'
    : !held
      ? 'set'
      : was === words.own
        ? 'changed'
        : 'moved';
  const common = base(letter, {
    also: [],
    label: isThere ? 'Open the step' : 'See the plan',
    ...(isThere && { path: paths.planStep(view.id, stepId) }),
    why: isOff
      ? 'You get this because it was in your calendar.'
      : 'You get this because you come to this meeting.',
  });
  // Said above already.
  const { nextMeeting, ...rest } = common.plan;
  const plan = nextMeeting?.about === event.title ? rest : common.plan;
  return {
    kind: 'meeting',
    props: {
      ...common,
      plan,
      state,
      title: event.title,
      when: words.own,
      elsewhere: words.elsewhere,
      ...(state === 'moved' && was && { was }),
      ...(event.venue && { venue: event.venue }),
      people: isOff ? [] : event.people,
      ...(findStep(own, stepId)?.layer === reader.side && { onlyFor: sideName(own, reader.side) }),
    },
  };
}

const wordsOf = ({ start, end, zone }: CalendarEvent, own: string, ofPlan: string, today: Day) =>
  meetingInWords({ start: new Date(start), end: new Date(end) }, own, [zone, ofPlan], today);
