import { SECRET_AFTER } from './paths.ts';

const LONG_WORD = /[\w-]{24,}/g;
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** What a log may repeat of a text that came from elsewhere: no addresses, tokens or codes. */
export function scrub(text: string): string {
  return (
    text
      // Drizzle puts the values of a failed query at the end of its message.
      .replace(/\nparams: [\s\S]*$/, '\nparams: [hidden]')
      // PostgreSQL repeats the values of a broken constraint.
      .replace(/\)=\([^)]*\)/g, ')=([hidden])')
      .replace(/[\w.+'-]+@[\w-]+(?:\.[\w-]+)+/g, '[address]')
      .replace(LONG_WORD, (word) =>
        UUID.test(word) || !/\d/.test(word) || !/[a-z]/i.test(word) ? word : '[token]',
      )
      .replace(/(?<![\w.-])\d{6}(?![\w.-])/g, '[code]')
  );
}

/** A URL without its query and without the secrets in its path. */
export function scrubPath(url: string): string {
  const path = url.split(/[?#]/, 1)[0] ?? '';
  const parts = path.split('/');
  const first = decodable(parts[1] ?? '').toLowerCase();
  return parts
    .map((part, index) => {
      if (index === 2 && SECRET_AFTER.has(first) && part !== 'code') return '[token]';
      return scrub(decodable(part));
    })
    .join('/')
    .slice(0, 300);
}

function decodable(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
