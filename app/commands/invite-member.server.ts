import { randomUUID } from 'node:crypto';
import type { WorkspaceAccess } from '#app/auth/plan-access.server.ts';
import { createToken } from '#app/auth/tokens.server.ts';
import { err, ok, type Refusal, type Result } from '#app/domain/result.ts';
import { type MemberStanding, refuseInviting } from '#app/domain/workspace.ts';
import { database, type Tx } from '#db/client.server.ts';
import { saveLetter } from '#db/letters.server.ts';
import { lockMembers } from '#db/members.server.ts';
import { ensurePerson, saveMembership } from '#db/people.server.ts';
import { saveMemberInvitationsRevoked } from '#db/tokens.server.ts';

export interface NewMember {
  name: string;
  /** As `parseAddress` gives it. */
  address: string;
  standing: MemberStanding;
}

/** Makes somebody a member and writes to them. They come in by a code to that address, as every member does. */
export async function inviteMember(
  { workspaceId, personId: by }: Pick<WorkspaceAccess, 'workspaceId' | 'personId'>,
  { name, address, standing }: NewMember,
): Promise<Result<{ personId: string }, Refusal>> {
  return await database().transaction(async (tx): Promise<Result<{ personId: string }, Refusal>> => {
    const members = await lockMembers(tx, workspaceId);
    const refused = refuseInviting(members, by, standing);
    if (refused) return err(refused);
    const there = members.find((m) => m.address === address);
    if (there) return err({ code: 'member', sentence: `${there.name} is a member already.` });
    const person = await ensurePerson(tx, { id: randomUUID(), address, name });
    await saveMembership(tx, {
      id: randomUUID(),
      workspaceId,
      personId: person.id,
      side: 'seller',
      standing,
    });
    await writeInvitation(tx, { workspaceId, personId: person.id, by });
    return ok({ personId: person.id });
  });
}

/** A new letter for somebody who has not come in; the link of the old one gives way to it. */
export async function inviteMemberAgain(
  { workspaceId, personId: by }: Pick<WorkspaceAccess, 'workspaceId' | 'personId'>,
  personId: string,
): Promise<Result<void, Refusal>> {
  return await database().transaction(async (tx): Promise<Result<void, Refusal>> => {
    const members = await lockMembers(tx, workspaceId);
    const refused = refuseInviting(members, by, 'member');
    if (refused) return err(refused);
    const member = members.find((m) => m.personId === personId);
    if (!member) return err({ code: 'absent', sentence: 'They are not a member any more.' });
    if (member.enteredAt)
      return err({
        code: 'entered',
        sentence: `${member.name} has come in already and needs no new letter.`,
      });
    await writeInvitation(tx, { workspaceId, personId, by });
    return ok();
  });
}

async function writeInvitation(
  tx: Tx,
  { workspaceId, personId, by }: { workspaceId: string; personId: string; by: string },
): Promise<void> {
  await saveMemberInvitationsRevoked(tx, { personId, workspaceId });
  const token = await createToken(tx, { purpose: 'memberInvitation', personId, workspaceId, invitedBy: by });
  await saveLetter(tx, {
    kind: 'memberInvitation',
    personId,
    workspaceId,
    refs: { tokenId: token.id, invitedBy: by },
  });
}
