import { createHash } from 'node:crypto';
import type { Address, Email } from 'postal-mime';
import {
  answersOf,
  dmarcOf,
  isAutomatic,
  isForThem,
  type MailedReply,
  namesOne,
} from '#app/domain/mailed-reply.ts';
import { plainWords } from '#emails/plain-words.ts';
import { parseAddress } from './address.ts';
import { readApart } from './apart.server.ts';
import { textOfHtml } from './html-text.ts';

export interface Reading {
  /** Whose Authentication-Results are believed. */
  authserv: string | null;
  /** Whom the server that received it says it was for. */
  recipients?: readonly string[];
}

type Parsed = Pick<Email, 'headers' | 'from' | 'to' | 'cc' | 'messageId' | 'text' | 'html' | 'attachments'>;

/** Ordinary letters take a hundredth of it. */
const PATIENCE_MS = 10_000;

const taking = {
  ...{ library: 'postal-mime', withinMs: PATIENCE_MS },
  body: `
    const mail = await library.default.parse(input, { maxNestingDepth: 32 });
    const { headers, from, to, cc, messageId, text, html, attachments } = mail;
    return { headers, from, to, cc, messageId, text, html, attachments };`,
};

/** A letter as it came over the wire; null for what is none. Throws when it takes too long to read. */
export async function readMail(
  raw: Uint8Array,
  { authserv, recipients = [] }: Reading,
): Promise<MailedReply | null> {
  const taken = await readApart<Parsed>(taking, raw);
  if (taken.kind === 'too long') throw new Error('A letter could not be read in time');
  if (taken.kind === 'failed') return null;
  const mail = taken.value;
  const headers = mail.headers.map(({ key, value }) => ({ key: key.toLowerCase(), value }));
  const written = namesOne(headers) ? mailboxesOf(mail.from) : [];
  const to = [
    ...recipients,
    ...[...(mail.to ?? []), ...(mail.cc ?? [])].flatMap(mailboxesOf),
    ...headers.flatMap(({ key, value }) =>
      /^(delivered-to|x-original-to|envelope-to)$/.test(key) ? [value] : [],
    ),
  ].flatMap((each) => parseAddress(each.replace(/^\s*<|>\s*$/g, '')) ?? []);
  return {
    key: keyOf(mail.messageId, raw),
    from: written.length === 1 ? parseAddress(written[0] ?? '') : null,
    to: [...new Set(to)],
    text: await ownWords(mail.text ?? textOfHtml((mail.html ?? '').slice(0, LONGEST_READ * 4))),
    dmarc: dmarcOf(headers, authserv),
    automatic: isAutomatic(headers),
    forThem: isForThem(headers),
    answers: answersOf(headers),
    files: mail.attachments
      .filter((each) => each.disposition === 'attachment' || !(each.related || each.contentId))
      .map(({ filename, content }) => ({
        name: filename ?? '',
        content: typeof content === 'string' ? Buffer.from(content) : new Uint8Array(content),
      })),
  };
}

const mailboxesOf = (one: Address | undefined): string[] =>
  one?.address ? [one.address] : (one?.group ?? []).flatMap(({ address }) => address ?? []);

const keyOf = (messageId: string | undefined, raw: Uint8Array): string =>
  createHash('sha256')
    .update(messageId ? `id ${messageId}` : raw)
    .digest('base64url');

const cutting = {
  ...{ library: 'email-reply-parser', withinMs: PATIENCE_MS / 2 },
  body: 'return new library().read(input).getVisibleText();',
};

/** What they wrote now: not what they answered, and no signature. */
async function ownWords(text: string): Promise<string> {
  const read = text.slice(0, LONGEST_READ).replaceAll('\r\n', '\n');
  const cut = await readApart<string>(cutting, read);
  // Its patterns do not end on some texts; those are taken as they are.
  const own = plainWords(cut.kind === 'done' ? cut.value : read).trim();
  // What is quoted above their words says what they answer; beneath them it is only the letter once more.
  const lines = own.split('\n');
  return lines.slice(0, lines.findLastIndex((line) => !/^\s*(>|$)/.test(line)) + 1).join('\n');
}

/** Nobody types more than this into a letter. */
const LONGEST_READ = 200_000;
