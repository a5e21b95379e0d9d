import { randomUUID } from 'node:crypto';
import { oneLine } from '#emails/plain-words.ts';

/** Who, in the mailbox on this machine, says whom a letter is from. */
export const MAILBOX_SERVER = 'mailbox.localhost';

/** A reply as a mail program would send it, with the letter it answers beneath; for trying out without mail. */
export function mailedByHand(letter: {
  from: string;
  to: string;
  subject: string;
  text: string;
  quoted: string;
}): Uint8Array {
  const quoted = letter.quoted.split('\n').map((line) => `> ${line}`);
  const body = [letter.text, '', 'On that day they wrote:', ...quoted].join('\r\n');
  const headers = [
    `Authentication-Results: ${MAILBOX_SERVER}; dmarc=pass`,
    `From: <${oneLine(letter.from)}>`,
    `To: <${oneLine(letter.to)}>`,
    `Subject: =?utf-8?B?${Buffer.from(`Re: ${oneLine(letter.subject)}`).toString('base64')}?=`,
    `Message-ID: <${randomUUID()}@${MAILBOX_SERVER}>`,
    'MIME-Version: 1.0',
    'Content-Type: text/plain; charset=utf-8',
    'Content-Transfer-Encoding: base64',
  ];
  const encoded = (
    Buffer.from(body)
      .toString('base64')
      .match(/.{1,76}/g) ?? []
  ).join('\r\n');
  return Buffer.from(`${headers.join('\r\n')}\r\n\r\n${encoded}\r\n`);
}
