import { type Attachments, nouns, shelves } from './attachment.ts';
import type { Layer, Plan } from './plan.ts';

/** The plan as far as these layers reach. */
export function viewOf(plan: Plan, layers: readonly Layer[]): Plan {
  const shown = (thing: { layer: Layer }) => layers.includes(thing.layer);
  const attached = Object.fromEntries(
    nouns.map((noun) => [shelves[noun].list, plan[shelves[noun].list].filter(shown)]),
  ) as unknown as Attachments;
  return {
    ...plan,
    ...attached,
    measures: plan.measures.filter(shown),
    milestones: plan.milestones.filter(shown),
    steps: plan.steps.filter(shown),
    dependencies: plan.dependencies.filter(shown),
    offers: plan.offers.filter(shown),
    people: plan.people.filter(shown),
  };
}

/** The plan as somebody without a side would read it: what is composed for both sides starts from here. */
export const sharedView = (plan: Plan): Plan => viewOf(plan, ['shared']);
