import { calmOf, type WindowLimits } from '#app/domain/mail-window.ts';
import type { Env } from '#app/env.server.ts';
import type { Database } from '#db/client.server.ts';
import { mailboxMailer } from './mailbox.server.ts';
import type { Mailer } from './mailer.server.ts';

/** Everything the mail work needs from outside; tests bring their own clock and transport. */
export interface MailRoom {
  database: Database;
  mailer: Mailer;
  now: () => Date;
  /** Between 0 and 1, so that many processes do not try again in the same moment. */
  jitter: () => number;
  appUrl: string;
  /** Who letters come from. */
  from: { name: string; address: string };
  limits: WindowLimits;
  /** Where replies go; null where nobody listens. */
  inbound: string | null;
}

type MailSettings = Pick<
  Env,
  | 'APP_URL'
  | 'MAIL_FROM'
  | 'MAIL_QUIET_SECONDS'
  | 'MAIL_LONGEST_SECONDS'
  | 'RESEND_API_KEY'
  | 'RESEND_BASE_URL'
  | 'SMTP_URL'
  | 'mailTransport'
  | 'INBOUND_DOMAIN'
>;

export async function openMailRoom(database: Database, settings: MailSettings): Promise<MailRoom> {
  return {
    database,
    mailer: await mailerOf(settings),
    now: () => new Date(),
    jitter: Math.random,
    appUrl: settings.APP_URL,
    from: readMailFrom(settings.MAIL_FROM),
    limits: {
      quietSeconds: settings.MAIL_QUIET_SECONDS,
      longestSeconds: settings.MAIL_LONGEST_SECONDS,
      calmSeconds: calmOf(settings.MAIL_QUIET_SECONDS),
    },
    inbound: inboundDomain(settings),
  };
}

/** The mailbox on this machine listens without being set up. */
export const inboundDomain = (
  settings: Pick<MailSettings, 'INBOUND_DOMAIN' | 'mailTransport'>,
): string | null => settings.INBOUND_DOMAIN ?? (settings.mailTransport === 'mailbox' ? MAILBOX_DOMAIN : null);
export const MAILBOX_DOMAIN = 'replies.localhost';

// The two libraries are only loaded by an installation that uses them.
async function mailerOf({
  mailTransport,
  RESEND_API_KEY: apiKey,
  RESEND_BASE_URL: baseUrl,
  SMTP_URL: url,
}: MailSettings): Promise<Mailer> {
  if (mailTransport === 'resend' && apiKey)
    return (await import('./resend.server.ts')).resendMailer({ apiKey, ...(baseUrl && { baseUrl }) });
  if (mailTransport === 'smtp' && url) return (await import('./smtp.server.ts')).smtpMailer({ url });
  return mailboxMailer();
}

/** "Throughline <plans@example.com>", or the address alone. */
export function readMailFrom(mailbox: string): { name: string; address: string } {
  const [, name = '', address = ''] = /^(?:([^<>]*?)\s*)?<?([^\s<>]+@[^\s<>]+)>?$/.exec(mailbox) ?? [];
  return { name: name || 'Throughline', address };
}
