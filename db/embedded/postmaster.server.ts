import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { open, readFile, rename, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { type Account, spawnAs } from './account.server.ts';
import { type Binaries, program } from './binaries.server.ts';
import { type PostmasterPid, readPostmasterPid } from './postmaster-pid.server.ts';
import { chooseSocketFolder, removeSocketFolder, socketPort } from './socket-folder.server.ts';

export interface Postmaster {
  child: ChildProcess;
  /** The folder of the unix socket, or an address on Windows. */
  host: string;
  port: number;
}

/** Another server still holds the folder or its memory: worth another look, unlike every other failure. */
export class FolderInUse extends Error {}

/** Starts a server on a data folder and waits until it takes connections. */
export async function startPostmaster(
  dataDir: string,
  binaries: Binaries,
  account: Account,
  options: { settings?: Record<string, string>; dieWithParent?: boolean } = {},
): Promise<Postmaster> {
  const place = await listenPlace(dataDir, account);
  const settings = { timezone: 'UTC', log_timezone: 'UTC', ...place.settings, ...options.settings };
  const args = ['-D', dataDir, '-p', String(place.port)];
  for (const [name, value] of Object.entries(settings)) args.push('-c', `${name}=${value}`);
  const [command, commandArgs] = options.dieWithParent
    ? dyingWithParent(program(binaries, 'postgres'), args)
    : [program(binaries, 'postgres'), args];

  // Each attempt has its own log, because several processes may try at once and all but one fail.
  const attemptLog = join(dataDir, `server.log.${process.pid}`);
  const log = await open(attemptLog, 'w', 0o600);
  const child = spawn(command, commandArgs, {
    ...spawnAs(account),
    detached: true,
    stdio: ['ignore', log.fd, log.fd],
    windowsHide: true,
  });
  await log.close();
  try {
    await untilReady(child, dataDir, attemptLog);
  } catch (error) {
    await rm(attemptLog, { force: true });
    await removeSocketFolder(place.host);
    throw error;
  }
  // Windows does not rename a file that is open; there the log keeps its number.
  await rename(attemptLog, join(dataDir, 'server.log')).catch(() => undefined);
  child.unref();
  return { child, host: place.host, port: place.port };
}

export function hostOf(pid: PostmasterPid): string {
  return process.platform === 'win32' ? '127.0.0.1' : pid.socketFolder;
}

async function untilReady(child: ChildProcess, dataDir: string, logFile: string): Promise<void> {
  let failure: Error | undefined;
  child.once('error', (error) => (failure = error));
  while (!failure) {
    const pid = await readPostmasterPid(dataDir);
    if (pid?.ready && pid.pid === child.pid) return;
    if (child.exitCode !== null || child.signalCode !== null) {
      const said = (await readFile(logFile, 'utf8')).trim().split('\n').slice(-8).join('\n');
      const inUse =
        /lock file "postmaster\.pid" already exists|lock file "postmaster\.pid" is empty|pre-existing shared memory block/;
      if (inUse.test(said)) throw new FolderInUse(said);
      throw new Error(
        `The built-in database did not start: ${said || `it ended by ${child.signalCode ?? child.exitCode}`}`,
      );
    }
    await pause(15);
  }
  throw failure;
}

async function listenPlace(
  dataDir: string,
  account: Account,
): Promise<{ host: string; port: number; settings: Record<string, string> }> {
  if (process.platform === 'win32') {
    return { host: '127.0.0.1', port: await freePort(), settings: { listen_addresses: '127.0.0.1' } };
  }
  const host = await chooseSocketFolder(dataDir, account);
  const settings = {
    listen_addresses: '',
    // The setting is a list, so a folder with a comma must be quoted.
    unix_socket_directories: `"${host.replaceAll('"', '""')}"`,
    unix_socket_permissions: '0700',
  };
  return { host, port: socketPort, settings };
}

function dyingWithParent(command: string, args: string[]): [string, string[]] {
  const setpriv = ['/usr/bin/setpriv', '/bin/setpriv'].find((path) => existsSync(path));
  return setpriv ? [setpriv, ['--pdeathsig', 'QUIT', '--', command, ...args]] : [command, args];
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}
