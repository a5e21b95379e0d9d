import { uuidv7 } from 'uuidv7';
import { planAccessFor, type WorkspaceAccess } from '#app/auth/plan-access.server.ts';
import { err, ok, type Refusal, type Result } from '#app/domain/result.ts';
import { type Member, type MemberStanding, refuseRemoval, refuseStanding } from '#app/domain/workspace.ts';
import { database, type Tx } from '#db/client.server.ts';
import {
  belongsSomewhere,
  deleteMember,
  findBuyerName,
  listSellerPlansOf,
  lockMembers,
  saveStanding,
} from '#db/members.server.ts';
import { deleteSessionsOf } from '#db/sessions.server.ts';
import { saveMemberInvitationsRevoked } from '#db/tokens.server.ts';
import { changePlanIn } from './change-plan.server.ts';

type By = Pick<WorkspaceAccess, 'workspaceId' | 'personId'>;

export async function changeStanding(
  { workspaceId, personId: by }: By,
  personId: string,
  to: MemberStanding,
): Promise<Result<void, Refusal>> {
  return await database().transaction(async (tx): Promise<Result<void, Refusal>> => {
    const refused = refuseStanding(await lockMembers(tx, workspaceId), by, personId, to);
    if (refused) return err(refused);
    await saveStanding(tx, workspaceId, personId, to);
    return ok();
  });
}

/** `plans`: those somebody leads alone, by the other company's name. */
export type RemovalRefusal = Refusal & { plans?: { planId: string; name: string }[] };

/** Rolls back what was done so far, with an answer for the person. */
class Refuse extends Error {
  constructor(readonly refusal: RemovalRefusal) {
    super(refusal.sentence);
  }
}

/**
 * Out of the workspace and of every plan they were on for it, in one transaction: nothing they could reach is left
 * after it. Their steps keep the role and need a name; a plan that only they lead has to be handed over first.
 */
export async function removeMember(by: By, personId: string): Promise<Result<void, RemovalRefusal>> {
  try {
    await database().transaction((tx) => remove(tx, by, personId), { lockTimeoutMs: 2_000 });
    return ok();
  } catch (error) {
    if (error instanceof Refuse) return err(error.refusal);
    throw error;
  }
}

async function remove(tx: Tx, { workspaceId, personId: by }: By, personId: string): Promise<void> {
  const members = await lockMembers(tx, workspaceId);
  const refused = refuseRemoval(members, by, personId);
  if (refused) throw new Refuse(refused);
  const member = members.find((m) => m.personId === personId);
  if (!member) return;
  await leavePlans(tx, workspaceId, by, member);
  await deleteMember(tx, workspaceId, personId);
  await saveMemberInvitationsRevoked(tx, { personId, workspaceId });
  // A buyer elsewhere keeps their browsers; who has nothing left is signed out of all of them.
  if (!(await belongsSomewhere(tx, personId))) await deleteSessionsOf(tx, personId);
}

async function leavePlans(tx: Tx, workspaceId: string, by: string, member: Member): Promise<void> {
  const leads: { planId: string; name: string }[] = [];
  for (const { planId, stakeholderId } of await listSellerPlansOf(tx, workspaceId, member.personId)) {
    const access = await planAccessFor(tx, by, planId);
    if (!access) throw new Error('A member reaches every plan of the workspace');
    const envelope = { id: uuidv7(), type: 'removeStakeholder' as const, args: { stakeholderId } };
    const [answer] = await changePlanIn(tx, access, [envelope]);
    if (answer?.kind === 'ok' || answer?.kind === 'absent') continue;
    const isLead = answer?.kind === 'refused' && answer.code === 'lastLead';
    if (!isLead) throw new Refuse(unexpected(member, answer?.kind === 'refused' ? answer.sentence : ''));
    leads.push({ planId, name: (await findBuyerName(tx, planId)) ?? 'A plan' });
  }
  if (leads.length > 0) throw new Refuse(leading(member, by, leads));
}

const leading = (member: Member, by: string, plans: { planId: string; name: string }[]): RemovalRefusal => {
  const who = member.personId === by ? 'You lead' : `${member.name} leads`;
  const count = plans.length === 1 ? 'a plan' : `${plans.length} plans`;
  return { code: 'leads', sentence: `${who} ${count}. Name another person there first.`, plans };
};

const unexpected = ({ name }: Member, sentence: string): Refusal => ({
  code: 'stillOnPlan',
  sentence: `${name} could not be taken off one of the plans, so nothing was changed. ${sentence}`.trim(),
});
