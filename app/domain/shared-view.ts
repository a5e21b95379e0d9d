import { type Attachments, nouns, shelves } from './attachment.ts';
import type { Layer, Plan } from './plan.ts';

/** The plan as somebody without a side would read it: what is composed for both sides starts from here. */
export function sharedView(plan: Plan): Plan {
  const shown = (thing: { layer: Layer }) => thing.layer === 'shared';
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
