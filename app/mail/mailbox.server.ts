import { type Mailer, refusedLetter } from './mailer.server.ts';

/** The built-in mailbox: the stored letter itself is what /mailbox shows, so sending it is only a mark. */
export const mailboxMailer = (): Mailer => ({
  kind: 'mailbox',
  send: async (outgoing) => refusedLetter(outgoing) ?? { ok: true, providerId: `mailbox:${outgoing.id}` },
});
