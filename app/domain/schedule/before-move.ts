/**
 * Before days are moved: which other days would have to move with them, how each of them would, and what becomes of
 * the live day. Nothing shared waits for what is private, so that what the other side keeps to itself plays no part.
 */
import { type Actor, type Refused, refuse } from '#app/domain/command.ts';
import type { Day } from '#app/domain/day.ts';
import { type CommandArgs, type CommandType, decide } from '#app/domain/decide.ts';
import { findStep, isForBoth, isOpen, type Plan, type Step } from '#app/domain/plan.ts';
import { daysMovedBy, type HowMoved, howMoved } from '#app/domain/reschedule-steps.ts';
import { ifMoved, type Moved, type NewDays } from './move.ts';
import { isOpenStep } from './network.ts';
import { privateStepsOf } from './of-plan.ts';
import { planNetwork } from './plan-network.ts';

export interface BeforeMove {
  readonly moved: readonly { readonly step: Step; readonly to: Day }[];
  /** In the order of the plan, each as early as it can be, and none earlier than now. */
  readonly following: readonly Following[];
  /** Where today's pace leads; null where the move is nothing to it, being of a private step, or nothing leads there. */
  readonly live: LiveMoved | null;
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
  let made = 0;
  // Whatever was read: what came meanwhile is told of when it is sent.
  const context = { actor, today, now: `${today}T00:00:00.000Z`, base: {}, newId: () => `asked-${made++}` };
  const decision = decide(plan, type, args, context, true);
  if (decision.kind !== 'changes') return null;
  const days = daysMovedBy(plan, decision.changes);
  const before = days.size > 0 ? beforeMove(plan, days, actor, today) : null;
  return before?.following.some(({ how }) => how !== 'stays') ? before : null;
}

/** Until its person has chosen. */
export function movesOthers(plan: Plan, asked: Asked, actor: Actor, today: Day): Refused | null {
  return (
    choiceBefore(plan, asked, actor, today) &&
    refuse(
      'movesOthers',
      'Other steps wait for this one and cannot keep their days. Nothing was changed yet.',
    )
  );
}

function liveMoved({ live: { before, after } }: Moved): LiveMoved | null {
  if (!before.day || !after.day) return null;
  return { from: before.day, to: after.day, lateBy: after.lateBy };
}
