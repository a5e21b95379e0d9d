import type { LoaderFunctionArgs } from '@remix-run/node';
import { requirePlanAccess } from '#app/auth/plan-access.server.ts';
import { readPlanOnce } from '#app/auth/read-once.server.ts';
import { asShared } from '#app/domain/as-shared.ts';
import { dayOf } from '#app/domain/day.ts';
import { isDraft } from '#app/domain/plan.ts';
import { previewInvitation } from '#app/mail/invitation-preview.server.ts';
import { longestNote } from '../plans.$planId.people/invite.server.ts';
import { toBeNamed, whomFrom } from './whom.ts';

/** Of a draft, for whom the address names; null for a plan that is shared, or cannot be yet. */
export async function invitationAsItWouldArrive({ request, context, params }: LoaderFunctionArgs) {
  const access = await requirePlanAccess({ request, context }, params.planId, 'sharePlan');
  const found = await readPlanOnce(context, access);
  if (!found || !isDraft(found.plan)) return null;
  const today = dayOf(new Date(), found.plan.zone);
  const whom = whomFrom(new URL(request.url).searchParams, found.plan);
  const shared = asShared(found.plan, access, today, toBeNamed(whom, found.plan));
  if (shared.kind === 'refused') return null;
  return await previewInvitation({
    view: shared.plan,
    reader: toBeNamed(whom, found.plan),
    inviterId: access.personId,
    today,
    note: whom.note.slice(0, longestNote),
  });
}
