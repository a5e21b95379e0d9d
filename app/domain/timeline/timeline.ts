/**
 * A plan as a drawing on days: milestones with their steps as bars, what waits for what, and today's pace beside
 * the days that were agreed. It says what is drawn; where, is for `layout.ts`.
 */
import type { Day } from '#app/domain/day.ts';
import { toDayNumber } from '#app/domain/day-number.ts';
import type { Side } from '#app/domain/layer.ts';
import { isDaySoFar, milestoneDay } from '#app/domain/milestone.ts';
import { allInOrder, looseSteps, stepsOf } from '#app/domain/order.ts';
import { isForBoth, isOpen, ownerSides, type Plan, type Step } from '#app/domain/plan.ts';
import { lookOf, type StepLook } from '#app/domain/plan-words.ts';
import { startOf } from '#app/domain/schedule/forward.ts';
import { type MilestonePace, milestonePace } from '#app/domain/schedule/milestone-pace.ts';
import { dayAt } from '#app/domain/schedule/network.ts';
import type { SideCalendars } from '#app/domain/schedule/of-plan.ts';
import { type Paced, pacedPlan } from './paced.ts';

export interface Bar {
  step: Step;
  look: StepLook;
  /** Who does it. */
  side: Side | 'both' | 'nobody';
  /** In the reader's own layer alone. */
  isPrivate: boolean;
  /** Working days: those it took, those before its day, or without a day those of today's pace. */
  start: Day;
  end: Day;
  /** Nobody has named a day: the bar is today's pace. */
  isGuess: boolean;
  /** Where today's pace leads, a working day or more behind its day. */
  pace: Day | null;
  /** The last step ends later when this one does. */
  isDecisive: boolean;
  /** Ids of the drawn steps it waits for. */
  after: string[];
}

export interface Group {
  id: string;
  /** Null where the milestone has been removed. */
  name: string | null;
  day: Day | null;
  isDashed: boolean;
  isReached: boolean;
  pace: Day | null;
  bars: Bar[];
}

export interface Tie {
  from: string;
  to: string;
  isDecisive: boolean;
}

export interface Timeline {
  groups: Group[];
  ties: Tie[];
  today: Day;
  live: { day: Day; isDashed: boolean; pace: Day | null } | null;
  calendars: SideCalendars;
  /** What could not be reckoned with, in a sentence. */
  leftOut: string | null;
}

/** Of what `side` may see. */
export function timelineOf(plan: Plan, calendars: SideCalendars, today: Day, side: Side): Timeline {
  const paced = pacedPlan(plan, calendars, today, side);
  const paces = milestonePace(plan, paced.shared, calendars.buyer);
  const after = waitsIn(plan, paced);
  const barsOf = (steps: Step[]) => steps.flatMap((step) => barOf(plan, step, today, paced, after) ?? []);
  const groups = plan.milestones.map(({ id, name, reachedOn }): Group => {
    const { projected, lateBy, planned } = paces.get(id) as MilestonePace;
    return {
      id,
      name,
      day: reachedOn ?? planned,
      isDashed: reachedOn === null && (milestoneDay(plan, id).dashed || isDaySoFar(plan, id)),
      isReached: reachedOn !== null,
      pace: reachedOn === null && lateBy > 0 ? projected : null,
      bars: barsOf(stepsOf(plan, id)),
    };
  });
  const loose = barsOf(looseSteps(plan));
  const { liveDay } = plan.goal;
  return {
    groups: loose.length > 0 ? [...groups, { ...withoutMilestone, bars: loose }] : groups,
    ties: [...after].flatMap(([to, ids]) =>
      ids.map((from) => ({ from, to, isDecisive: paced.decisive.has(from) && paced.decisive.has(to) })),
    ),
    today,
    live: liveDay && {
      day: liveDay,
      isDashed: plan.confirmed === null,
      pace: paced.live.lateBy > 0 ? paced.live.day : null,
    },
    calendars,
    leftOut: paced.leftOut,
  };
}

const withoutMilestone = {
  id: 'loose',
  name: null,
  day: null,
  isDashed: false,
  isReached: false,
  pace: null,
};

/** What each drawn step waits for, where that is drawn too. */
function waitsIn(plan: Plan, { steps }: Paced): Map<string, string[]> {
  const after = new Map<string, string[]>();
  for (const { stepId, afterId } of plan.dependencies)
    if (steps.has(stepId) && steps.has(afterId)) after.set(stepId, [...(after.get(stepId) ?? []), afterId]);
  const place = new Map(allInOrder(plan).map(({ id }, at) => [id, at]));
  for (const ids of after.values()) ids.sort((one, other) => place.get(one)! - place.get(other)!);
  return after;
}

function barOf(
  plan: Plan,
  step: Step,
  today: Day,
  { steps, inputs, decisive }: Paced,
  after: ReadonlyMap<string, string[]>,
): Bar | null {
  const projected = steps.get(step.id);
  const input = inputs.get(step.id);
  // One that was declined has left the dates.
  if (!projected || !input) return null;
  const promised = isOpen(step) ? step.dueDay : null;
  const [side, other] = ownerSides(step);
  return {
    step,
    look: lookOf(plan, step, today),
    side: other ? 'both' : (side ?? 'nobody'),
    isPrivate: !isForBoth(plan, step),
    start: promised ? dayAt(startOf(input, toDayNumber(promised))) : projected.start,
    end: promised ?? projected.end,
    isGuess: isOpen(step) && step.dueDay === null,
    pace: promised && projected.late > 0 ? projected.end : null,
    isDecisive: decisive.has(step.id),
    after: after.get(step.id) ?? [],
  };
}
