import { readFileSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import { userInfo } from 'node:os';

/** Who runs PostgreSQL. `switchTo` is set when that is not the person who runs Node. */
export interface Account {
  name: string;
  switchTo?: { uid: number; gid: number };
}

/**
 * PostgreSQL refuses to run as root. Root therefore hands over to the owner of the data when there is one already,
 * else to `postgres`, else to `nobody`.
 */
export async function chooseAccount(dataDir: string): Promise<Account> {
  if (process.getuid?.() !== 0) return { name: ownName() };
  const owner = await stat(dataDir).catch(() => undefined);
  const people = readPasswd();
  const person =
    people.find(({ uid }) => uid !== 0 && uid === owner?.uid) ??
    people.find(({ name }) => name === 'postgres') ??
    people.find(({ name }) => name === 'nobody');
  if (!person)
    throw new Error(
      'The built-in database cannot run as root, and this machine has no other user. Set DATABASE_URL.',
    );
  return { name: person.name, switchTo: { uid: person.uid, gid: person.gid } };
}

/** Options that make `spawn` act as the account. The folder it starts in must be open to it, hence `/`. */
export function spawnAs(account: Account): {
  uid?: number;
  gid?: number;
  cwd?: string;
  env: NodeJS.ProcessEnv;
} {
  // Neither our secrets nor somebody's PGPORT belong in the server.
  const { PATH, TMPDIR, LD_LIBRARY_PATH, SystemRoot, TEMP, TMP, NODE_ENV } = process.env;
  const env = { PATH, TMPDIR, LD_LIBRARY_PATH, SystemRoot, TEMP, TMP, NODE_ENV, LC_ALL: 'C', TZ: 'UTC' };
  const options = { env };
  return account.switchTo ? { ...options, ...account.switchTo, cwd: '/' } : options;
}

function ownName(): string {
  try {
    return userInfo().username;
  } catch {
    // initdb looks its user up and stops when there is no entry, as with `docker run --user 12345`.
    throw new Error(
      `User id ${process.getuid?.()} has no entry in the user list of this machine, which the built-in database needs. Set DATABASE_URL.`,
    );
  }
}

function readPasswd(): { name: string; uid: number; gid: number }[] {
  return readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'))
    .filter((fields) => fields.length >= 7)
    .map(([name, , uid, gid]) => ({ name: name ?? '', uid: Number(uid), gid: Number(gid) }));
}
