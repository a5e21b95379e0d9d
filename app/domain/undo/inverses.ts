import type { ChangeKind } from '../change.ts';
import { findStep } from '../plan.ts';
import { changedSince, type InversesOf } from './inverse.ts';
import { inversesOfPlan } from './inverses-of-plan.ts';
import { inversesOfSteps } from './inverses-of-steps.ts';
import { inversesOfThings } from './inverses-of-things.ts';

const inversesOfOffers: InversesOf<'offerMade' | 'offerClosed'> = {
  offerMade: (plan, c) =>
    plan.offers.some((o) => o.id === c.offer.id)
      ? [{ kind: 'offerClosed', offer: c.offer, ...(c.again ?? { outcome: 'withdrawn', reason: null }) }]
      : 'The other side has answered since.',
  offerClosed: (plan, c) => {
    if (c.offer.subject === 'step' && findStep(plan, c.offer.stepId)?.layer !== 'shared') return changedSince;
    const taken = plan.offers.some((o) =>
      o.subject === 'step'
        ? o.stepId === c.offer.stepId
        : c.offer.subject === 'goal' && o.terms.field === c.offer.terms.field,
    );
    return taken
      ? 'Something else has been asked about this since.'
      : [{ kind: 'offerMade', offer: c.offer, again: { outcome: c.outcome, reason: c.reason } }];
  },
};

/** For every kind: what takes it back, or what stands in the way. */
export const inverses: InversesOf<ChangeKind> = {
  ...inversesOfPlan,
  ...inversesOfSteps,
  ...inversesOfThings,
  ...inversesOfOffers,
};
