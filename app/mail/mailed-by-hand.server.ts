import { randomUUID } from 'node:crypto';
import type { GivenFile } from '#app/domain/file.ts';
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
  files: readonly GivenFile[];
}): Uint8Array {
  const quoted = letter.quoted.split('\n').map((line) => `> ${line}`);
  const body = [letter.text, '', 'On that day they wrote:', ...quoted].join('\r\n');
  const boundary = randomUUID();
  const parts = [
    partOf(Buffer.from(body), 'Content-Type: text/plain; charset=utf-8'),
    ...letter.files.map(({ name, content }) =>
      partOf(
        content,
        'Content-Type: application/octet-stream',
        `Content-Disposition: attachment; filename*=UTF-8''${encodeURIComponent(oneLine(name))}`,
      ),
    ),
  ];
  const lines = [
    `Authentication-Results: ${MAILBOX_SERVER}; dmarc=pass`,
    `From: <${oneLine(letter.from)}>`,
    `To: <${oneLine(letter.to)}>`,
    `Subject: =?utf-8?B?${Buffer.from(`Re: ${oneLine(letter.subject)}`).toString('base64')}?=`,
    `Message-ID: <${randomUUID()}@${MAILBOX_SERVER}>`,
    'MIME-Version: 1.0',
    `Content-Type: multipart/mixed; boundary="${boundary}"`,
    '',
    ...parts.flatMap((part) => [`--${boundary}`, part]),
    `--${boundary}--`,
    '',
  ];
  return Buffer.from(lines.join('\r\n'));
}

function partOf(content: Uint8Array, ...headers: string[]): string {
  const encoded =
    Buffer.from(content)
      .toString('base64')
      .match(/.{1,76}/g) ?? [];
  return [...headers, 'Content-Transfer-Encoding: base64', '', ...encoded].join('\r\n');
}
