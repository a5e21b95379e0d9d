import { type ActionFunctionArgs, redirect } from '@remix-run/node';
import * as z from 'zod';
import { requirePlanAccess } from '#app/auth/plan-access.server.ts';
import { choosePresence } from '#app/commands/choose-presence.server.ts';
import { presenceChoices } from '#app/domain/presence.ts';
import { formOf, parseForm } from '#app/http/forms.ts';
import * as paths from '#app/http/paths.ts';
import { badRequest, notACommand, notFound, withoutPage } from '#app/http/replies.ts';

export function loader(): never {
  throw notFound();
}

const form = z.strictObject({ presence: z.enum(presenceChoices) });

/** When its reader shows to the others on this plan. */
export const action = withoutPage(async ({ request, context, params }: ActionFunctionArgs) => {
  const access = await requirePlanAccess({ request, context }, params.planId, 'readPlan');
  const read = parseForm(await formOf(request), form);
  // Its page offers nothing else.
  if (!read.ok) throw badRequest(notACommand);
  if (!(await choosePresence(access, read.value.presence))) throw notFound();
  return redirect(`${paths.planSettings(access.planId)}?chosen=presence#presence`, 303);
});
