import { bareDay, compareDays, type Day } from '#app/domain/day.ts';
import { meetingInWords, meetingOf } from '#app/domain/meeting.ts';
import { isDaySoFar, milestoneDay } from '#app/domain/milestone.ts';
import { allInOrder } from '#app/domain/order.ts';
import {
  findPerson,
  findStep,
  isOpen,
  offerOn,
  otherSide,
  type Plan,
  personOf,
  pointPersons,
  type Side,
  type Step,
  sideName,
} from '#app/domain/plan.ts';
import { answererName, firstName, isLate, listed, nowAt } from '#app/domain/plan-words.ts';
import { openRequestsOf } from '#app/domain/thread.ts';
import { isReady } from '#app/domain/turn.ts';
import { type Yours, yoursOf } from '#app/domain/yours.ts';
import type { PlanLetter, Task } from '#emails/plan-letter.ts';
import { dayText, liveDayOf } from './live-day.ts';
import { dayAsked } from './questions.ts';

export interface PartOptions {
  personId: string;
  side: Side;
  today: Day;
  /** That times are told in. */
  zone?: string;
  /** The live day before what the letter tells. */
  liveWas?: Day | null;
  /** In good news no day that has passed is named. */
  goodNews?: boolean;
  /** Questions the letter itself puts and steps it asks for, by id: they need no second mention. */
  asked?: readonly string[];
}

/** The plan as every letter shows it. `view` holds shared things alone: what is private stays out of letters. */
export function planPart(view: Plan, options: PartOptions): PlanLetter['plan'] {
  const { side, today, liveWas = null } = options;
  const now = nowAt(view);
  const by = byDayOf(options);
  const meeting = nextMeeting(view, today);
  return {
    objective: view.goal.objective,
    sellerName: view.sellerName,
    buyerName: view.goal.buyerName,
    line: view.milestones.map((milestone) => {
      const { day, dashed } = milestoneDay(view, milestone.id);
      const shown = milestone.reachedOn ?? day;
      const soFar = milestone.reachedOn === null && isDaySoFar(view, milestone.id);
      return {
        name: milestone.name,
        day: shown ? `${bareDay(shown)}${soFar ? ' so far' : ''}` : '',
        ...(soFar && { soFar }),
        reached: milestone.reachedOn !== null,
        dashed: soFar || (dashed && milestone.reachedOn === null),
      };
    }),
    ...(now && { now: { milestone: now.name, by: `${by(now.day)}${now.soFar ? ' so far' : ''}` } }),
    yours: yours(view, options),
    theirs: theirs(view, options),
    theirName: sideName(view, otherSide(side)),
    ...(meeting && { nextMeeting: { when: whenOf(meeting, options), about: meeting.title } }),
    liveDay: liveDayOf(view, today, { was: liveWas, goodNews: options.goodNews ?? false }),
  };
}

/** What is this person's. Until somebody leads on their side, whoever reads may answer for it. */
export function yoursIn(view: Plan, { personId, side }: { personId: string; side: Side }): Yours {
  const own = personOf(view, personId);
  const leads = own?.pointPerson || pointPersons(view, side).length === 0;
  return yoursOf(view, side, own?.id ?? null, leads);
}

function yours(view: Plan, options: PartOptions): PlanLetter['plan']['yours'] {
  const { toAnswer, toDo } = yoursIn(view, options);
  const { asked = [] } = options;
  const by = byDayOf(options);
  const own = personOf(view, options.personId);
  const answers = toAnswer
    .filter(({ offer }) => !asked.includes(offer.id))
    .map(({ offer, step }) => ({
      title: `Your answer on ${step ? `“${step.title}”` : 'the goal'}`,
      by: by(dayAsked(view, offer)),
      isAnswer: true,
    }));
  const work = toDo
    .filter((step) => isReady(view, step) && !asked.includes(step.id))
    .sort(byDay)
    .map((step) => ({ title: step.title, by: by(step.dueDay), ...withTrouble(step) }));
  const questions = openRequestsOf(view, own?.id ?? null)
    .filter(({ id }) => !asked.includes(id))
    .map(({ byName, stepId, request }) => {
      const step = findStep(view, stepId ?? '');
      return {
        title: `Your answer to ${firstName(byName)}${step ? ` about “${step.title}”` : ''}`,
        by: by(request?.by ?? null),
      };
    });
  return [...answers, ...questions, ...work];
}

/** Work that is held up says by what, to whoever reads of it. */
const withTrouble = (step: Step): Pick<Task, 'stuck'> =>
  step.status === 'stuck' ? { stuck: step.statusReason ?? '' } : {};

/** Others read step and day: a name beside a day that has passed would be blame. */
function theirs(view: Plan, options: PartOptions): PlanLetter['plan']['theirs'] {
  const { side, today } = options;
  const by = byDayOf(options);
  return allInOrder(view)
    .filter((step) => isOpen(step) && step.owners.some((o) => o.side !== side))
    .flatMap((step) => {
      const offer = offerOn(view, step.id);
      if (offer?.bySide === side)
        return [
          {
            step,
            title: `Answer on “${step.title}”`,
            who: answererName(view, offer),
            day: dayAsked(view, offer),
            isAnswer: true,
          },
        ];
      const who = namesOf(view, step, otherSide(side));
      return isReady(view, step) ? [{ step, title: step.title, who, day: step.dueDay, isAnswer: false }] : [];
    })
    .sort((a, b) => byDay(a.step, b.step))
    .map(({ step, title, who, day, isAnswer }) => ({
      title,
      who: isLate(view, step, today) ? '' : who,
      by: by(day),
      isAnswer,
      ...(!isAnswer && withTrouble(step)),
    }));
}

function namesOf(view: Plan, step: Step, side: Side): string {
  const people = step.owners
    .filter((o) => o.side === side)
    .flatMap((o) => findPerson(view, o.stakeholderId) ?? []);
  return listed(people.map((p) => firstName(p.name)));
}

/** With its time, where it has one. */
function whenOf(step: Step, { today, zone }: PartOptions): string {
  const meeting = meetingOf(step);
  if (meeting && zone) return meetingInWords(meeting, zone, [], today).own;
  return step.dueDay ? dayText(step.dueDay, today) : '';
}

const nextMeeting = (view: Plan, today: Day): Step | undefined =>
  view.steps
    .filter((s) => s.type === 'meeting' && s.agreement === 'agreed' && isOpen(s))
    .filter((s) => s.dueDay !== null && compareDays(s.dueDay, today) >= 0)
    .sort(byDay)[0];

const byDayOf =
  ({ today, goodNews }: PartOptions) =>
  (day: Day | null): string =>
    !day || (goodNews && compareDays(day, today) < 0) ? '' : dayText(day, today);

const byDay = (a: Step, b: Step): number => {
  if (a.dueDay && b.dueDay) return compareDays(a.dueDay, b.dueDay);
  return a.dueDay ? -1 : b.dueDay ? 1 : 0;
};
