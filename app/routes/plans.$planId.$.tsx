import type { LoaderFunctionArgs } from '@remix-run/node';
import { requirePlanAccess } from '#app/auth/plan-access.server.ts';
import { notFound } from '#app/http/replies.ts';

/** An address of a plan that nothing lives at: the same kind answer as for a step that is gone. */
export async function loader({ request, context, params }: LoaderFunctionArgs): Promise<never> {
  await requirePlanAccess({ request, context }, params.planId, 'readPlan');
  throw notFound();
}

export default function Nothing() {
  return null;
}
