/**
 * The schedule of a plan: its shared steps that count. Private steps never move a shared day, so they are only
 * reckoned with when their own side asks, and nothing shared ever waits for one.
 */
import type { Day } from '#app/domain/day.ts';
import type { Side } from '#app/domain/layer.ts';
import { countedStepsOf } from '#app/domain/milestone.ts';
import { isForBoth, isOpen, ownerSides, type Plan, type Step } from '#app/domain/plan.ts';
import { ok, type Refusal, type Result } from '#app/domain/result.ts';
import { bothTogether, type SideCalendar } from './calendar.ts';
import type { ScheduleInput, ScheduleStep } from './input.ts';

export type SideCalendars = Readonly<Record<Side, SideCalendar>>;

/** With `layer`, that side's own private steps too. Refused when both sides share a step and no working day. */
export function scheduleOfPlan(
  plan: Plan,
  calendars: SideCalendars,
  today: Day,
  { layer }: { layer?: Side } = {},
): Result<ScheduleInput, Refusal> {
  const shared = plan.milestones.flatMap(({ id }) => countedStepsOf(plan, id));
  const own = layer === undefined ? [] : privateStepsOf(plan, layer);
  const together = [...shared, ...own].some((step) => ownerSides(step).length !== 1)
    ? bothTogether(calendars.seller, calendars.buyer)
    : ok(calendars.buyer);
  if (!together.ok) return together;
  const calendarOf = (step: Step) => {
    const [side, other] = ownerSides(step);
    return side === undefined || other !== undefined ? together.value : calendars[side];
  };
  const waits = waitsOf(plan, new Set(shared.map(({ id }) => id)), new Set(own.map(({ id }) => id)));
  const asked = (step: Step): ScheduleStep => ({
    id: step.id,
    duration: step.duration,
    dueDay: step.dueDay,
    endedOn: isOpen(step) ? null : (step.endedOn ?? today),
    isSkipped: step.status === 'skipped',
    calendar: calendarOf(step),
    after: waits.get(step.id) ?? [],
  });
  // The live day is the buyer's, and so are the days its lateness is told in.
  return ok({
    steps: [...shared, ...own].map(asked),
    today,
    liveDay: plan.goal.liveDay,
    calendar: calendars.buyer,
  });
}

export const privateStepsOf = (plan: Plan, side: Side): Step[] =>
  plan.steps.filter((s) => s.layer === side && !isForBoth(plan, s) && s.agreement !== 'declined');

/** Only tasks could run beside one another: what is met about, decided or signed comes behind what it is about, and before what it allows. */
function waitsOf(plan: Plan, shared: ReadonlySet<string>, own: ReadonlySet<string>) {
  const tasks = new Set(plan.steps.flatMap(({ id, type }) => (type === 'task' ? [id] : [])));
  const waits = new Map<string, ScheduleStep['after'][number][]>();
  const durations = new Map(plan.steps.map(({ id, duration }) => [id, duration]));
  for (const { stepId, afterId, lag } of plan.dependencies) {
    if (!shared.has(afterId) && !(own.has(afterId) && own.has(stepId))) continue;
    // The step before may have been made shorter since: the two begin together at the earliest.
    const held = Math.max(lag, 0 - (durations.get(afterId) ?? 0));
    const wait = { id: afterId, lag: held, mustWait: !tasks.has(afterId) || !tasks.has(stepId) };
    waits.set(stepId, [...(waits.get(stepId) ?? []), wait]);
  }
  return waits;
}
