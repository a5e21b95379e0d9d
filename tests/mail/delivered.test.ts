import { expect, test } from 'vitest';
import { smtpMailer } from '#app/mail/smtp.server.ts';
import { renderEmail } from '#emails/index.ts';
import { previews } from '#emails/previews.ts';
import { startSmtpServer } from '#tests/support/smtp-server.server.ts';
import { aLetter } from './a-letter.ts';

test('every letter arrives through a real mail server as it was written', async () => {
  const server = await startSmtpServer();
  const mailer = smtpMailer({ url: server.url });
  for (const [name, message] of Object.entries(previews)) {
    const written = await renderEmail(message);
    expect(await mailer.send(aLetter(written)), name).toMatchObject({ ok: true });
    const mail = server.delivered.at(-1)?.mail;
    expect(mail?.subject, name).toBe(written.subject);
    expect(mail?.text?.trim(), name).toBe(written.text.trim());
    expect(mail?.html?.trim(), name).toBe(written.html.trim());
    expect(mail?.attachments, name).toEqual([]);
  }
  await server.stop();
});
