/** What takes back changes of the plan itself: its goal, its case, its measures and milestones, its people. */
import { calendarField, sideCalendar } from '../calendars.ts';
import type { Change, ChangeKind } from '../change.ts';
import type { Actor } from '../command.ts';
import { goalIsTheBuyers } from '../goal.ts';
import { milestoneBefore, stepsOf } from '../order.ts';
import { findMilestone, findPerson, otherSide, type Plan } from '../plan.ts';
import { bothTogether, calendarOf } from '../schedule/calendar.ts';
import { backAlready, type InTheWay, type InversesOf, unless, unlessTouched, valueIn } from './inverse.ts';
import { noWayBack, noWayBackForPerson } from './no-way-back.ts';
import { thePlan } from './written-since.ts';

const ofPlan = (plan: Plan) => ({ id: thePlan, layer: plan.layer, versions: plan.versions });

/** A measure is the buyer's word as the goal is. */
const unlessTheBuyers = (plan: Plan, actor: Actor, then: () => Change[] | InTheWay): Change[] | InTheWay =>
  actor.side === 'seller' && goalIsTheBuyers(plan)
    ? `The goal is ${plan.goal.buyerName}'s now. Suggest the old one to them.`
    : then();

type KindOfPlan = Extract<
  ChangeKind,
  `${'plan' | 'pause' | 'goal' | 'case' | 'calendar' | 'measure' | 'milestone' | 'health' | 'stakeholder'}${string}`
>;

export const inversesOfPlan: InversesOf<KindOfPlan> = {
  planOpened: noWayBack.planOpened,
  planShared: noWayBack.planShared,
  goalChanged: (plan, c, at, actor) =>
    unlessTheBuyers(plan, actor, () =>
      unless(plan, { thing: ofPlan(plan), name: c.field, now: plan.goal[c.field], left: c.to }, at, () => [
        { ...c, from: c.to, to: c.from } as Change,
      ]),
    ),
  goalConfirmed: (plan, c, at) =>
    unless(plan, { thing: ofPlan(plan), name: 'confirmed', now: plan.confirmed, left: c.to }, at, () => [
      { ...c, from: c.to, to: c.from },
    ]),
  pauseChanged: (plan, c, at) =>
    unless(plan, { thing: ofPlan(plan), name: 'pause', now: plan.pause, left: c.to }, at, () => [
      { ...c, from: c.to, to: c.from },
    ]),
  caseChanged: (plan, c, at) =>
    unless(plan, { thing: ofPlan(plan), name: c.field, now: plan.case[c.field], left: c.to }, at, () => [
      { ...c, from: c.to, to: c.from },
    ]),
  calendarChanged: (plan, c, at) => {
    const own = calendarOf(c.from.week, []);
    const other = sideCalendar(plan.calendars[otherSide(c.side)]);
    if (!own.ok || !other.ok || !bothTogether(own.value, other.value).ok)
      return 'The other side works on other days by now, and there would be none in common.';
    const now = plan.calendars[c.side];
    return unless(plan, { thing: ofPlan(plan), name: calendarField(c.side), now, left: c.to }, at, () => [
      { ...c, from: c.to, to: c.from },
    ]);
  },
  measureAdded: (plan, c, at, actor) =>
    unlessTheBuyers(plan, actor, () => {
      const measure = plan.measures.find((m) => m.id === c.measure.id);
      const values = {
        left: (field: string) => valueIn(c.measure, field),
        now: (field: string) => measure && valueIn(measure, field),
      };
      return unlessTouched(plan, measure, values, at, () => [
        { kind: 'measureRemoved', measure: measure ?? c.measure },
      ]);
    }),
  measureChanged: (plan, c, at, actor) =>
    unlessTheBuyers(plan, actor, () => {
      const measure = plan.measures.find((m) => m.id === c.measureId);
      return unless(plan, { thing: measure, name: c.field, now: measure?.[c.field], left: c.to }, at, () => [
        { ...c, from: c.to, to: c.from } as Change,
      ]);
    }),
  measureRemoved: (plan, c, _at, actor) =>
    unlessTheBuyers(plan, actor, () =>
      plan.measures.some((m) => m.id === c.measure.id)
        ? backAlready
        : [{ kind: 'measureAdded', measure: c.measure }],
    ),
  milestoneAdded: (plan, c, at) => {
    const milestone = findMilestone(plan, c.milestone.id);
    if (milestone && stepsOf(plan, milestone.id).length > 0)
      return `${milestone.name} has steps now. Move or remove them first.`;
    const field = { thing: milestone, name: 'name', now: milestone?.name, left: c.milestone.name };
    return unless(plan, field, at, () => [
      { kind: 'milestoneRemoved', milestone: milestone ?? c.milestone, afterId: c.afterId },
    ]);
  },
  milestoneRenamed: (plan, c, at) => {
    const thing = findMilestone(plan, c.milestoneId);
    return unless(plan, { thing, name: 'name', now: thing?.name, left: c.to }, at, () => [
      { ...c, from: c.to, to: c.from },
    ]);
  },
  milestoneMoved: (plan, c, at) => {
    const thing = findMilestone(plan, c.milestoneId);
    const now = milestoneBefore(plan, c.milestoneId);
    return unless(plan, { thing, name: 'place', now, left: c.to }, at, () => [
      { ...c, from: c.to, to: c.from },
    ]);
  },
  milestoneRemoved: (plan, c) =>
    findMilestone(plan, c.milestone.id)
      ? backAlready
      : [{ kind: 'milestoneAdded', milestone: c.milestone, afterId: c.afterId }],
  // Facts that follow by themselves from what is undone beside them.
  milestoneReached: () => [],
  milestoneReopened: () => [],
  milestonePaced: noWayBack.milestonePaced,
  healthChanged: noWayBack.healthChanged,
  stakeholderAdded: noWayBack.stakeholderAdded,
  stakeholderChanged: (plan, c, at) => {
    if (c.field !== 'role') return noWayBackForPerson[c.field](plan);
    const thing = findPerson(plan, c.stakeholderId);
    return unless(plan, { thing, name: c.field, now: thing?.role, left: c.to }, at, () => [
      { ...c, from: c.to, to: c.from },
    ]);
  },
  stakeholderRemoved: noWayBack.stakeholderRemoved,
};
