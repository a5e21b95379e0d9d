import { type ActionFunctionArgs, redirect } from '@remix-run/node';
import { requireMember } from '#app/auth/plan-access.server.ts';
import { openSample } from '#app/commands/open-sample.server.ts';
import { isUuid } from '#app/domain/ids.ts';
import { formOf } from '#app/http/forms.ts';
import * as paths from '#app/http/paths.ts';
import { forbidden, notFound } from '#app/http/replies.ts';

/** Asked for by address, it is nothing: the sample is opened by a button. */
export function loader(): never {
  throw notFound();
}

export async function action({ request, context }: ActionFunctionArgs) {
  const member = await requireMember({ request, context }, 'openPlan');
  const { person } = member.session;
  const asked = String((await formOf(request)).get('planId') ?? '');
  const opened = await openSample(
    {
      personId: person.id,
      name: person.name,
      workspaceId: member.workspaceId,
      workspaceName: member.name,
      standing: member.standing,
    },
    { planId: isUuid(asked) ? asked : crypto.randomUUID(), zone: person.zone },
  );
  if (!opened.ok) throw forbidden();
  return redirect(paths.plan(opened.value.planId), 303);
}
