/**
 * A plan as a starting point for others: its shared steps in the seller's own words, counted back from the live day, with
 * roles where people were. What the other side wrote, what either keeps to itself, names, addresses and figures stay
 * where they are.
 */
import type { Day } from './day.ts';
import { toDayNumber } from './day-number.ts';
import { allInOrder } from './order.ts';
import type { IsOwn } from './own-words.ts';
import { findPerson, isForBoth, type Owner, type Plan, type Step } from './plan.ts';
import { isKnownRole, placeholderLabel } from './roles.ts';
import { inWorkOrder, modeOf, type Template, type TemplateOwner, type TemplateStep } from './template.ts';
import { weekdays } from './working-days.ts';

export interface FromPlan {
  milestones: Template['milestones'];
  /** Shared steps that the other side worded, and so are not in it. */
  leftOut: number;
}

export function templateFromPlan(plan: Plan, isOwn: IsOwn, alsoNamed: readonly string[] = []): FromPlan {
  const shared = allInOrder(plan).filter(
    (s) => isForBoth(plan, s) && s.agreement !== 'declined' && s.status !== 'skipped',
  );
  const kept = shared.filter((s) => isOwn(s.id, 'title', s.title));
  const nameless = withoutNames(plan, alsoNamed);
  const own = (step: Step, field: 'ask' | 'doneWhen' | 'ifSlips') =>
    isOwn(step.id, field, step[field]) ? nameless(step[field]) : '';
  const offsets = offsetsOf(plan, kept);
  const inPlan = plan.milestones.flatMap((milestone, at) => {
    const steps = kept.filter((s) => s.milestoneId === milestone.id);
    const name = isOwn(milestone.id, 'name', milestone.name)
      ? nameless(milestone.name)
      : `Milestone ${at + 1}`;
    return steps.length > 0 ? [{ name, steps }] : [];
  });
  const last = (steps: Step[]) => Math.min(...steps.map((s) => offsets.get(s.id) ?? 0));
  // Each outcome stands before those that come later, and the last step ends on the live day.
  const milestones = [...inPlan].sort((a, b) => last(b.steps) - last(a.steps));
  const final = milestones.at(-1)?.steps ?? [];
  const end = final.find((s) => (offsets.get(s.id) ?? 0) === last(final));
  const ordered = milestones.map((m) =>
    m.steps === final ? { ...m, steps: [...final.filter((s) => s !== end), ...(end ? [end] : [])] } : m,
  );
  const keys = new Map(ordered.flatMap((m) => m.steps).map((s, at) => [s.id, at + 1]));
  const asStep = (step: Step): TemplateStep => {
    const { type, duration } = step;
    const owners = ownersOf(plan, step);
    const ifSlips = own(step, 'ifSlips');
    return {
      ...{ key: keys.get(step.id) ?? 0, title: nameless(step.title), type, owners, duration },
      mode: modeOf({ type, owners }),
      offset: offsets.get(step.id) ?? 0,
      after: tiesIn(plan, step.id).flatMap((id) => keys.get(id) ?? []),
      ask: own(step, 'ask'),
      doneWhen: own(step, 'doneWhen'),
      ...(ifSlips && { slipNote: ifSlips }),
    };
  };
  return {
    milestones: ordered.map(({ name, steps }) => ({ name, steps: steps.map(asStep) })),
    leftOut: shared.length - kept.length,
  };
}

const tiesIn = (plan: Plan, stepId: string): string[] => [
  ...new Set(plan.dependencies.flatMap((d) => (d.stepId === stepId ? [d.afterId] : []))),
];

/** Working days before the end, each step's own days after all it waits for; the last of them is the end. */
function offsetsOf(plan: Plan, steps: Step[]): Map<string, number> {
  const days = steps.flatMap((s) => (s.dueDay ? [s.dueDay] : []));
  const end = plan.goal.liveDay ?? [...days].sort().at(-1) ?? null;
  const count = (day: Day) => weekdays.count.upTo(toDayNumber(day));
  const keyed = steps.map((step, at) => ({ step, key: at }));
  const keyOf = new Map(keyed.map(({ step, key }) => [step.id, key]));
  const waiting = keyed.map(({ step, key }) => ({
    ...{ key, step, after: tiesIn(plan, step.id).flatMap((id) => keyOf.get(id) ?? []) },
    offset: step.dueDay && end ? Math.max(0, count(end) - count(step.dueDay)) : 0,
  }));
  for (const later of [...(inWorkOrder(waiting) ?? [])].reverse())
    for (const key of later.after) {
      const before = waiting[key]!;
      before.offset = Math.max(before.offset, later.offset + later.step.duration);
    }
  const least = Math.min(...waiting.map(({ offset }) => offset));
  return new Map(waiting.map(({ step, offset }) => [step.id, offset - least]));
}

/** Parts that everybody knows: one that somebody typed may name a person. */
function ownersOf(plan: Plan, step: Step): TemplateOwner[] {
  const roleOf = ({ side, role, stakeholderId }: Owner): TemplateOwner => {
    const known = [role, findPerson(plan, stakeholderId)?.role].find((each) => each && isKnownRole(each));
    return { side, role: known ?? (side === 'buyer' ? 'champion' : 'accountExecutive') };
  };
  const owners = step.owners.map(roleOf);
  return owners.filter(
    (one, at) => owners.findIndex((o) => o.side === one.side && o.role === one.role) === at,
  );
}

/** Names of people become their part, the company's name becomes “the company”, addresses go. */
export function withoutNames(plan: Plan, alsoNamed: readonly string[]): (text: string) => string {
  const sides = { sellerName: 'our', buyerName: 'their' };
  const people = plan.people.map(({ name, side, role }) => ({
    name,
    instead: placeholderLabel(isKnownRole(role) ? role : 'pointPerson', { ...sides, side }),
  }));
  const swaps = [
    ...people,
    ...alsoNamed.map((name) => ({ name, instead: 'a colleague' })),
    { name: plan.goal.buyerName, instead: 'the company' },
  ].flatMap(({ name, instead }) =>
    // The whole name before its parts.
    [name, ...name.split(/\s+/)].filter((part) => part.length > 2).map((part) => ({ part, instead })),
  );
  swaps.sort((a, b) => b.part.length - a.part.length);
  return (text) =>
    swaps.reduce(
      (now, { part, instead }) =>
        now.replace(new RegExp(`(?<![\\p{L}\\p{N}])${escaped(part)}(?![\\p{L}\\p{N}])`, 'gu'), () => instead),
      text
        .replace(/[\p{L}\p{N}._%+-]+@[\p{L}\p{N}.-]+/gu, 'their address')
        .replace(/https?:\/\/\S+/gu, 'the link'),
    );
}

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
