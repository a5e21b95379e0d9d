import { type TakenReply, takeReply, turnAway } from '#app/commands/take-reply.server.ts';
import type { Env } from '#app/env.server.ts';
import { fileStore } from '#app/files/chosen-store.server.ts';
import { MAX_MAIL } from '#app/http/guard.server.ts';
import { inboundDomain } from '#app/mail/mail-room.server.ts';
import { readMail } from '#app/mail/read-mail.server.ts';
import type { Received } from '#app/mail/resend-news.server.ts';
import type { Database } from '#db/client.server.ts';

export type Delivery = {
  /** Known by this, it is taken once. */
  id?: string;
  recipients?: readonly string[];
  /** Whose findings about the sender are believed, where it is not the setting's. */
  authserv?: string;
};

type Settings = Pick<
  Env,
  | 'INBOUND_DOMAIN'
  | 'INBOUND_AUTHSERV'
  | 'REPLY_WAIT_SECONDS'
  | 'mailTransport'
  | 'RESEND_API_KEY'
  | 'RESEND_BASE_URL'
  | 'FILES_QUOTA_MB'
>;

/** The one way by which a letter to us becomes anything, wherever it came in. */
export async function takeMail(
  database: Database,
  raw: Uint8Array,
  { id, recipients, authserv }: Delivery,
  settings: Settings,
): Promise<TakenReply | 'not a letter' | 'not listening'> {
  const domain = inboundDomain(settings);
  if (domain === null) return 'not listening';
  const believed = authserv ?? settings.INBOUND_AUTHSERV ?? null;
  const mail = await readMail(raw, { authserv: believed, ...(recipients && { recipients }) });
  if (!mail) return 'not a letter';
  const { REPLY_WAIT_SECONDS: waitSeconds, FILES_QUOTA_MB } = settings;
  return await takeReply(database, mail, {
    domain,
    now: new Date(),
    waitSeconds,
    files: { store: fileStore(), quota: FILES_QUOTA_MB * 1024 * 1024 },
    ...(id && { delivery: id }),
  });
}

/** Of one that is too large only the headers are read: whoever wrote it hears so. */
async function refuseLarge(
  database: Database,
  head: Uint8Array,
  { id, recipients }: Required<Pick<Delivery, 'id' | 'recipients'>>,
  { INBOUND_AUTHSERV }: Settings,
): Promise<string> {
  const mail = await readMail(head, { authserv: INBOUND_AUTHSERV ?? null, recipients });
  return mail ? await turnAway(database, mail, { delivery: id, now: new Date() }) : 'not a letter';
}

/** So long a letter may not be found yet by who announced it; after that it never will be. */
const FOUND_WITHIN_MS = 60 * 60_000;

/** What Resend took for us. Throws what is worth telling again. */
export async function takeReceived(
  database: Database,
  hookId: string,
  { emailId, recipients, at }: Received,
  settings: Settings,
): Promise<string> {
  const { RESEND_API_KEY: apiKey, RESEND_BASE_URL: baseUrl } = settings;
  if (!apiKey || inboundDomain(settings) === null) return 'not listening';
  const { fetchReceived } = await import('#app/mail/resend-received.server.ts');
  const fetched = await fetchReceived({ apiKey, ...(baseUrl && { baseUrl }) }, emailId, MAX_MAIL);
  if (fetched === 'gone' && Date.now() - at.getTime() < FOUND_WITHIN_MS)
    throw new Error('Resend does not have the letter yet');
  if (typeof fetched === 'string') return fetched;
  if ('head' in fetched)
    return await refuseLarge(database, fetched.head, { id: hookId, recipients }, settings);
  return await takeMail(database, fetched, { id: hookId, recipients }, settings);
}
