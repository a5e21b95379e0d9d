import { db } from '#db/client.server.ts';
import { listMembers } from '#db/members.server.ts';
import { findPerson, findWorkspace } from '#db/people.server.ts';
import { type Envelope, envelopeOf } from './envelope.server.ts';
import type { CurrentSession } from './session.server.ts';
import { findToken } from './tokens.server.ts';

export type MemberInvitationState =
  | { kind: 'unknown' }
  /** This browser is signed in as them. */
  | { kind: 'entered' }
  | { kind: 'member' | 'removed'; invitation: Envelope };

/**
 * Looking changes nothing. The link is no key: it only knows whom to send a code, so that a forwarded letter opens no
 * workspace, and one that is old or was replaced still leads its owner in.
 */
export async function readMemberInvitation(
  secret: string,
  session: CurrentSession | undefined,
): Promise<MemberInvitationState> {
  const found = await behind(secret);
  if (!found) return { kind: 'unknown' };
  const { token, invited, workspace, isMember } = found;
  if (isMember && session?.level === 'signedIn' && session.person.id === invited.id)
    return { kind: 'entered' };
  const inviter = token.invitedBy ? await findPerson(db, token.invitedBy) : undefined;
  const invitation = envelopeOf(invited, inviter, workspace.name, session);
  return { kind: isMember ? 'member' : 'removed', invitation };
}

/** For a code to its owner, never for a page; undefined once they are no member. */
export async function addressOfMemberInvitation(secret: string): Promise<string | undefined> {
  const found = await behind(secret);
  return found?.isMember ? found.invited.address : undefined;
}

async function behind(secret: string) {
  const token = await findToken(db, 'memberInvitation', secret);
  if (!token?.personId || !token.workspaceId) return undefined;
  const { personId, workspaceId } = token;
  const [invited, workspace, members] = await Promise.all([
    findPerson(db, personId),
    findWorkspace(db, workspaceId),
    listMembers(db, workspaceId),
  ]);
  if (!invited || !workspace) return undefined;
  return { token, invited, workspace, isMember: members.some((m) => m.personId === personId) };
}
