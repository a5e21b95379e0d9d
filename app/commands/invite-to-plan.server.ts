import { randomUUID } from 'node:crypto';
import { uuidv7 } from 'uuidv7';
import { createToken, revokeTokens } from '#app/auth/tokens.server.ts';
import type { Answer } from '#app/domain/command.ts';
import type { CommandType } from '#app/domain/decide.ts';
import { notFromDomain } from '#app/domain/mail-domain.ts';
import type { Side } from '#app/domain/plan.ts';
import { can, type PlanAccess } from '#app/domain/policy.ts';
import { err, ok, type Refusal, type Result } from '#app/domain/result.ts';
import { database, type Tx } from '#db/client.server.ts';
import { saveAddressWorks } from '#db/delivery.server.ts';
import { findReader, saveLetter } from '#db/letters.server.ts';
import { ensurePerson, findPlanMembership, listWorkspacesOf, saveMembership } from '#db/people.server.ts';
import { planLayer, planLimits } from '#db/plans.server.ts';
import { setScope } from '#db/scope.server.ts';
import { changePlanIn } from './change-plan.server.ts';

export interface Invitation {
  /** Made by the browser: the same form sent twice invites once. */
  commandId: string;
  /** As `parseAddress` gives it. */
  address: string;
  name: string;
  side: Side;
  role: string;
  /** Their inviter's own words, on top of the first letter. */
  note?: string;
  /** Whose invitation went to a wrong address; it is taken back, and what waits for their part is theirs again. */
  insteadOf?: string;
}

/** Rolls the transaction back with an answer for the person. */
class Refuse extends Error {
  constructor(readonly refusal: Refusal) {
    super(refusal.sentence);
  }
}

/**
 * Names somebody on the plan and writes their invitation, all in one transaction. The first buyer invited to a
 * draft shares it: that is the moment Acme has the plan.
 */
export async function inviteToPlan(
  access: PlanAccess,
  invitation: Invitation,
): Promise<Result<{ shared: boolean }, Refusal>> {
  if (!can(access.standing, 'inviteToPlan'))
    return err({ code: 'notAllowed', sentence: 'You can read this plan, and not invite people to it.' });
  try {
    return ok(await database().transaction((tx) => invite(tx, access, invitation), { lockTimeoutMs: 2_000 }));
  } catch (error) {
    if (error instanceof Refuse) return err(error.refusal);
    throw error;
  }
}

async function invite(
  tx: Tx,
  access: PlanAccess,
  { commandId, address, name, side, role, note, insteadOf }: Invitation,
) {
  // Before anybody is looked up: who works there is not for the other side to find out.
  if (side === 'seller' && access.side === 'buyer')
    throw new Refuse({
      code: 'otherSide',
      sentence: 'The other side adds its own people. You can ask them to.',
    });
  await requireRealPlan(tx, access, side, address);
  if (insteadOf) await takeBack(tx, access, insteadOf);
  const person = await ensurePerson(tx, { id: randomUUID(), address, name });
  const personId = person.id;
  if (side === 'seller') await requireColleague(tx, access, personId);
  const stakeholder = { id: randomUUID(), personId, side, name: name || person.name || address, role };
  await mustSucceed(tx, access, commandId, 'addStakeholder', stakeholder);
  // The same form again: its first answer stands, and the link in the letter that went out stays good.
  if (!(await findPlanMembership(tx, access, stakeholder.id))) return { shared: false };
  const shared = side === 'buyer' && (await isStillDraft(tx, access));
  if (shared) await mustSucceed(tx, access, uuidv7(), 'sharePlan', {});
  await writeInvitation(tx, access, personId, note);
  return { shared };
}

async function takeBack(tx: Tx, access: PlanAccess, stakeholderId: string): Promise<void> {
  const member = await findPlanMembership(tx, access, stakeholderId);
  if (!member) throw new Refuse({ code: 'absent', sentence: 'They are not on this plan any more.' });
  if (member.enteredAt)
    throw new Refuse({ code: 'entered', sentence: 'They have come in already, so their address is right.' });
  await mustSucceed(tx, access, uuidv7(), 'removeStakeholder', { stakeholderId });
}

/** The sample writes to nobody, and a plan may be limited to the buyer's own domains. */
async function requireRealPlan(tx: Tx, access: PlanAccess, side: Side, address: string): Promise<void> {
  const { workspaceId, planId, layers } = access;
  await setScope(tx, { workspaceId, planIds: [planId], layers });
  const limits = await planLimits(tx, workspaceId, planId);
  if (limits?.sample)
    throw new Refuse({
      code: 'sample',
      sentence: 'This is the sample deal: it writes to nobody. Open a plan of your own to invite people.',
    });
  const refused = limits && notFromDomain(limits.domains, side, address);
  if (refused) throw new Refuse({ code: refused.code, sentence: refused.sentence });
}

async function mustSucceed(
  tx: Tx,
  access: PlanAccess,
  id: string,
  type: CommandType,
  args: unknown,
): Promise<void> {
  const [answer] = await changePlanIn(tx, access, [{ id, type, args }]);
  if (answer?.kind !== 'ok') throw new Refuse(refusalOf(answer));
}

function refusalOf(answer: Answer | undefined): Refusal {
  if (answer?.kind === 'refused') return { code: answer.code, sentence: answer.sentence };
  return { code: 'notInvited', sentence: 'The invitation could not be written. Nothing was changed.' };
}

/** A seller-side colleague belongs to the workspace; only its admins add somebody to that. */
async function requireColleague(tx: Tx, access: PlanAccess, personId: string): Promise<void> {
  const workspaces = await listWorkspacesOf(tx, personId);
  if (workspaces.some((w) => w.workspaceId === access.workspaceId)) return;
  if (!can(access.standing, 'manageWorkspace'))
    throw new Refuse({
      code: 'notMember',
      sentence: 'Ask an admin of your workspace to add this colleague first.',
    });
  await saveMembership(tx, {
    id: randomUUID(),
    workspaceId: access.workspaceId,
    personId,
    side: 'seller',
    standing: 'member',
  });
}

async function isStillDraft(tx: Tx, { workspaceId, planId }: PlanAccess): Promise<boolean> {
  return (await planLayer(tx, workspaceId, planId)) === 'seller';
}

async function writeInvitation(tx: Tx, access: PlanAccess, personId: string, note?: string): Promise<void> {
  const { workspaceId, planId } = access;
  await revokeTokens(tx, { purpose: 'invitation', personId, workspaceId, planId });
  const token = await createToken(tx, {
    purpose: 'invitation',
    personId,
    workspaceId,
    planId,
    invitedBy: access.personId,
  });
  await saveLetter(tx, {
    kind: 'invitation',
    personId,
    workspaceId,
    planId,
    refs: { tokenId: token.id, time: 1, invitedBy: access.personId, ...(note && { note }) },
  });
}

/** A fresh link for somebody who has not come in; the old one ends. */
export async function inviteAgain(access: PlanAccess, stakeholderId: string): Promise<Result<void, Refusal>> {
  if (!can(access.standing, 'inviteToPlan'))
    return err({ code: 'notAllowed', sentence: 'You can read this plan, and not invite people to it.' });
  return await database().transaction(async (tx): Promise<Result<void, Refusal>> => {
    const member = await findPlanMembership(tx, access, stakeholderId);
    if (!access.layers.includes(access.side))
      return err({
        code: 'notAdmitted',
        sentence: 'Your own side has not let you in yet, so you can read and not invite.',
      });
    if (!member) return err({ code: 'absent', sentence: 'They are not on this plan any more.' });
    if (member.enteredAt)
      return err({ code: 'entered', sentence: 'They have come in already, so they need no new invitation.' });
    const reader = await findReader(tx, { ...access, personId: member.personId });
    if (reader?.addressStopped === 'complained')
      return err({
        code: 'unwanted',
        sentence: 'They marked a letter as unwanted, so no other is sent. Ask them in another way.',
      });
    // They were asked, or somebody believes that the address takes mail again.
    await saveAddressWorks(tx, { personId: member.personId, why: 'bounced' });
    await writeInvitation(tx, access, member.personId);
    return ok();
  });
}
