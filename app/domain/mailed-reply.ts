/** What arrived by mail, as far as it matters to whom it is and what becomes of it. */
export interface MailedReply {
  /** The same message delivered again has the same one. */
  key: string;
  /** Who it says it is from; null when that is nobody, or several. */
  from: string | null;
  /** Everybody it may have been sent to. */
  to: readonly string[];
  /** What they wrote, without what they answered and their signature. */
  text: string;
  /** Of the sender's domain, as our own mail server checked it. */
  dmarc: 'pass' | 'fail' | 'unknown';
  /** Written by a machine: an absence, a bounce, a list. */
  automatic: boolean;
  /** It is what somebody's mailbox answers for them while they are away. */
  forThem: boolean;
  /** Of the letters it answers, as the headers name them. */
  answers: readonly string[];
  /** What hangs on it, as it came; without pictures inside its words. */
  files: readonly { name: string; content: Uint8Array }[];
}

/** Headers by name in lower case, in the order of the letter. */
export type Headers = readonly { key: string; value: string }[];

const first = (headers: Headers, name: string): string | undefined =>
  headers.find(({ key }) => key === name)?.value.trim();

/** RFC 3834, and what the others send that do not keep to it. */
export function isAutomatic(headers: Headers): boolean {
  const submitted = first(headers, 'auto-submitted')?.toLowerCase();
  if (submitted !== undefined && !/^no\b/.test(submitted)) return true;
  if (
    ['list-id', 'list-unsubscribe', 'list-post', 'x-auto-response-suppress'].some((name) =>
      first(headers, name),
    )
  )
    return true;
  if (/^(bulk|list|junk|auto_reply)\b/i.test(first(headers, 'precedence') ?? '')) return true;
  if (
    ['x-autoreply', 'x-autorespond', 'x-autoresponder', 'x-failed-recipients'].some((name) =>
      first(headers, name),
    )
  )
    return true;
  if (first(headers, 'return-path') === '<>') return true;
  return /^(multipart\/report|message\/(delivery|disposition)-)/i.test(first(headers, 'content-type') ?? '');
}

/** Somebody's own mailbox answered for them: no bounce, and no list. */
export function isForThem(headers: Headers): boolean {
  if (['list-id', 'list-post', 'x-failed-recipients'].some((name) => first(headers, name))) return false;
  if (/^(multipart\/report|message\/(delivery|disposition)-)/i.test(first(headers, 'content-type') ?? ''))
    return false;
  if (/^auto-(replied|generated)\b/i.test(first(headers, 'auto-submitted') ?? '')) return true;
  return ['x-autoreply', 'x-autorespond'].some((name) => first(headers, name));
}

const MOST_ANSWERED = 5;

/** Which of our letters it answers, the nearest first. */
export const answersOf = (headers: Headers): string[] =>
  ['in-reply-to', 'references']
    .flatMap((name) =>
      (first(headers, name) ?? '')
        .slice(0, 4_000)
        .split(/[\s<>]+/)
        .reverse(),
    )
    .flatMap((id) => {
      const [local = ''] = id.split('@');
      return isUuid(local) ? [local.toLowerCase()] : [];
    })
    .slice(0, MOST_ANSWERED);

const isUuid = (text: string): boolean =>
  /^[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}$/i.test(text);

/**
 * What the server of that name found; only the uppermost header is its own, whatever stands below came with the
 * letter (RFC 8601).
 */
export function dmarcOf(headers: Headers, server: string | null): MailedReply['dmarc'] {
  const [own] = headers.filter(({ key }) => key === 'authentication-results');
  const [name, ...results] = withoutQuoted(own?.value ?? '').split(';');
  if (!server || name?.trim().split(/\s/)[0]?.toLowerCase() !== server.toLowerCase()) return 'unknown';
  const found = results.map((each) => /^\s*dmarc\s*=\s*(\w+)/i.exec(each)?.[1]?.toLowerCase());
  return found.includes('fail') ? 'fail' : found.includes('pass') ? 'pass' : 'unknown';
}

/**
 * Whether a From names one address and no more. Two readers of a line with several take different ones for the sender:
 * the one that was checked must be the one that we believe.
 */
export const namesOne = (headers: Headers): boolean => {
  const lines = headers.filter(({ key }) => key === 'from');
  return lines.length === 1 && withoutQuoted(lines[0]?.value ?? '').split('@').length === 2;
};

/** Whoever sent the letter chose what stands in quotes and comments: `"x; dmarc=pass"@evil.example`. */
function withoutQuoted(header: string): string {
  let rest = '';
  let quoted = false;
  let depth = 0;
  for (let n = 0; n < header.length; n += 1) {
    const c = header[n];
    if ((quoted || depth > 0) && c === '\\') n += 1;
    else if (c === '"' && depth === 0) quoted = !quoted;
    else if (c === '(' && !quoted) depth += 1;
    else if (c === ')' && depth > 0) depth -= 1;
    else if (!quoted && depth === 0) rest += c;
  }
  return rest;
}
