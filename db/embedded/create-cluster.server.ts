import { randomBytes } from 'node:crypto';
import { readdir, readFile, rename, rm, rmdir, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { Account } from './account.server.ts';
import { type Binaries, program } from './binaries.server.ts';
import { giveTo, makePrivateFolder } from './private-folder.server.ts';
import { isAlive } from './process-state.server.ts';
import { run } from './run.server.ts';

const passwordFile = 'throughline-password';

/**
 * Makes the data folder unless it is there. It is built beside its place and renamed into it, so that nobody ever
 * sees half of it: whoever loses that race deletes their own copy and uses the winner's.
 */
export async function createCluster(
  dataDir: string,
  binaries: Binaries,
  account: Account,
  options: { sync: boolean } = { sync: true },
): Promise<void> {
  if (await isCluster(dataDir)) return;
  await removeAbandonedDrafts(dataDir);
  const draft = `${dataDir}.init-${process.pid}-${randomBytes(3).toString('hex')}`;
  const password = join(draft, 'password');
  const data = join(draft, 'data');
  await makePrivateFolder(draft, account);
  try {
    await writeFile(password, randomBytes(24).toString('base64url'), { mode: 0o600 });
    await giveTo(password, account);
    const args = ['-D', data, '-U', 'postgres', '-A', 'scram-sha-256', `--pwfile=${password}`, '-E', 'UTF8'];
    args.push('--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C', '--no-instructions');
    if (!options.sync) args.push('--no-sync');
    const made = await run(program(binaries, 'initdb'), args, account);
    if (made.code !== 0) throw new Error(`The built-in database could not be made: ${made.output.trim()}`);
    await rename(password, join(data, passwordFile));
    await claim(data, dataDir);
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
}

export async function readPassword(dataDir: string): Promise<string> {
  return (await readFile(join(dataDir, passwordFile), 'utf8')).trim();
}

export async function readMajor(dataDir: string): Promise<number> {
  return Number((await readFile(join(dataDir, 'PG_VERSION'), 'utf8')).trim());
}

async function isCluster(dataDir: string): Promise<boolean> {
  const names: string[] = await readdir(dataDir).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });
  if (names.length > 0 && !names.includes('PG_VERSION')) {
    throw new Error(`${dataDir} holds something that is not a database. Move it away, or set DATABASE_URL.`);
  }
  return names.length > 0;
}

async function claim(data: string, dataDir: string): Promise<void> {
  // Windows does not rename onto a folder, even an empty one.
  await rmdir(dataDir).catch(() => undefined);
  await rename(data, dataDir).catch(async (error) => {
    if (!(await isCluster(dataDir))) throw error;
  });
}

async function removeAbandonedDrafts(dataDir: string): Promise<void> {
  const prefix = `${basename(dataDir)}.init-`;
  for (const name of await readdir(dirname(dataDir))) {
    const pid = name.startsWith(prefix) ? Number.parseInt(name.slice(prefix.length), 10) : Number.NaN;
    if (pid && !isAlive(pid)) await rm(join(dirname(dataDir), name), { recursive: true, force: true });
  }
}
