import { db } from '#db/client.server.ts';
import {
  findPerson,
  findWorkspace,
  listPointPersonNames,
  listReach,
  type Person,
} from '#db/people.server.ts';
import { type Envelope, envelopeOf } from './envelope.server.ts';
import { hiddenAddress } from './pending.server.ts';
import { hasEntered } from './plan-access.server.ts';
import type { CurrentSession } from './session.server.ts';
import { findToken } from './tokens.server.ts';

export type Invitation = Envelope & {
  /** Whom to ask to be let in. */
  ask: string;
};

export type InvitationState =
  | { kind: 'unknown' }
  | { kind: 'entered'; planId: string }
  | { kind: 'open' | 'used' | 'expired' | 'replaced' | 'removed'; invitation: Invitation };

/** Looking changes nothing, whoever looks and however often. */
export async function readInvitation(
  secret: string,
  session: CurrentSession | undefined,
): Promise<InvitationState> {
  const token = await findToken(db, 'invitation', secret);
  if (!token?.personId || !token.planId || !token.workspaceId) return { kind: 'unknown' };
  const { personId, planId, workspaceId } = token;
  if (session?.person.id === personId && (await hasEntered(session, planId)))
    return { kind: 'entered', planId };
  const [invited, inviter, workspace, reach] = await Promise.all([
    findPerson(db, personId),
    token.invitedBy ? findPerson(db, token.invitedBy) : undefined,
    findWorkspace(db, workspaceId),
    listReach(db, personId, planId),
  ]);
  if (!invited || !workspace) return { kind: 'unknown' };
  const side = reach.find(({ standing }) => standing === null)?.side ?? 'buyer';
  const [pointPerson] = await listPointPersonNames(db, { workspaceId, planId, side });
  const invitation: Invitation = {
    ...envelopeOf(invited, inviter, workspace.name, session),
    invited: shownName(invited),
    ask: pointPerson && pointPerson !== invited.name ? pointPerson : (inviter?.name ?? workspace.name),
  };
  if (reach.length === 0) return { kind: 'removed', invitation };
  return { kind: token.state === 'revoked' ? 'replaced' : token.state, invitation };
}

/** Somebody invited by address alone has no name yet, and the address itself is not for everybody who holds the link. */
const shownName = ({ name, address }: Person) => (name && name !== address ? name : hiddenAddress(address));

/** The address an invitation went to and its plan; for a fresh code to its owner, never for a page. */
export async function ownerOfInvitation(
  secret: string,
): Promise<{ address: string; planId: string } | undefined> {
  const token = await findToken(db, 'invitation', secret);
  if (!token?.personId || !token.planId) return undefined;
  const person = await findPerson(db, token.personId);
  return person && { address: person.address, planId: token.planId };
}
