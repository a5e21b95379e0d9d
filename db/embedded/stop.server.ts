import { setTimeout as pause } from 'node:timers/promises';
import { type Binaries, program } from './binaries.server.ts';
import { countOtherClients } from './connect.server.ts';
import { readPostmasterPid } from './postmaster-pid.server.ts';
import { isPostmasterOf } from './process-state.server.ts';
import { run } from './run.server.ts';
import { removeSocketFolder } from './socket-folder.server.ts';
import type { ConnectionTarget } from './socket-url.ts';

/** Ends the server unless somebody else still uses it, and returns once it is gone. */
export async function stopPostmaster(
  dataDir: string,
  target: ConnectionTarget,
  binaries: Binaries,
  log: (message: string) => void,
): Promise<void> {
  const running = await readPostmasterPid(dataDir);
  if (!running || !isPostmasterOf(running.pid, dataDir)) return;
  const others = await settledCount({ ...target, database: 'postgres' }).catch(() => undefined);
  if (others === undefined) {
    log('Built-in PostgreSQL does not answer, so it is left as it is');
    return;
  }
  if (others > 0) {
    log(`Built-in PostgreSQL goes on: ${others} other connections use it`);
    return;
  }
  // Windows has no SIGINT to send; pg_ctl speaks to the server there.
  if (process.platform === 'win32') {
    await run(program(binaries, 'pg_ctl'), ['stop', '-D', dataDir, '-m', 'fast'], { name: '' });
  } else {
    process.kill(running.pid, 'SIGINT');
  }
  const until = Date.now() + 10_000;
  while (isPostmasterOf(running.pid, dataDir) && Date.now() < until) await pause(15);
  await removeSocketFolder(target.host);
}

/** A backend outlives its closed connection by a moment, so one look could count our own. */
async function settledCount(target: ConnectionTarget): Promise<number> {
  let others = await countOtherClients(target);
  for (let look = 0; others > 0 && look < 10; look++) {
    await pause(50);
    others = await countOtherClients(target);
  }
  return others;
}
