import type { Mailer, Sent } from './mailer.server.ts';

export interface TestAnswer {
  taken: boolean;
  sentence: string;
}

const said = { temporary: 'It was not sent.', permanent: 'It was refused.', unknown: 'It may have arrived.' };

/** What the transport answered, for a person; its own words stand in it as they came. */
export function testAnswer(kind: Mailer['kind'], sent: Sent | null): TestAnswer {
  if (kind === 'mailbox' || !sent)
    return {
      taken: false,
      sentence:
        'No letter leaves this machine: each is kept and read at /mailbox. Set RESEND_API_KEY or SMTP_URL to send them.',
    };
  if (!sent.ok) return { taken: false, sentence: `${said[sent.failure]} ${sent.reason}` };
  const took =
    kind === 'resend'
      ? `Resend took it, as ${sent.providerId}.`
      : `The mail server took it, and said: “${sent.providerId}”.`;
  return { taken: true, sentence: `${took} Look in the mail, also among what is unwanted.` };
}

/** How letters leave, for who looks after it. */
export const leaving = (kind: Mailer['kind'], from: string): string =>
  kind === 'mailbox'
    ? testAnswer('mailbox', null).sentence
    : `Letters leave ${kind === 'resend' ? 'by Resend' : 'by a mail server'}, from ${from}.`;
