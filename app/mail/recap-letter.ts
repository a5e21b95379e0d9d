import { checkpointLabels } from '#app/domain/checkpoint.ts';
import { shortDay } from '#app/domain/day.ts';
import { meetingInWords, meetingOf } from '#app/domain/meeting.ts';
import { type Closed, type Onward, wordsBefore } from '#app/domain/meeting-note.ts';
import { findPerson, findStep, type Plan, type Step, sideName } from '#app/domain/plan.ts';
import { firstName, ownersLabel } from '#app/domain/plan-words.ts';
import * as paths from '#app/http/paths.ts';
import type { EmailMessage } from '#emails/index.ts';
import type { MeetingRecapProps } from '#emails/meeting-recap.tsx';
import { base } from './letter-base.ts';
import { dayText } from './live-day.ts';
import type { NewsLetter } from './news-facts.ts';

/** How a meeting ended, in what both sides see. `zone`: of the reader. */
export function recapMessage(
  letter: NewsLetter,
  { note, zone, attached }: { note: Closed; zone: string; attached: boolean },
): EmailMessage {
  const { view, today } = letter;
  const { said, stepId, by, bySide } = note;
  const asTask = (step: Step) => ({
    title: step.title,
    who: ownersLabel(view, step),
    by: step.dueDay ? dayText(step.dueDay, today) : '',
  });
  const common = base(letter, {
    also: [],
    label: 'Open the plan',
    path: paths.plan(view.id),
    why: 'You get this because you were in this meeting, or have something to do with what comes of it.',
    asked: [...said.steps, ...('stepId' in said.meeting ? [said.meeting.stepId] : [])],
  });
  const next = stepOf(view, said.next);
  const met = stepOf(view, said.meeting);
  const meeting = met && meetingOf(met);
  const words = meeting && meetingInWords(meeting, zone, [meeting.zone, view.zone], today);
  // Said above already.
  const { nextMeeting: _, ...plan } = common.plan;
  const props: MeetingRecapProps = {
    ...common,
    plan,
    title: findStep(view, stepId)?.title ?? 'The meeting',
    closedBy: firstName(findPerson(view, by)?.name ?? sideName(view, bySide)),
    decisions: said.decisions,
    // The next step is told by itself.
    doing: said.steps.flatMap((id) => (id !== next?.id && findStep(view, id)) || []).map(asTask),
    words: wordsBefore(view, note).map(({ bySide: side, said: { kind, reason } }) => ({
      company: sideName(view, side),
      word: checkpointLabels[kind],
      ...(reason && { reason }),
    })),
    ...(next ? { next: asTask(next) } : whyNot(said.next, 'noNext')),
    ...(met
      ? {
          meeting: {
            title: met.title,
            when: words?.own ?? (met.dueDay ? shortDay(met.dueDay, today) : 'no day yet'),
            elsewhere: words?.elsewhere ?? [],
            ...(met.venue && { venue: met.venue }),
          },
        }
      : whyNot(said.meeting, 'noMeeting')),
    attached,
  };
  return { kind: 'meeting-recap', props };
}

const stepOf = (view: Plan, onward: Onward): Step | undefined =>
  'stepId' in onward ? findStep(view, onward.stepId) : undefined;

const whyNot = <Name extends 'noNext' | 'noMeeting'>(onward: Onward, name: Name): { [K in Name]?: string } =>
  ('why' in onward ? { [name]: onward.why } : {}) as { [K in Name]?: string };
