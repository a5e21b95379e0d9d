import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync, statfsSync } from 'node:fs';
import { chmod } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import postgres from 'postgres';
import { chooseAccount } from '#db/embedded/account.server.ts';
import { prepareBinaries } from '#db/embedded/binaries.server.ts';
import { createCluster, readPassword } from '#db/embedded/create-cluster.server.ts';
import { type Postmaster, startPostmaster } from '#db/embedded/postmaster.server.ts';
import { isAlive } from '#db/embedded/process-state.server.ts';
import { clientArguments, connectionUrl } from '#db/embedded/socket-url.ts';

export interface TestCluster {
  /** A superuser's URL for the database `postgres`; open it with `postgres(...clientArguments(target))`. */
  target: string;
  /** Ends the server and removes its files. */
  stop(): Promise<void>;
  /** `immediate` cuts every connection as a crash does; `fast` ends transactions first. Nothing answers for `awayMs`. */
  restart(how?: 'fast' | 'immediate', awayMs?: number): Promise<void>;
  /** Ends every client's backend but leaves the server running. */
  terminateBackends(): Promise<void>;
}

const prefix = 'throughline-test-';
const roomy = 1024 ** 3;
const settings = {
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  max_connections: '200',
  autovacuum_naptime: '1h',
  // Kept with the data: a killed server would leave the other kind behind in shared memory.
  dynamic_shared_memory_type: 'mmap',
};

/** A private throw-away server for database tests, which ends when this process does. */
export async function startTestCluster(): Promise<TestCluster> {
  const parent = fastFolder();
  removeAbandoned(parent);
  const folder = mkdtempSync(join(parent, `${prefix}${process.pid}-`));
  // Whoever runs PostgreSQL passes through here to the data, which only they can read.
  await chmod(folder, 0o711);
  const dataDir = join(folder, 'data');
  const account = await chooseAccount(dataDir);
  const binaries = await prepareBinaries(account);
  await createCluster(dataDir, binaries, account, { sync: false });
  const start = () => startPostmaster(dataDir, binaries, account, { settings, dieWithParent: true });
  let server = await start();

  const atExit = () => {
    server.child.kill('SIGQUIT');
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  };
  process.once('exit', atExit);

  const password = await readPassword(dataDir);
  const target = connectionUrl({
    host: server.host,
    port: server.port,
    username: 'postgres',
    password,
    database: 'postgres',
  });
  return {
    target,
    async restart(how = 'fast', awayMs = 0) {
      await end(server, how === 'fast' ? 'SIGINT' : 'SIGQUIT');
      await pause(awayMs);
      server = await start();
    },
    async terminateBackends() {
      const [url, options] = clientArguments(target);
      const sql = postgres(url, { ...options, max: 1, prepare: false });
      await sql`select pg_terminate_backend(pid) from pg_stat_activity
        where backend_type = 'client backend' and pid <> pg_backend_pid()`;
      await sql.end();
    },
    async stop() {
      process.off('exit', atExit);
      await end(server, 'SIGQUIT');
      rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

async function end({ child }: Postmaster, signal: 'SIGINT' | 'SIGQUIT'): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.ref();
  child.kill(signal);
  await ended;
}

/** Where throw-away data is quickest: memory when there is enough of it. Programs may be forbidden to run there. */
export function fastFolder(): string {
  try {
    const memory = statfsSync('/dev/shm');
    if (memory.bavail * memory.bsize > roomy) return '/dev/shm';
  } catch {
    // Not every system has one.
  }
  return tmpdir();
}

function removeAbandoned(parent: string): void {
  for (const name of readdirSync(parent)) {
    const pid = name.startsWith(prefix) ? Number.parseInt(name.slice(prefix.length), 10) : 0;
    if (!pid || isAlive(pid)) continue;
    try {
      rmSync(join(parent, name), { recursive: true, force: true });
    } catch {
      // Left by another user, who cleans up on their own next run.
    }
  }
}
