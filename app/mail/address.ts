import { hasTricks, headerLine, oneLine, shortened } from '#emails/plain-words.ts';

export type MailName = { address: string; name?: string };

const localPart = /^[a-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*$/;
const domainLabel = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/;

/**
 * One mail address in the form that identifies a person: trimmed, lower case, the domain in ASCII.
 * Quoted local parts, comments, lists, display names, address literals and hidden characters are refused.
 */
export function parseAddress(input: string): string | null {
  const text = input.trim();
  if (text.length > 254 || hasTricks(text)) return null;
  const at = text.indexOf('@');
  if (at < 1 || at !== text.lastIndexOf('@')) return null;
  const local = text.slice(0, at).toLowerCase();
  const domain = asciiDomain(text.slice(at + 1));
  if (!domain || local.length > 64 || !localPart.test(local)) return null;
  const address = `${local}@${domain}`;
  return address.length <= 254 ? address : null;
}

function asciiDomain(domain: string): string | null {
  // URL would also read ports, escapes and numbers, so only letters, digits, dots and hyphens get there.
  if (!/^[\p{L}\p{M}\p{N}.-]+$/u.test(domain) || !URL.canParse(`http://${domain}`)) return null;
  const ascii = new URL(`http://${domain}`).hostname;
  const labels = ascii.split('.');
  const top = labels.at(-1) ?? '';
  const isName = labels.length > 1 && labels.every((label) => domainLabel.test(label)) && !/^\d+$/.test(top);
  return isName ? ascii : null;
}

/** A person's name for a From or To line. An empty name means: show the address alone. */
export const safeName = (name: string) => shortened(headerLine(name.replace(/[<>"\\]/g, ' ')), 64);

export const safeSubject = (subject: string) => shortened(oneLine(subject), 160);

/** `Maya at Northwind <plans@example.com>`, the name quoted where RFC 5322 asks for it. */
export function formatMailbox({ address, name }: MailName): string {
  const safe = name ? safeName(name) : '';
  if (!safe) return address;
  return /^[\p{L}\p{M}\p{N} !#$%&'*+/=?^_`{|}~-]+$/u.test(safe)
    ? `${safe} <${address}>`
    : `"${safe}" <${address}>`;
}
