import { SECRET_AFTER } from './paths.ts';

/** What a log may repeat of a text that came from elsewhere: no addresses, tokens or codes. */
export function scrub(text: string): string {
  return (
    text
      // Drizzle puts the values of a failed query at the end of its message.
      .replace(/\nparams: .*(?=\n\s+at |$)/s, '\nparams: [hidden]')
      // PostgreSQL repeats the values of a broken constraint.
      .replace(/\)=\([^)]*\)/g, ')=([hidden])')
      .replace(/[\w.+'-]+@[\w-]+(?:\.[\w-]+)+/g, '[address]')
      .replace(/\b(?!\w{8}-\w{4}-\w{4}-\w{4}-\w{12}\b)(?=[\w-]*\d)(?=[\w-]*[a-z_-])[\w-]{24,}/gi, '[token]')
      .replace(/(?<![\w.-])\d{6}(?![\w.-])/g, '[code]')
  );
}

/** A URL without its query and without the secrets in its path. */
export function scrubPath(url: string): string {
  const path = url.split(/[?#]/, 1)[0] ?? '';
  const parts = path.split('/');
  const first = parts[1]?.toLowerCase() ?? '';
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
