import { type ErrorResponse, Resend } from 'resend';
import { formatMailbox } from './address.ts';
import {
  calendarFile,
  type Failure,
  failed,
  type Mailer,
  messageId,
  refusedLetter,
} from './mailer.server.ts';

type Options = { apiKey: string; baseUrl?: string; deadlineMs?: number };
/** What the letters we hand over are known by in the news about them. */
export const letterTag = 'letter';
type Headers = Record<string, string> | null;

export function resendMailer({
  apiKey,
  baseUrl = 'https://api.resend.com',
  deadlineMs = 30_000,
}: Options): Mailer {
  const resend = new Resend(apiKey, { baseUrl });
  return {
    kind: 'resend',
    async send(outgoing) {
      const refused = refusedLetter(outgoing);
      if (refused) return refused;
      // The library has no deadline of its own. The same key makes an unseen answer safe to ask for again.
      const signal = AbortSignal.timeout(deadlineMs);
      try {
        const { data, error, headers } = await resend.emails.send(
          {
            from: formatMailbox(outgoing.from),
            to: formatMailbox(outgoing.to),
            replyTo: outgoing.replyTo,
            subject: outgoing.subject,
            html: outgoing.html,
            text: outgoing.text,
            ...(outgoing.calendar && {
              attachments: [
                {
                  filename: calendarFile,
                  content: Buffer.from(outgoing.calendar.text).toString('base64'),
                  contentType: `text/calendar; charset=utf-8; method=${outgoing.calendar.method}`,
                },
              ],
            }),
            // Comes back with all that Resend tells of it, so that its news is known before its id is stored.
            tags: [{ name: letterTag, value: outgoing.id }],
            headers: { ...outgoing.headers, 'Message-ID': messageId(outgoing.id, outgoing.from.address) },
          },
          { idempotencyKey: outgoing.id, signal },
        );
        if (data?.id) return { ok: true, providerId: data.id };
        if (signal.aborted) return inDoubt(`Resend did not answer within ${deadlineMs / 1000} seconds.`);
        if (!error) return inDoubt('Resend answered without the id of the letter.');
        return failureOf(error, headers);
      } catch (thrown) {
        return inDoubt(`Resend could not be asked: ${String(thrown)}`);
      }
    },
  };
}

// https://resend.com/docs/api-reference/errors
function failureOf(error: ErrorResponse, headers: Headers): Failure {
  const status = error.statusCode;
  if (!status) return inDoubt(`Resend could not be reached. ${error.message}`);
  const reason = `Resend said ${status}: ${error.message}`;
  // The key was used before with other bytes, so Resend has taken some form of this letter.
  if (error.name === 'invalid_idempotent_request') return failed('unknown', reason);
  if (status >= 500 || [408, 409].includes(status)) return inDoubt(reason, retryAfter(headers));
  if ([425, 429].includes(status)) return failed('temporary', reason, retryAfter(headers));
  // These refuse the account (key, domain, plan), not the letter: it waits until somebody mends that.
  if ([401, 402, 403, 404, 405].includes(status)) return failed('temporary', reason);
  return failed('permanent', reason);
}

const inDoubt = (reason: string, retryAfterSeconds?: number): Failure => ({
  ...failed('temporary', reason, retryAfterSeconds),
  mayHaveIt: true,
});

function retryAfter(headers: Headers): number | undefined {
  const value = headers?.['retry-after'];
  if (!value) return undefined;
  const seconds = /^\d+$/.test(value) ? Number(value) : (Date.parse(value) - Date.now()) / 1000;
  return seconds > 0 ? Math.ceil(seconds) : undefined;
}
