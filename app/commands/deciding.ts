import type { Plan } from '#app/domain/plan.ts';
import type { Pending } from '#db/history.server.ts';
import type { Past } from './past.server.ts';

/** A plan as whoever is deciding sees it, what was written in this transaction, and what was before it. */
export interface Deciding {
  plan: Plan;
  pending: Pending;
  past: Past;
}
