/** Links to a plan's summary: read by whoever holds one, until their day or until they are taken back. */
import { mayPassOn, planAccessFor } from '#app/auth/plan-access.server.ts';
import { createToken, secretFor } from '#app/auth/tokens.server.ts';
import type { Side } from '#app/domain/plan.ts';
import type { PlanAccess } from '#app/domain/policy.ts';
import { err, ok, type Refusal, type Result } from '#app/domain/result.ts';
import { type Db, database } from '#db/client.server.ts';
import { findPerson } from '#db/people.server.ts';
import { planLayer } from '#db/plans.server.ts';
import { setScope } from '#db/scope.server.ts';
import { listPlanTokens, savePlanTokenRevoked } from '#db/tokens.server.ts';

/** How long one may last, in days. */
export const summaryLasts = [7, 30, 90] as const;
export type SummaryLasts = (typeof summaryLasts)[number];

/** More open at once than anybody keeps in mind. */
const most = 20;

const DAY_SECONDS = 24 * 60 * 60;

export interface SummaryLink {
  id: string;
  madeBy: { personId: string; name: string; side: Side };
  madeAt: Date;
  endsAt: Date;
}

/** Those that open something: a link ends with its maker's place on the plan. */
export async function listSummaryLinks(on: Db, access: PlanAccess): Promise<SummaryLink[]> {
  const tokens = await listPlanTokens(on, { ...idsOf(access), purpose: 'summary' });
  const makers = new Map(
    await Promise.all(
      [...new Set(tokens.map((t) => t.madeBy))].map(async (personId) => {
        const [reach, person] = await Promise.all([
          planAccessFor(on, personId, access.planId),
          findPerson(on, personId),
        ]);
        return [personId, reach && mayPassOn(reach) && person ? { side: reach.side, person } : null] as const;
      }),
    ),
  );
  return tokens.flatMap(({ id, madeBy, madeAt, endsAt }) => {
    const maker = makers.get(madeBy);
    return maker
      ? [{ id, madeAt, endsAt, madeBy: { personId: madeBy, name: maker.person.name, side: maker.side } }]
      : [];
  });
}

/** Its maker's own side may end it, and who leads the plan at either. */
export const mayRevoke = (access: PlanAccess, { madeBy }: SummaryLink): boolean =>
  mayPassOn(access) && (madeBy.side === access.side || leads(access));

const leads = ({ pointPerson, standing }: PlanAccess): boolean =>
  pointPerson || standing === 'admin' || standing === 'owner';

export const secretOfSummary = (linkId: string): string => secretFor('summary', linkId);

export async function makeSummaryLink(
  access: PlanAccess,
  days: SummaryLasts,
): Promise<Result<{ id: string }, Refusal>> {
  if (!mayPassOn(access)) return err(notYours);
  const { workspaceId, planId, layers } = access;
  return await database().transaction(async (tx): Promise<Result<{ id: string }, Refusal>> => {
    await setScope(tx, { workspaceId, planIds: [planId], layers });
    if ((await planLayer(tx, workspaceId, planId)) !== 'shared')
      return err({
        code: 'draft',
        sentence: 'Only one side has this plan so far. Share it first, then its summary can be passed on.',
      });
    const open = await listPlanTokens(tx, { workspaceId, planId, purpose: 'summary' });
    if (open.length >= most)
      return err({
        code: 'tooMany',
        sentence: `There are ${most} open links already. Revoke one that nobody needs, then make a new one.`,
      });
    const lastsSeconds = days * DAY_SECONDS;
    const made = { purpose: 'summary' as const, workspaceId, planId, invitedBy: access.personId };
    return ok(await createToken(tx, { ...made, lastsSeconds }));
  });
}

/** Ends it at once. One that has ended already is as good. */
export async function revokeSummaryLink(access: PlanAccess, linkId: string): Promise<Result<void, Refusal>> {
  const { db } = database();
  const link = (await listSummaryLinks(db, access)).find(({ id }) => id === linkId);
  if (!link) return ok();
  if (!mayRevoke(access, link)) return err(notYours);
  await savePlanTokenRevoked(db, { ...idsOf(access), purpose: 'summary' }, linkId);
  return ok();
}

const idsOf = ({ workspaceId, planId }: PlanAccess) => ({ workspaceId, planId });

const notYours: Refusal = {
  code: 'notAllowed',
  sentence: 'You can read this plan, and not make or end links to its summary.',
};
