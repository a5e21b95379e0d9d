import type { LoaderFunctionArgs } from '@remix-run/node';
import { findStep } from '#app/domain/plan.ts';
import { notFound } from '#app/http/replies.ts';
import { requirePlanAccess } from './plan-access.server.ts';
import { readPlanOnce } from './read-once.server.ts';

/** Hidden, missing and no meeting are the same answer; so is what one side keeps to itself, on a screen for both. */
export async function requireMeeting(
  { request, context, params }: LoaderFunctionArgs,
  { isForBoth = false } = {},
): Promise<null> {
  const access = await requirePlanAccess({ request, context }, params.planId, 'readPlan');
  const found = await readPlanOnce(context, access);
  const step = found && findStep(found.plan, params.stepId ?? '');
  if (step?.type !== 'meeting' || (isForBoth && step.layer !== 'shared')) throw notFound();
  return null;
}
