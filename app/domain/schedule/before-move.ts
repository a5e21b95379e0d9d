/**
 * Before days are moved: which other days would have to move with them, how each of them would, and what becomes of
 * the live day. Nothing shared waits for what is private, so that what the other side keeps to itself plays no part.
 */

import type { Change } from '#app/domain/change.ts';
import { type Actor, type Refused, refuse } from '#app/domain/command.ts';
import type { Day } from '#app/domain/day.ts';
import { toDayNumber } from '#app/domain/day-number.ts';
import { type CommandArgs, type CommandType, decide } from '#app/domain/decide.ts';
import { findStep, isForBoth, isOpen, type Plan, type Step } from '#app/domain/plan.ts';
import { daysMovedBy, type HowMoved, howMoved } from '#app/domain/reschedule-steps.ts';
import { preview } from '#app/domain/settle.ts';
import { ifMoved, type Moved, type NewDays } from './move.ts';
import { isOpenStep } from './network.ts';
import { privateStepsOf } from './of-plan.ts';
import { planNetwork } from './plan-network.ts';
import { project } from './project.ts';

export interface BeforeMove {
  readonly moved: readonly { readonly step: Step; readonly to: Day }[];
  /** In the order of the plan, each as early as it can be, and none earlier than now. */
  readonly following: readonly Following[];
  /** Where today's pace leads; null where the move is nothing to it, being of a private step, or nothing leads there. */
  readonly live: LiveMoved | null;
  /** Another live day, which today's pace does not keep, and the plan as it is with it. */
  readonly liveDay?: { readonly to: Day; readonly after: Plan };
}

export interface Following {
  readonly step: Step;
  readonly from: Day;
  readonly to: Day;
  readonly how: HowMoved;
}

export interface LiveMoved {
  /** Without the move. */
  readonly from: Day;
  readonly to: Day;
  /** Working days of the buyer behind the live day that is wanted; 0 if it holds. */
  readonly lateBy: number;
}

/** Null where that cannot be told: a step is not open, or what waits for what cannot be reckoned with. */
export function beforeMove(plan: Plan, days: NewDays, actor: Actor, today: Day): BeforeMove | null {
  const moved = [...days].flatMap(([id, to]) => {
    const step = findStep(plan, id);
    return step && isOpen(step) ? [{ step, to }] : [];
  });
  if (moved.length === 0 || moved.length < days.size) return null;
  const shared = planNetwork(plan, today);
  const isAlone = privateStepsOf(plan, actor.side).length === 0;
  const own = isAlone ? shared : planNetwork(plan, today, actor.side);
  const open = new Set(own?.steps.filter(isOpenStep).map(({ id }) => id));
  if (!shared || !own || moved.some(({ step }) => !open.has(step.id))) return null;
  const all = ifMoved(own, days);
  // What is private moves no day that both sides share.
  const forBoth = new Map([...days].filter((_, at) => isForBoth(plan, moved[at]!.step)));
  return {
    moved,
    following: all.others.flatMap(({ id, to }): Following[] => {
      const next = findStep(plan, id);
      return next?.dueDay ? [{ step: next, from: next.dueDay, to, how: howMoved(plan, next, actor) }] : [];
    }),
    live: forBoth.size > 0 ? liveMoved(own === shared ? all : ifMoved(shared, forBoth)) : null,
  };
}

export interface Asked<T extends CommandType = CommandType> {
  type: T;
  args: CommandArgs[T];
}

/** What a command that moves days leaves to choose; null where it moves none, or nothing else could go with them. */
export function choiceBefore(plan: Plan, { type, args }: Asked, actor: Actor, today: Day): BeforeMove | null {
  const list = changesBy(plan, { type, args }, actor, today);
  const days = daysMovedBy(plan, list);
  const before = days.size > 0 ? beforeMove(plan, days, actor, today) : null;
  const moves = before?.following.some(({ how }) => how !== 'stays') ? before : null;
  const liveDay = missedLiveDay(plan, list, today);
  if (!moves && !liveDay) return null;
  return { ...(moves ?? { moved: [], following: [], live: null }), ...(liveDay && { liveDay }) };
}

/** What a day that is only suggested would bring with it; null where it brings nothing, or none is suggested. */
export function suggestionBefore(plan: Plan, asked: Asked, actor: Actor, today: Day): BeforeMove | null {
  const days = new Map(
    changesBy(plan, asked, actor, today).flatMap((c): [string, Day][] =>
      c.kind === 'offerMade' && c.offer.subject === 'step' && c.offer.terms.field === 'dueDay'
        ? [[c.offer.stepId, c.offer.terms.value]]
        : [],
    ),
  );
  const before = days.size > 0 ? beforeMove(plan, days, actor, today) : null;
  return before && before.following.length > 0 ? before : null;
}

function changesBy(plan: Plan, { type, args }: Asked, actor: Actor, today: Day): Change[] {
  let made = 0;
  // Whatever was read: what came meanwhile is told of when it is sent.
  const context = { actor, today, now: `${today}T00:00:00.000Z`, base: {}, newId: () => `asked-${made++}` };
  const decision = decide(plan, type, args, context, true);
  return decision.kind === 'changes' ? decision.changes : [];
}

/** Set, said yes to, or suggested. */
function missedLiveDay(plan: Plan, list: Change[], today: Day): BeforeMove['liveDay'] | null {
  for (const change of list) {
    const edit =
      change.kind === 'goalChanged'
        ? { field: change.field, value: change.to }
        : change.kind === 'offerMade' && change.offer.subject === 'goal'
          ? change.offer.terms
          : null;
    if (edit?.field !== 'liveDay' || !edit.value) continue;
    const after = preview(plan, list);
    const to = edit.value as Day;
    const network = planNetwork(after, today);
    const isOpenStill = network?.steps.some(isOpenStep);
    if (network && isOpenStill && project({ ...network, liveDay: toDayNumber(to) }).live.lateBy > 0)
      return { to, after };
  }
  return null;
}

/** Until its person has chosen. */
export function movesOthers(plan: Plan, asked: Asked, actor: Actor, today: Day): Refused | null {
  const before = choiceBefore(plan, asked, actor, today);
  if (!before) return null;
  const why =
    before.following.length > 0
      ? 'Other steps wait for this one and cannot keep their days.'
      : 'On today’s pace the steps end after that day.';
  return refuse('movesOthers', `${why} Nothing was changed yet.`);
}

function liveMoved({ live: { before, after } }: Moved): LiveMoved | null {
  if (!before.day || !after.day) return null;
  return { from: before.day, to: after.day, lateBy: after.lateBy };
}
