/**
 * A track laid into a plan: counted back from what it must come before, in the working days of whoever does each step,
 * and never on a day that is gone. Roles that somebody on the plan has get their name.
 */
import type { NewSteps } from './add-steps.ts';
import { addDays, type Day } from './day.ts';
import { fromDayNumber, toDayNumber } from './day-number.ts';
import { type Layout, layoutOf, overlapsOf } from './lay-out.ts';
import { milestoneDay } from './milestone.ts';
import { allInOrder, milestoneBefore, stepsOf } from './order.ts';
import { findMilestone, findStep, isForBoth, isOpen, type Plan, pointPersons, type Side } from './plan.ts';
import { calendarsOf, latenessCalendar } from './plan-calendar.ts';
import { bothTogether, type SideCalendar } from './schedule/calendar.ts';
import { latestEnds } from './schedule/latest.ts';
import { lay } from './schedule/lay.ts';
import { networkOf } from './schedule/network.ts';
import type { NewStep } from './step.ts';
import type { TemplateOwner } from './template.ts';
import type { Track, TrackStep } from './track.ts';

/** What the track must be through before: the live day, the day of a milestone, or the beginning of a step. */
export type Ahead =
  | { kind: 'live' }
  | { kind: 'milestone'; milestoneId: string }
  | { kind: 'step'; stepId: string };

/** Its last day at the latest; null where what lies ahead has no day. */
export function lastDayBefore(plan: Plan, ahead: Ahead): Day | null {
  if (ahead.kind === 'live') return plan.goal.liveDay;
  if (ahead.kind === 'milestone') return milestoneDay(plan, ahead.milestoneId).day;
  const step = findStep(plan, ahead.stepId);
  if (!step?.dueDay) return null;
  const { count } = calendarFor(plan, step.owners);
  const begins = count.nth(count.upTo(toDayNumber(step.dueDay)) - step.duration + 1);
  return fromDayNumber(begins - 1) as Day;
}

/** What a track may be put before, in the order of the plan. */
export function aheadIn(plan: Plan): Ahead[] {
  const open = allInOrder(plan).filter((s) => isOpen(s) && findMilestone(plan, s.milestoneId));
  const all: Ahead[] = [
    { kind: 'live' },
    ...plan.milestones
      .filter((m) => m.reachedOn === null)
      .map(({ id }): Ahead => ({ kind: 'milestone', milestoneId: id })),
    ...open.map(({ id }): Ahead => ({ kind: 'step', stepId: id })),
  ];
  return all.filter((ahead) => lastDayBefore(plan, ahead) !== null);
}

/** Where nobody has chosen: before the last stretch begins, which most often is the way from yes to live. */
export function usualAhead(plan: Plan): Ahead | null {
  const last = plan.milestones.at(-1);
  const first = last && stepsOf(plan, last.id).find((s) => isOpen(s) && isForBoth(plan, s));
  const ahead: Ahead | null = first ? { kind: 'step', stepId: first.id } : null;
  if (ahead && plan.milestones.length > 1 && lastDayBefore(plan, ahead)) return ahead;
  return aheadIn(plan)[0] ?? null;
}

export interface TrackChoice {
  ahead: Ahead;
  /** A milestone of its own, rather than in the one that lies ahead. */
  ownMilestone: boolean;
  onlyOurs: boolean;
}

export interface WhoAdds {
  side: Side;
  stakeholderId: string | null;
}

type NewOwner = NewStep['owners'][number];

/** With the name of whoever has that part on the plan, else a name is needed. */
export function ownerFrom(plan: Plan, { side, role }: TemplateOwner): NewOwner {
  const leads = role === 'champion' || role === 'accountExecutive' || role === 'pointPerson';
  const known =
    plan.people.find((p) => p.side === side && p.role === role) ??
    (leads ? pointPersons(plan, side)[0] : undefined);
  return { side, role, stakeholderId: known?.id ?? null };
}

/** Kept to one side, the parts of the other wait until it is shown to them: until then they are one's own. */
function ownersOf(plan: Plan, step: TrackStep, { onlyOurs }: TrackChoice, who: WhoAdds): NewOwner[] {
  const meant = step.owners.map((owner) => ownerFrom(plan, owner));
  const own = meant.filter((o) => o.side === who.side);
  if (!onlyOurs) return meant;
  return own.length > 0 ? own : [{ side: who.side, role: null, stakeholderId: who.stakeholderId }];
}

/** Of one side, or of both where both do it. */
function calendarFor(plan: Plan, owners: readonly { side: Side }[]): SideCalendar {
  const calendars = calendarsOf(plan);
  const [side, other] = [...new Set(owners.map((o) => o.side))];
  if (side !== undefined && other === undefined) return calendars[side];
  const both = bothTogether(calendars.seller, calendars.buyer);
  return both.ok ? both.value : calendars.buyer;
}

export interface Fitted {
  /** Keys are those of the track's steps. */
  layout: Layout;
  until: Day;
  args: NewSteps;
}

/** Null where what lies ahead is not there, or has no day. */
export function fitTrack(
  plan: Plan,
  track: Track,
  choice: TrackChoice,
  { who, today, newId }: { who: WhoAdds; today: Day; newId: () => string },
): Fitted | null {
  const until = lastDayBefore(plan, choice.ahead);
  if (until === null) return null;
  const owners = track.steps.map((step) => ownersOf(plan, step, choice, who));
  const network = networkOf({
    steps: track.steps.map(({ key, duration, after }, at) => ({
      ...{ id: String(key), duration, dueDay: null, endedOn: null, isSkipped: false },
      calendar: calendarFor(plan, owners[at] ?? []),
      after: after.map((earlier) => ({ id: String(earlier), lag: 0 })),
    })),
    // Nobody is asked for something by the day on which they are asked.
    today: addDays(today, 1),
    liveDay: until,
    calendar: latenessCalendar(plan),
  });
  if (!network.ok) throw new Error(`A track cannot be laid out: ${network.error.code}.`);
  const last = toDayNumber(until);
  // As the track counts its days, and earlier where a side's days off leave too few for what comes behind.
  const wanted = latestEnds(network.value, last).map((latest, at) => {
    const { count } = network.value.steps[at]!.calendar;
    return Math.min(count.nth(count.upTo(last) - track.steps[at]!.offset), count.nth(count.upTo(latest)));
  });
  const laid = lay(network.value, last, wanted, overlapsOf(track.steps, network.value));
  const layout = layoutOf(track.steps, laid);
  const steps = track.steps.map((step, at): NewSteps['steps'][number] => ({
    id: newId(),
    title: step.title,
    type: step.type,
    dueDay: layout.steps[at]!.dueDay,
    ask: `${step.ask}\n\nWhat usually makes it late: ${step.lateWhen}`,
    doneWhen: step.doneWhen,
    ifSlips: step.slipNote ?? '',
    duration: step.duration,
    owners: owners[at] ?? [],
    after: step.after.map((key) => key - 1),
  }));
  return {
    layout,
    until,
    args: { ...placeFor(plan, track, choice, newId), onlyOurs: choice.onlyOurs, steps },
  };
}

/** A milestone of its own stands before the one that lies ahead. */
function placeFor(plan: Plan, track: Track, { ahead, ownMilestone }: TrackChoice, newId: () => string) {
  const next = ahead.kind === 'step' ? findStep(plan, ahead.stepId) : undefined;
  const milestoneId =
    next?.milestoneId ?? (ahead.kind === 'milestone' ? ahead.milestoneId : plan.milestones.at(-1)?.id);
  const beforeId = next?.id ?? null;
  if (ownMilestone || milestoneId === undefined) {
    const afterId = milestoneId === undefined ? null : milestoneBefore(plan, milestoneId);
    return { milestoneId: newId(), milestone: { name: track.outcome, afterId }, afterId: null, beforeId };
  }
  const standing = stepsOf(plan, milestoneId);
  const at = next ? standing.findIndex((s) => s.id === next.id) : standing.length;
  return { milestoneId, milestone: null, afterId: standing[at - 1]?.id ?? null, beforeId };
}
