import { createHash } from 'node:crypto';
import EmailReplyParser from 'email-reply-parser';
import PostalMime, { type Address } from 'postal-mime';
import { dmarcOf, isAutomatic, type MailedReply } from '#app/domain/mailed-reply.ts';
import { plainWords } from '#emails/plain-words.ts';
import { parseAddress } from './address.ts';

export interface Reading {
  /** Whose Authentication-Results are believed. */
  authserv: string | null;
  /** Whom the server that received it says it was for. */
  recipients?: readonly string[];
}

/** A letter as it came over the wire; null for what is none. */
export async function readMail(
  raw: Uint8Array,
  { authserv, recipients = [] }: Reading,
): Promise<MailedReply | null> {
  const mail = await PostalMime.parse(raw, { maxNestingDepth: 32 }).catch(() => null);
  if (!mail) return null;
  const headers = mail.headers.map(({ key, value }) => ({ key: key.toLowerCase(), value }));
  const written = headers.filter(({ key }) => key === 'from').length === 1 ? mailboxesOf(mail.from) : [];
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
    text: ownWords(mail.text ?? textOf(mail.html ?? '')),
    dmarc: dmarcOf(headers, authserv),
    automatic: isAutomatic(headers),
  };
}

const mailboxesOf = (one: Address | undefined): string[] =>
  one?.address ? [one.address] : (one?.group ?? []).flatMap(({ address }) => address ?? []);

const keyOf = (messageId: string | undefined, raw: Uint8Array): string =>
  createHash('sha256')
    .update(messageId ? `id ${messageId}` : raw)
    .digest('base64url');

/** What they wrote now: not what they answered, and no signature. */
export function ownWords(text: string): string {
  const parsed = new EmailReplyParser().read(text.slice(0, LONGEST_READ).replaceAll('\r\n', '\n'));
  const own = plainWords(parsed.getVisibleText()).trim();
  // What is quoted beside their words says what they answer; alone it says nothing.
  return own.split('\n').every((line) => /^\s*(>|$)/.test(line)) ? '' : own;
}

/** Patterns look at every line; nobody types more than this into a letter. */
const LONGEST_READ = 200_000;

/** Good enough for a letter that came as HTML alone: its lines, and quoted ones marked as such. */
function textOf(html: string): string {
  return html
    .slice(0, LONGEST_READ * 4)
    .replace(/<(style|script|head|title)\b[\s\S]*?<\/\1\s*>/gi, '')
    .replace(/<blockquote\b[\s\S]*<\/blockquote\s*>/gi, '')
    .replace(/<(br|\/p|\/div|\/tr|\/li|\/h\d)\b[^>]*>/gi, '\n')
    .replace(/<[^>]*>/g, '')
    .replace(/&nbsp;/g, ' ')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&quot;/g, '"')
    .replace(/&#(x?)([0-9a-f]{1,6});/gi, (_, hex: string, n: string) =>
      codePoint(Number.parseInt(n, hex ? 16 : 10)),
    )
    .replace(/&amp;/g, '&');
}

const codePoint = (n: number): string => (n > 0 && n <= 0x10ffff ? String.fromCodePoint(n) : '');
