import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, chownSync, cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import postgres from 'postgres';
import { build } from 'vite';
import { platformNative } from '#db/embedded/binaries.server.ts';
import { isAlive } from '#db/embedded/process-state.server.ts';
import { clientArguments } from '#db/embedded/socket-url.ts';
import { fastFolder } from '#tests/support/cluster.server.ts';

interface Owner {
  uid: number;
  gid: number;
}

export const isRoot = process.getuid?.() === 0;
/** The ordinary user that stands in when the tests run as root. */
export const ordinary: Owner = { uid: 65534, gid: 65534 };

export interface Starter {
  process: ChildProcess;
  started: { dataDir: string; url: string; owned: boolean };
  stop(): Promise<void>;
}

/** A folder per test file, in which every server and process of these tests lives and is ended. */
export async function launchPad() {
  const home = mkdtempSync(join(tmpdir(), 'tl-launch-'));
  chmodSync(home, 0o755);
  const fast = mkdtempSync(join(fastFolder(), 'tl-launch-'));
  chmodSync(fast, 0o755);
  await build({
    configFile: false,
    logLevel: 'error',
    resolve: {
      alias: [{ find: /^#db\//, replacement: fileURLToPath(new URL('../../../db/', import.meta.url)) }],
    },
    build: {
      ssr: fileURLToPath(new URL('./starter.server.ts', import.meta.url)),
      outDir: join(home, 'starter'),
      target: 'es2022',
      emptyOutDir: false,
    },
    ssr: { noExternal: true },
  });
  const children: ChildProcess[] = [];
  const dataDirs = new Set<string>();

  return {
    /** A new folder, owned by the given user, for anything but programs. */
    folder(name: string, owner?: Owner, mode?: number): string {
      return makeFolder(join(fast, name), owner, mode);
    },

    /** The same where programs can run. */
    programFolder(name: string, owner?: Owner, mode?: number): string {
      return makeFolder(join(home, name), owner, mode);
    },

    /** A copy of the platform package as npm leaves it with install scripts off: without the library links. */
    packageWithoutLinks(parent: string): string {
      const source = dirname(platformNative());
      const links = JSON.parse(readFileSync(join(source, 'native/pg-symlinks.json'), 'utf8')) as {
        target: string;
      }[];
      const skipped = new Set(links.map(({ target }) => join(source, target)));
      const copy = join(parent, 'package');
      cpSync(source, copy, { recursive: true, verbatimSymlinks: true, filter: (path) => !skipped.has(path) });
      return join(copy, 'native');
    },

    async start(
      request: { dataDir?: string; project?: string; native?: string },
      as: { uid?: number; gid?: number; env?: Record<string, string> } = {},
    ): Promise<Starter> {
      const { env, ...identity } = as;
      const asked = JSON.stringify({ native: platformNative(), ...request });
      const child = spawn(process.execPath, [join(home, 'starter/starter.server.js'), asked], {
        ...identity,
        cwd: home,
        env: { ...process.env, TMPDIR: '/tmp', ...env },
        stdio: ['pipe', 'pipe', 'inherit'],
      });
      children.push(child);
      const [line] = (await once(createInterface({ input: child.stdout }), 'line')) as [string];
      const said = JSON.parse(line) as Starter['started'] | { error: string };
      if ('error' in said) throw new Error(said.error);
      dataDirs.add(said.dataDir);
      return { process: child, started: said, stop: () => end(child, () => child.stdin.write('stop\n')) };
    },

    /** Remembers a data folder, so that its server is gone after the tests. */
    watch(dataDir: string): string {
      dataDirs.add(dataDir);
      return dataDir;
    },

    async clear(): Promise<void> {
      for (const child of children) await end(child, () => child.kill('SIGKILL'));
      for (const dataDir of dataDirs) {
        const pid = serverPid(dataDir);
        if (pid) process.kill(pid, 'SIGQUIT');
        while (pid && isAlive(pid)) await new Promise((resolve) => setTimeout(resolve, 10));
      }
      for (const folder of [home, fast]) rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

function makeFolder(path: string, owner?: Owner, mode = 0o755): string {
  mkdirSync(path);
  chmodSync(path, mode);
  if (owner) chownSync(path, owner.uid, owner.gid);
  return path;
}

/** The process id of the server that runs on a folder, or 0. */
export function serverPid(dataDir: string): number {
  try {
    const pid = Number.parseInt(readFileSync(join(dataDir, 'postmaster.pid'), 'utf8'), 10);
    return isAlive(pid) && readFileSync(`/proc/${pid}/comm`, 'utf8').trim() === 'postgres' ? pid : 0;
  } catch {
    return 0;
  }
}

export async function killHard(child: ChildProcess): Promise<void> {
  await end(child, () => child.kill('SIGKILL'));
}

export async function ask<T>(url: string, work: (sql: postgres.Sql) => Promise<T>): Promise<T> {
  const [plain, options] = clientArguments(url);
  const sql = postgres(plain, { ...options, max: 1, onnotice: () => {} });
  try {
    return await work(sql);
  } finally {
    await sql.end({ timeout: 1 });
  }
}

async function end(child: ChildProcess, how: () => unknown): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  how();
  await ended;
}
