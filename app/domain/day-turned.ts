/** What follows from the day it is, and from nothing anybody does: the facts that the plan itself records. */
import type { Change } from './change.ts';
import type { Day } from './day.ts';
import { healthOf } from './health.ts';
import { isDraft, type Plan } from './plan.ts';
import { paceChanges } from './told-pace.ts';
import { isFinished } from './turn.ts';

/** Empty when the plan says already what is so: doing it twice does nothing. */
export function dayTurned(plan: Plan, today: Day): Change[] {
  const health = healthOf(plan, today);
  if (isDraft(plan) || !health) return [];
  const paces = isFinished(plan) || plan.pause ? [] : paceChanges(plan, today);
  if (health.status === plan.health) return paces;
  return [{ kind: 'healthChanged', from: plan.health, to: health.status, reason: health.reason }, ...paces];
}
