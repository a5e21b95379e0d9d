import { findPerson, type Plan } from '#app/domain/plan.ts';
import { isDecider } from '#app/domain/roles.ts';
import type { PlanReader } from './plan-reader.ts';

/** Who gives the plan twenty seconds a week: lands on the glance. Whoever leads it here lands on what is theirs. */
export function landsOnGlance(
  plan: Plan,
  reader: Pick<PlanReader, 'side' | 'stakeholderId' | 'pointPerson'>,
): boolean {
  const role = findPerson(plan, reader.stakeholderId)?.role;
  return reader.side === 'buyer' && !reader.pointPerson && role !== undefined && isDecider(role);
}
