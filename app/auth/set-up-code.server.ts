import { env } from '#app/env.server.ts';
import * as paths from '#app/http/paths.ts';
import { db } from '#db/client.server.ts';
import { isAnybodyThere } from '#db/people.server.ts';
import { derived, isSame } from './secrets.server.ts';

// Crockford's letters: none that is taken for another.
const LETTERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** Proves that who sets up can read the log. The same in every process, and worthless once somebody is there. */
export function setUpCode(): string {
  const letters = [...derived('set-up').subarray(0, 8)].map((byte) => LETTERS[byte % LETTERS.length]);
  return `${letters.slice(0, 4).join('')}-${letters.slice(4).join('')}`;
}

/** Typed by hand: case, spaces and look-alikes do not count. */
export function isSetUpCode(typed: string): boolean {
  return isSame(plain(typed), plain(setUpCode()));
}

const plain = (code: string) =>
  code
    .toUpperCase()
    .replace(/[^0-9A-Z]/g, '')
    .replace(/O/g, '0')
    .replace(/[IL]/g, '1');

/** For the terminal, while there is nobody: the code, and the page that asks for it. */
export async function firstRunLines(): Promise<string[]> {
  if (await isAnybodyThere(db)) return [];
  const code = setUpCode();
  return [`  Set up here: ${env().APP_URL}${paths.setup()}?code=${code}`, `  The code is ${code}.`];
}
