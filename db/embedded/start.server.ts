import { mkdir, realpath } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { type Account, chooseAccount } from './account.server.ts';
import { type Binaries, prepareBinaries } from './binaries.server.ts';
import { createDatabase, requireServes, WrongServer } from './connect.server.ts';
import { createCluster, readMajor, readPassword } from './create-cluster.server.ts';
import { adoptOrphan, ownerSetting } from './owner.server.ts';
import { FolderInUse, hostOf, startPostmaster } from './postmaster.server.ts';
import { type PostmasterPid, readPostmasterPid, removeStalePid } from './postmaster-pid.server.ts';
import { isPidInUse, isPostmasterOf } from './process-state.server.ts';
import { removeSocketFolder } from './socket-folder.server.ts';
import { type ConnectionTarget, connectionUrl } from './socket-url.ts';
import { stopPostmaster } from './stop.server.ts';

export interface EmbeddedPostgres {
  /** A superuser's URL; open it with `postgres(...clientArguments(url))`. */
  url: string;
  options: ConnectionTarget;
  /** Whether this process ends the server. */
  owned: boolean;
  /** Ends the server if we own it and nobody else is connected. Close your own clients first. */
  stop(): Promise<void>;
}

const database = 'throughline';
const patience = 30_000;

/** Starts PostgreSQL on `dataDir`, or attaches to the one that serves it already, and makes our database there. */
export async function startEmbeddedPostgres(options: {
  dataDir: string;
  log: (message: string) => void;
  /** The `native` folder of another copy of the platform package. */
  native?: string;
}): Promise<EmbeddedPostgres> {
  const dataDir = await realPlace(options.dataDir);
  const account = await chooseAccount(dataDir);
  const binaries = await prepareBinaries(account, options.native);
  await createCluster(dataDir, binaries, account);
  const made = await readMajor(dataDir);
  if (made !== binaries.major) {
    throw new Error(
      `${dataDir} was made by PostgreSQL ${made}, and this is ${binaries.major}. Export it with the version that made it.`,
    );
  }
  const { target, owned } = await startOrAttach(dataDir, binaries, account);
  await createDatabase({ ...target, database: 'postgres' }, database);
  options.log(`Built-in PostgreSQL ${binaries.major} ${owned ? 'runs' : 'was running'} on ${dataDir}`);
  return {
    url: connectionUrl(target),
    options: target,
    owned,
    stop: async () => {
      if (owned) await stopPostmaster(dataDir, target, binaries, options.log);
    },
  };
}

async function startOrAttach(
  dataDir: string,
  binaries: Binaries,
  account: Account,
): Promise<{ target: ConnectionTarget; owned: boolean }> {
  const password = await readPassword(dataDir);
  const at = (host: string, port: number) => ({ host, port, username: 'postgres', password, database });
  const until = Date.now() + patience;
  for (;;) {
    try {
      const running = await readRunning(dataDir);
      if (!running) {
        const settings = { [ownerSetting]: String(process.pid) };
        const server = await startPostmaster(dataDir, binaries, account, { settings });
        return { target: at(server.host, server.port), owned: true };
      }
      const target = at(hostOf(running), running.port);
      if (running.ready) {
        const owner = await requireServes({ ...target, database: 'postgres' }, dataDir);
        return { target, owned: await adoptOrphan(dataDir, { pid: running.pid, owner }) };
      }
    } catch (error) {
      if (!isPassing(error) || Date.now() > until) throw error;
    }
    if (Date.now() > until)
      throw new Error(`The server on ${dataDir} is neither ready nor gone after 30 seconds.`);
    await pause(100);
  }
}

async function readRunning(dataDir: string): Promise<PostmasterPid | undefined> {
  const found = await readPostmasterPid(dataDir);
  if (!found || isPostmasterOf(found.pid, dataDir)) return found;
  // PostgreSQL replaces the file of a process that is gone, but believes any other that has its number.
  if (found.pid === 0 || isPidInUse(found.pid)) await removeStalePid(dataDir, found);
  await removeSocketFolder(found.socketFolder);
  return undefined;
}

/** A server that is just starting or just going down refuses for a moment; a wrong password stays wrong. */
function isPassing(error: unknown): boolean {
  if (error instanceof FolderInUse) return true;
  if (error instanceof WrongServer) return false;
  const code = (error as { code?: string }).code ?? '';
  return /^(57P0|53300|ENOENT|ECONN|EPIPE|CONNECT)/.test(code);
}

/** A real path, also when the folder itself is not there yet: the server reports its folder as one. */
async function realPlace(dataDir: string): Promise<string> {
  const place = resolve(dataDir);
  await mkdir(dirname(place), { recursive: true });
  return realpath(place).catch(async () => join(await realpath(dirname(place)), basename(place)));
}
