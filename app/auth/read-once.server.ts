import type { AppLoadContext } from '@remix-run/node';
import type { PlanAccess } from '#app/domain/policy.ts';
import { readPlan } from '#db/read-plan.server.ts';

type Found = ReturnType<typeof readPlan>;

/** By request, then by plan. The loaders of one page run side by side and share what the first one asks for. */
const reads = new WeakMap<AppLoadContext, Map<string, Found>>();

/** The plan as this request may see it, read once however many of the page's loaders need it. */
export function readPlanOnce(context: AppLoadContext, access: PlanAccess): Found {
  const own = reads.get(context) ?? new Map<string, Found>();
  reads.set(context, own);
  // Who asks is part of the key: a plan in memory is never handed to somebody it was not read for.
  const key = [access.workspaceId, access.planId, access.personId, ...access.layers].join(' ');
  const found = own.get(key) ?? readPlan(access);
  own.set(key, found);
  return found;
}
