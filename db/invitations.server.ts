import { and, desc, eq, isNotNull, ne, sql } from 'drizzle-orm';
import { type Db, db } from './client.server.ts';
import { token } from './schema/auth.ts';
import { type LetterState, letter } from './schema/mail.ts';
import { membership, person } from './schema/people.ts';

/** How far somebody's invitation to a plan has come. */
export interface InvitationRecord {
  stakeholderId: string;
  address: string;
  /** Null until they come in. */
  enteredAt: string | null;
  /** The newest letter of it, those aside that were dropped; null when there is none. */
  letter: {
    id: string;
    state: LetterState;
    /** 1 is the invitation, 2 and 3 its reminders. */
    time: number;
    sendAfter: Date;
    error: string | null;
  } | null;
  /** The last of its letters that went out. */
  sent: { id: string; at: Date } | null;
  /** They asked for no more letters about this plan. */
  stopped: boolean;
  /** The link in it has run out. */
  expired: boolean;
}

/** Of everybody on one plan. Read by its key, from tables that row-level security does not cover. */
export async function listInvitations(
  at: { workspaceId: string; planId: string },
  on: Db = db,
): Promise<InvitationRecord[]> {
  const invitations = and(
    eq(letter.workspaceId, at.workspaceId),
    eq(letter.planId, at.planId),
    eq(letter.kind, 'invitation'),
    isNotNull(letter.personId),
  );
  const newest = on
    .selectDistinctOn([letter.personId], {
      personId: letter.personId,
      id: letter.id,
      state: letter.state,
      time: sql<number>`coalesce((${letter.refs} ->> 'time')::int, 1)`.as('time'),
      sendAfter: letter.sendAfter,
      error: letter.error,
    })
    .from(letter)
    .where(and(invitations, ne(letter.state, 'dropped')))
    .orderBy(letter.personId, desc(letter.createdAt))
    .as('newest');
  const sent = on
    .selectDistinctOn([letter.personId], {
      personId: letter.personId,
      sentId: sql<string>`${letter.id}`.as('sent_id'),
      sentAt: sql<Date>`${letter.endedAt}`.mapWith(letter.endedAt).as('sent_at'),
    })
    .from(letter)
    .where(and(invitations, eq(letter.state, 'sent')))
    .orderBy(letter.personId, desc(letter.endedAt))
    .as('sent');
  const link = on
    .selectDistinctOn([token.personId], {
      personId: token.personId,
      expired: sql<boolean>`${token.expiresAt} <= now()`.as('expired'),
    })
    .from(token)
    .where(
      and(
        eq(token.workspaceId, at.workspaceId),
        eq(token.planId, at.planId),
        eq(token.purpose, 'invitation'),
      ),
    )
    .orderBy(token.personId, desc(token.createdAt))
    .as('link');
  const rows = await on
    .select({
      stakeholderId: membership.stakeholderId,
      address: person.address,
      enteredAt: membership.enteredAt,
      letterId: newest.id,
      state: newest.state,
      time: newest.time,
      sendAfter: newest.sendAfter,
      error: newest.error,
      sentId: sent.sentId,
      sentAt: sent.sentAt,
      stoppedAt: membership.lettersStoppedAt,
      expired: link.expired,
    })
    .from(membership)
    .innerJoin(person, eq(person.id, membership.personId))
    .leftJoin(newest, eq(newest.personId, membership.personId))
    .leftJoin(sent, eq(sent.personId, membership.personId))
    .leftJoin(link, eq(link.personId, membership.personId))
    .where(and(eq(membership.workspaceId, at.workspaceId), eq(membership.planId, at.planId)));
  return rows.flatMap(
    ({
      stakeholderId,
      letterId,
      state,
      time,
      sendAfter,
      error,
      expired,
      stoppedAt,
      sentId,
      sentAt,
      ...rest
    }) =>
      stakeholderId
        ? [
            {
              ...rest,
              stakeholderId,
              expired: expired ?? false,
              stopped: stoppedAt !== null,
              sent: sentId && sentAt ? { id: sentId, at: sentAt } : null,
              letter:
                letterId && state && sendAfter
                  ? { id: letterId, state, time: time ?? 1, sendAfter, error }
                  : null,
            },
          ]
        : [],
  );
}
