import { hasTricks } from '#emails/plain-words.ts';
import { type MailName, parseAddress } from './address.ts';

/** One frozen letter to one person. `id` is its idempotency key, so the same id always means the same bytes. */
export type Outgoing = {
  id: string;
  to: MailName;
  from: { name: string; address: string };
  replyTo?: string;
  subject: string;
  html: string;
  text: string;
  /** List-Unsubscribe, List-Unsubscribe-Post, In-Reply-To, References and the like. */
  headers: Record<string, string>;
  calendar?: CalendarPart;
};

/** What a calendar takes in: a part of the letter that mail clients offer to add, and the same as a file. */
export interface CalendarPart {
  method: 'REQUEST' | 'CANCEL';
  text: string;
}
export const calendarFile = 'meeting.ics';

/**
 * `temporary`: try again later. `permanent`: this letter will never be taken. `unknown`: it may have been delivered, and
 * a person decides.
 */
export type Failure = {
  ok: false;
  failure: 'temporary' | 'permanent' | 'unknown';
  reason: string;
  retryAfterSeconds?: number;
  /** Of what is temporary: it may have been taken, and only the same bytes under the same key are harmless. */
  mayHaveIt?: true;
};
export type Sent = { ok: true; providerId: string } | Failure;

/** `send` never throws and always answers within `SEND_DEADLINE_MS`. */
export type Mailer = { kind: 'resend' | 'smtp' | 'mailbox'; send(outgoing: Outgoing): Promise<Sent> };

/** No transport takes longer, so a lease on a letter must be longer than this. */
export const SEND_DEADLINE_MS = 60_000;

export const failed = (failure: Failure['failure'], reason: string, retryAfterSeconds?: number): Failure => ({
  ok: false,
  failure,
  reason: reasonInOneLine(reason),
  ...(retryAfterSeconds && { retryAfterSeconds }),
});

/** `<letter id@sending domain>`: what In-Reply-To and References of later letters name. */
export const messageId = (id: string, fromAddress: string) =>
  `<${id}@${fromAddress.slice(fromAddress.lastIndexOf('@') + 1)}>`;

// Composing already cleans names and subjects. This is the last gate: a letter that could forge a header
// is refused here, whatever composed it.
export function refusedLetter(outgoing: Outgoing): Failure | null {
  const { to, from, replyTo, subject, headers } = outgoing;
  // Our own addresses may be at a host without a dot (a mail server on this machine); a reader's may not.
  const ours = [from.address, ...(replyTo ? [replyTo] : [])];
  if (
    parseAddress(to.address) !== to.address ||
    !ours.every((address) => /^[^\s<>,;"@]+@[^\s<>,;"@]+$/.test(address))
  )
    return failed('permanent', 'The letter has an address that is not a mail address.');
  const lines = [outgoing.id, ...ours, subject, to.name ?? '', from.name, ...Object.values(headers)];
  const namesAreTokens = Object.keys(headers).every((name) => /^[A-Za-z0-9-]+$/.test(name));
  if (!namesAreTokens || lines.some(hasTricks))
    return failed('permanent', 'The letter has hidden characters in its subject, a name or a header.');
  return null;
}

const reasonInOneLine = (reason: string) => reason.replace(/\s+/g, ' ').trim().slice(0, 500);
