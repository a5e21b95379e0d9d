import PostalMime from 'postal-mime';
import { afterAll, beforeAll, expect } from 'vitest';
import { freeze, thaw } from '#app/mail/freeze.server.ts';
import type { MailRoom } from '#app/mail/mail-room.server.ts';
import type { Outgoing } from '#app/mail/mailer.server.ts';
import { smtpMailer } from '#app/mail/smtp.server.ts';
import { previewProps } from '#emails/written-to-you.tsx';
import { startSmtpServer } from '#tests/support/smtp-server.server.ts';
import { proof, type Trial, twin } from './proof.ts';
import type { Random } from './random.ts';

process.env.APP_SECRET ??= 'a secret of thirty-two characters or more';
const from = { name: 'Throughline', address: 'plans@throughline.test' };
const reader = 'dana@acme.test';

let server: Awaited<ReturnType<typeof startSmtpServer>>;
let mailer: ReturnType<typeof smtpMailer>;
beforeAll(async () => {
  server = await startSmtpServer();
  mailer = smtpMailer({ url: server.url });
});
afterAll(() => server?.stop());

const hostile: readonly ((random: Random) => string)[] = [
  () => '\r\nBcc: eve@evil.example',
  () => '\nBcc: eve@evil.example\n\nAnother letter',
  () => '\r\n\r\n<script>alert(1)</script>',
  () => '\rTo: eve@evil.example',
  () => '\u2028Cc: eve@evil.example\u2029',
  () => '\0\u0007\u001b[31m',
  () => '\u202egnp.exe\u2066\u2069\u200f',
  () => '=?utf-8?B?DQpCY2M6IGV2ZUBldmlsLmV4YW1wbGU=?=',
  () => '=?utf-8?Q?=0D=0ABcc:_eve@evil.example?=',
  () => '"<eve@evil.example>, "',
  () => ' <eve@evil.example>;,:\\"()[]@',
  () => '{{secret:signIn:11111111-1111-4111-8111-111111111111}}',
  () => '.\r\n.\r\nMAIL FROM:<eve@evil.example>\r\n',
  () => '\ud800\udfff\ud83d',
  () => 'Zażółć 到期日 كيف 👩‍👩‍👧‍👦 é',
  (random) => String.fromCodePoint(random.below(0x3000)),
  (random) => 'a'.repeat(random.below(3_000)),
  (random) => '👍'.repeat(random.below(500)),
  (random) => 'word '.repeat(random.below(200)),
];
const typed = (random: Random): string =>
  Array.from({ length: 1 + random.below(4) }, () =>
    random.chance(0.3) ? 'Security form' : random.pick(hostile)(random),
  ).join('');

const allowed = new Set(
  `from to reply-to subject message-id date mime-version content-type content-transfer-encoding auto-submitted
  list-unsubscribe list-unsubscribe-post in-reply-to references`.split(/\s+/),
);

/** What differs from the one letter to the one reader that was meant. */
async function wrongWith(raw: string | Buffer, meant: Outgoing): Promise<string | null> {
  const mail = await PostalMime.parse(raw);
  const keys = mail.headers.map(({ key }) => key.toLowerCase());
  const strange = keys.find((key) => !allowed.has(key) || keys.filter((each) => each === key).length > 1);
  if (strange) return `a header ${strange}`;
  if (mail.to?.length !== 1 || mail.to[0]?.address !== meant.to.address || mail.cc || mail.bcc)
    return 'another recipient';
  if (mail.from?.address !== meant.from.address) return 'another sender';
  if ((mail.replyTo?.[0]?.address ?? null) !== (meant.replyTo ?? null) || (mail.replyTo?.length ?? 0) > 1)
    return 'other answers';
  if (mail.subject !== meant.subject) return 'another subject';
  if (mail.text?.trim() !== meant.text.trim() || mail.html?.trim() !== meant.html.trim())
    return 'another body';
  return mail.attachments.length > 0 ? 'something that hangs on it' : null;
}

async function composed(random: Random): Promise<Outgoing> {
  const draft = {
    message: {
      kind: 'written-to-you' as const,
      props: {
        ...previewProps,
        title: typed(random),
        writerName: typed(random),
        words: typed(random),
        also: [typed(random)],
      },
    },
    ...{ to: { name: typed(random), address: reader }, fromName: `${typed(random)} via Throughline` },
    ...{
      replyTo: 'maya@northwind.test',
      stopUrl: 'https://plans.test/stop/x',
      holes: [],
      links: [],
      zone: 'UTC',
    },
  };
  return thaw(random.uuid(), await freeze({ from } as MailRoom, draft as never, null));
}

async function lettersGoneWrong({ size, random, count }: Trial): Promise<string[]> {
  const wrong: string[] = [];
  for (let n = 0; n < size; n += 1) {
    const letter = await composed(random);
    const before = server.delivered.length;
    const sent = await mailer.send(letter);
    const [arrived, ...more] = server.delivered.splice(before);
    if (!sent.ok || !arrived) {
      wrong.push(sent.ok ? 'it never came' : `refused: ${sent.reason}`);
      continue;
    }
    count('delivered');
    const elsewhere = more.length > 0 || arrived.to.length !== 1 || arrived.to[0] !== reader;
    const found = elsewhere ? 'sent elsewhere' : await wrongWith(arrived.raw, letter);
    if (found) wrong.push(found);
  }
  return wrong;
}

proof(
  {
    name: 'letters-on-the-wire',
    claim:
      'Whatever people type into names, titles and words: every letter comes through a mail server as the one letter that was written, to the one reader it was written to, with no header but ours.',
    sample: 150,
    whole: 5_000,
    unit: 'letters with hostile names, titles and words',
    seconds: 120,
  },
  async (trial) => {
    expect(await lettersGoneWrong(trial)).toEqual([]);
    trial.count('headers or recipients changed', 0);
  },
);

twin('a subject goes into the letter as it was typed', async ({ random, size }) => {
  let wrong = 0;
  for (let n = 0; n < size; n += 1) {
    const subject = typed(random);
    const raw = `From: <${from.address}>\r\nTo: <${reader}>\r\nSubject: ${subject}\r\n\r\nText\r\n`;
    const meant = { id: '', from, to: { address: reader }, subject, text: 'Text', html: '', headers: {} };
    if (await wrongWith(raw, meant)) wrong += 1;
  }
  expect(wrong).toBeGreaterThan(0);
  return `${wrong} of ${size} letters had another header, recipient, subject or body`;
});

const pieces: readonly ((random: Random) => string)[] = [
  () => reader,
  () => 'dana',
  () => '@',
  () => 'acme.test',
  () => ',',
  () => ' ',
  () => '<eve@evil.example>',
  () => '\r\nRCPT TO:<eve@evil.example>',
  () => '%0d%0aBcc:eve@evil.example',
  () => '"dana@acme.test"@evil.example',
  () => '@evil.example:',
  () => '(comment)',
  () => 'eve@evil.example',
  () => ';',
  () => '[127.0.0.1]',
  () => '\u202e',
  () => 'аcme.test',
  () => '!evil.example!eve',
  () => '%evil.example',
  (random) => String.fromCharCode(random.below(160)),
  (random) => 'x'.repeat(random.below(300)),
];

type Send = (to: string) => Promise<unknown>;
async function wentElsewhere({ size, random, count }: Trial, send: Send): Promise<number> {
  let elsewhere = 0;
  for (let n = 0; n < size; n += 1) {
    const to = Array.from({ length: 1 + random.below(5) }, () => random.pick(pieces)(random)).join('');
    const before = server.delivered.length;
    await send(to);
    for (const arrived of server.delivered.splice(before)) {
      count('taken as an address');
      if (arrived.to.length !== 1 || arrived.to[0] !== to) elsewhere += 1;
    }
  }
  return elsewhere;
}
const letterTo = (to: string): Outgoing => ({
  ...{ id: 'one', from, to: { address: to }, subject: 'One', text: 'One', html: '<p>One</p>', headers: {} },
});

proof(
  {
    name: 'hostile-addresses',
    claim:
      'An address that is made up to reach somebody else, or several, reaches nobody: a letter goes to the very address it is written to, or nowhere.',
    sample: 300,
    whole: 300,
    unit: 'hostile addresses',
    seconds: 60,
  },
  async (trial) => {
    trial.count('taken as an address', 0);
    expect(await wentElsewhere(trial, (to) => mailer.send(letterTo(to)))).toBe(0);
    trial.count('letters elsewhere', 0);
  },
);

twin('an address is handed to the mail server as it was typed', async (trial) => {
  const nodemailer = await import('nodemailer');
  const bare = nodemailer.createTransport(server.url);
  const elsewhere = await wentElsewhere(trial, (to) =>
    bare.sendMail({ from: from.address, to, subject: 'One', text: 'One' }).catch(() => null),
  );
  expect(elsewhere).toBeGreaterThan(0);
  return `${elsewhere} of ${trial.size} addresses reached somebody else`;
});
