import { type ActionFunctionArgs, redirect } from '@remix-run/node';
import { requirePlanAccess } from '#app/auth/plan-access.server.ts';
import { removeSample } from '#app/commands/remove-plan.server.ts';
import * as paths from '#app/http/paths.ts';
import { forbidden, notFound } from '#app/http/replies.ts';

export function loader(): never {
  throw notFound();
}

/** Takes the sample deal away, and only that. */
export async function action({ request, context, params }: ActionFunctionArgs) {
  const access = await requirePlanAccess({ request, context }, params.planId, 'editPlan');
  const removed = await removeSample(access);
  if (!removed) throw notFound();
  if (!removed.ok) throw forbidden();
  return redirect(paths.plans(), 303);
}
