import type { Person } from '#db/people.server.ts';
import { hiddenAddress } from './pending.server.ts';
import type { CurrentSession } from './session.server.ts';

/** Who invites whom to what: a forwarded link shows no more than the letter's envelope did. */
export type Envelope = {
  invited: string;
  /** `d***@acme.com` */
  hiddenAddress: string;
  inviter: string;
  workspaceName: string;
  /** Somebody else whom this browser holds. */
  hereAs: string | null;
};

export const envelopeOf = (
  invited: Person,
  inviter: Person | undefined,
  workspaceName: string,
  session: CurrentSession | undefined,
): Envelope => ({
  invited: invited.name,
  hiddenAddress: hiddenAddress(invited.address),
  inviter: inviter?.name || workspaceName,
  workspaceName,
  hereAs: session && session.person.id !== invited.id ? session.person.name : null,
});
