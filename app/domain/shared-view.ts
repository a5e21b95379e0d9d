import type { Layer, Plan } from './plan.ts';

/** The plan as somebody without a side would read it: what is composed for both sides starts from here. */
export function sharedView(plan: Plan): Plan {
  const shown = (thing: { layer: Layer }) => thing.layer === 'shared';
  return {
    ...plan,
    measures: plan.measures.filter(shown),
    milestones: plan.milestones.filter(shown),
    steps: plan.steps.filter(shown),
    dependencies: plan.dependencies.filter(shown),
    offers: plan.offers.filter(shown),
    people: plan.people.filter(shown),
  };
}
