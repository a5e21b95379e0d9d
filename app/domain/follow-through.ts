/**
 * What is there to do today on one plan, for one of its people: what they said yes to, what they are asked, what they
 * wait for, and that nothing is agreed next. Each comes from a fact of the plan and goes with it; nothing is ticked off.
 */
import { compareDays, type Day, shortDay } from './day.ts';
import { findStep, isDraft, type Plan, personOf, type Step, sideName } from './plan.ts';
import { daysLate, firstName, offerSentence } from './plan-words.ts';
import { isOpenRequest, openRequestsOf } from './thread.ts';
import { isFinished, isReady, turnsOf } from './turn.ts';
import { yoursOf } from './yours.ts';

export const thingGroups = ['yours', 'nothingNext', 'waiting'] as const;
/** Theirs to do or answer; a plan with nothing agreed next; what others do for them. */
export type ThingGroup = (typeof thingGroups)[number];

/** Where its link leads: an approval is decided on a page of its own, and what is about no step is about the plan. */
export type ThingPlace = { at: 'plan' | 'whole' | 'thread' } | { at: 'step' | 'approval'; stepId: string };

export interface ThingToDo {
  /** Tells it from the others of the same plan. */
  key: string;
  group: ThingGroup;
  sentence: string;
  verb: string;
  place: ThingPlace;
  day: Day | null;
  /** The smaller, the sooner: what presses one's own day comes before what others do. */
  rank: number;
}

/** In order. `plan`: as this person may read it, so nothing here says more than that. Empty for who is not on it. */
export function thingsToDo(plan: Plan, personId: string, today: Day): ThingToDo[] {
  const me = personOf(plan, personId);
  if (!me || isDraft(plan) || isFinished(plan)) return [];
  const { toAnswer, toDo } = yoursOf(plan, me.side, me.id, me.pointPerson);
  const things: ThingToDo[] = [
    ...toDo
      .filter((step) => isReady(plan, step) && (isBy(step.dueDay, today) || isToLookAt(step, today)))
      .map((step) => (isToLookAt(step, today) ? stuck(step, today) : work(plan, step, today))),
    ...toAnswer.map(
      ({ offer, step }): ThingToDo => ({
        key: `offer ${offer.id}`,
        ...toAsk,
        sentence: step
          ? `${titled(step)}: ${offerSentence(plan, offer, personId)}`
          : offerSentence(plan, offer, personId),
        place: step ? { at: 'step', stepId: step.id } : { at: 'plan' },
        day: step?.dueDay ?? null,
      }),
    ),
    ...openRequestsOf(plan, me.id).map((request): ThingToDo => {
      const day = request.request?.by ?? null;
      return {
        key: `request ${request.id}`,
        ...toAsk,
        sentence: `${firstName(request.byName)} asks you about ${aboutWhat(plan, request.stepId)}${day ? `, ${byWhen(day, today)}` : ''}.`,
        place: threadPlace(plan, request.stepId),
        day,
      };
    }),
    ...plan.comments
      .filter((comment) => isOpenRequest(comment) && comment.by === personId && comment.request)
      .map((request): ThingToDo => {
        const day = request.request?.by ?? today;
        const passed = day < today;
        return {
          key: `asked ${request.id}`,
          group: 'waiting',
          // Whom it waits for is not said: nobody is named as late but to themselves.
          sentence: `Your question about ${aboutWhat(plan, request.stepId)} ${passed ? 'was to be answered' : 'waits for its answer'} by ${shortDay(day, today)}.`,
          verb: 'Read it',
          place: threadPlace(plan, request.stepId),
          day,
          rank: passed ? ranks.othersPassed : ranks.running,
        };
      }),
    ...(me.pointPerson ? ofThePlan(plan, personId, today) : []),
  ];
  return things.sort(byUrgency);
}

/** What whoever leads a side looks after besides: days of others that have come, and that something is agreed next. */
function ofThePlan(plan: Plan, personId: string, today: Day): ThingToDo[] {
  const turns = turnsOf(plan);
  if (turns.length === 0)
    return [
      {
        key: 'nothingNext',
        group: 'nothingNext',
        sentence: `Nothing is agreed next, and no one is asked for anything.`,
        verb: 'Propose the next step',
        place: { at: 'whole' },
        day: null,
        rank: ranks.nothingNext,
      },
    ];
  const theirs = turns.filter(
    (turn) =>
      turn.kind === 'work' &&
      turn.step !== null &&
      turn.day !== null &&
      isBy(turn.day, today) &&
      !turn.people.some((person) => person.personId === personId),
  );
  return theirs.flatMap(({ step, side, day }): ThingToDo[] =>
    step && day
      ? [
          {
            key: `theirs ${step.id} ${side}`,
            group: 'waiting',
            sentence: `${titled(step)} at ${sideName(plan, side)} ${day < today ? 'was agreed for' : 'is agreed for today,'} ${shortDay(day, today)}.`,
            verb: 'Open the step',
            place: { at: 'step', stepId: step.id },
            day,
            rank: day < today ? ranks.othersPassed : ranks.othersToday,
          },
        ]
      : [],
  );
}

const ranks = {
  ownPassed: 0,
  asked: 1,
  ownToday: 2,
  nothingNext: 3,
  othersPassed: 4,
  othersToday: 5,
  ownUndated: 6,
  running: 7,
} as const;

const toAsk = { group: 'yours', verb: 'Answer', rank: ranks.asked } as const;

function work(plan: Plan, step: Step, today: Day): ThingToDo {
  const day = step.dueDay;
  const late = day === null ? 0 : daysLate(plan, day, today);
  const when =
    day === null
      ? 'has no day yet.'
      : day === today
        ? 'is for today.'
        : `was for ${shortDay(day, today)}${late > 0 ? `, ${late} working ${late === 1 ? 'day' : 'days'} ago` : ''}.`;
  const isApproval = step.type === 'approval';
  return {
    key: `work ${step.id}`,
    group: 'yours',
    sentence: `${titled(step)} ${when}`,
    verb: isApproval ? 'Read and decide' : 'Open the step',
    place: { at: isApproval ? 'approval' : 'step', stepId: step.id },
    day,
    rank: day === null ? ranks.ownUndated : day < today ? ranks.ownPassed : ranks.ownToday,
  };
}

/** Stuck, and the day that was named to look at it again has come. */
const isToLookAt = (step: Step, today: Day): step is Step & { lookOn: Day } =>
  step.status === 'stuck' && step.lookOn !== null && step.lookOn <= today;

const stuck = (step: Step & { lookOn: Day }, today: Day): ThingToDo => ({
  key: `work ${step.id}`,
  group: 'yours',
  sentence: `${titled(step)} is stuck, ${step.lookOn === today ? 'and today is the day to look at it again.' : `and was to be looked at again on ${shortDay(step.lookOn, today)}.`}`,
  verb: 'Open the step',
  place: { at: 'step', stepId: step.id },
  day: step.lookOn,
  rank: step.lookOn < today ? ranks.ownPassed : ranks.ownToday,
});

const isBy = (day: Day | null, today: Day): boolean => day === null || day <= today;
const titled = (step: Step): string => `“${step.title.trim() || 'A step without a title'}”`;
const byWhen = (day: Day, today: Day): string =>
  day === today ? 'to be answered today' : `to be answered by ${shortDay(day, today)}`;

/** A step the reader cannot see, or that has gone, leaves the words about the plan. */
const aboutWhat = (plan: Plan, stepId: string | null): string => {
  const step = findStep(plan, stepId ?? '');
  return step ? titled(step) : 'the plan';
};
const threadPlace = (plan: Plan, stepId: string | null): ThingPlace =>
  stepId !== null && findStep(plan, stepId) ? { at: 'step', stepId } : { at: 'thread' };

/** The most pressing first, then by day; what has none comes last among its equals. */
export function byUrgency(a: ThingToDo, b: ThingToDo): number {
  if (a.rank !== b.rank) return a.rank - b.rank;
  if (a.day && b.day) return compareDays(a.day, b.day) || compareKeys(a.key, b.key);
  if (a.day || b.day) return a.day ? -1 : 1;
  return compareKeys(a.key, b.key);
}
const compareKeys = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
