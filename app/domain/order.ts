/**
 * Order. Shared steps stand in the order both sides see; a private step hangs behind a shared one (its
 * anchor), so that its place never shows in anything the other side receives. Storage turns places into keys.
 */
import type { Milestone, Plan, Step } from './plan.ts';

export interface Place {
  milestoneId: string;
  /** Directly behind this step of the same layer; null: first. */
  afterId: string | null;
  /** For a private step: the shared step it hangs behind. */
  anchorId: string | null;
}

/** The steps of a milestone as a reader sees them; private ones whose anchor has gone come last. */
export const stepsOf = (plan: Plan, milestoneId: string): Step[] =>
  inOrder(
    plan,
    plan.steps.filter((s) => s.milestoneId === milestoneId),
  );

/** Those of one milestone. */
function inOrder(plan: Plan, steps: Step[]): Step[] {
  const trunk = steps.filter((s) => s.layer === plan.layer);
  if (trunk.length === steps.length) return trunk;
  const hung = grouped(
    steps.filter((s) => s.layer !== plan.layer),
    (s) => s.anchorId,
  );
  const behind = (anchorId: string | null) => {
    const here = hung.get(anchorId) ?? [];
    hung.delete(anchorId);
    return here;
  };
  const standing = [...behind(null), ...trunk.flatMap((s) => [s, ...behind(s.id)])];
  return [...standing, ...[...hung.values()].flat().sort(byPlace)];
}

function grouped<K>(steps: readonly Step[], keyOf: (step: Step) => K): Map<K, Step[]> {
  const groups = new Map<K, Step[]>();
  for (const step of steps) {
    const group = groups.get(keyOf(step));
    if (group) group.push(step);
    else groups.set(keyOf(step), [step]);
  }
  return groups;
}

/** Order is kept only among steps of one milestone and anchor; where neither is left to go by, the ids decide. */
const byPlace = (one: Step, other: Step): number =>
  compare(one.milestoneId, other.milestoneId) || compare(one.anchorId ?? '', other.anchorId ?? '');
const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Private steps whose milestone the other side has removed. */
export const looseSteps = (plan: Plan): Step[] =>
  plan.steps.filter((s) => !plan.milestones.some((m) => m.id === s.milestoneId)).sort(byPlace);

export function allInOrder(plan: Plan): Step[] {
  const inside = grouped(plan.steps, (s) => s.milestoneId);
  const standing = plan.milestones.flatMap((m) => inOrder(plan, inside.get(m.id) ?? []));
  return standing.length === plan.steps.length ? standing : [...standing, ...looseSteps(plan)];
}

/** Where "behind `afterId`, as I see it" is for a step of this layer. */
export function placeBehind(
  plan: Plan,
  layer: Step['layer'],
  milestoneId: string,
  afterId: string | null,
): Place {
  const seen = stepsOf(plan, milestoneId);
  const upTo = seen.slice(0, seen.findIndex((s) => s.id === afterId) + 1);
  const last = (wanted: (s: Step) => boolean) => upTo.filter(wanted).at(-1)?.id ?? null;
  if (layer === plan.layer) return { milestoneId, afterId: last((s) => s.layer === layer), anchorId: null };
  const anchorId = last((s) => s.layer === plan.layer);
  return { milestoneId, anchorId, afterId: last((s) => s.layer === layer && s.anchorId === anchorId) };
}

/** Where a step stands now, in the terms of its own layer. */
export function placeOf(plan: Plan, step: Step): Place {
  const siblings = plan.steps.filter(
    (s) => s.milestoneId === step.milestoneId && s.layer === step.layer && s.anchorId === step.anchorId,
  );
  const at = siblings.findIndex((s) => s.id === step.id);
  return { milestoneId: step.milestoneId, anchorId: step.anchorId, afterId: siblings[at - 1]?.id ?? null };
}

/** The steps with `step` set at `place`; the array order counts only among steps of one layer and anchor. */
export function withStepAt(steps: Step[], step: Step, place: Place): Step[] {
  const placed = { ...step, milestoneId: place.milestoneId, anchorId: place.anchorId };
  const rest = steps.filter((s) => s.id !== step.id);
  const among = (s: Step) => s.milestoneId === placed.milestoneId && s.layer === placed.layer;
  const behind = rest.findIndex((s) => s.id === place.afterId && among(s));
  const first = rest.findIndex((s) => s.anchorId === placed.anchorId && among(s));
  const at = behind >= 0 ? behind + 1 : Math.max(first, 0);
  return [...rest.slice(0, at), placed, ...rest.slice(at)];
}

export const milestoneBefore = (plan: Plan, id: string): string | null => {
  const at = plan.milestones.findIndex((m) => m.id === id);
  return plan.milestones[at - 1]?.id ?? null;
};

export function withMilestoneAt(
  milestones: Milestone[],
  milestone: Milestone,
  afterId: string | null,
): Milestone[] {
  const rest = milestones.filter((m) => m.id !== milestone.id);
  const at = afterId === null ? -1 : rest.findIndex((m) => m.id === afterId);
  return [...rest.slice(0, at + 1), milestone, ...rest.slice(at + 1)];
}
