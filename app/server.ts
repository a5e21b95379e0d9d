import { createServer, type Server } from 'node:http';
import { join } from 'node:path';
import type { ServerBuild } from '@remix-run/node';
import type { ViteDevServer } from 'vite';
import { resolveSession } from '#app/auth/session.server.ts';
import { firstRunLines } from '#app/auth/set-up-code.server.ts';
import { startDayWorker } from '#app/day-worker.server.ts';
import { EnvironmentProblems, env, projectRoot, settlePort } from '#app/env.server.ts';
import { createHttpApp, type HttpAppOptions } from '#app/http/app.server.ts';
import { announce, log } from '#app/http/log.server.ts';
import { createRateLimits, useRateLimits } from '#app/http/rate-limit.server.ts';
import { stopOnSignal } from '#app/http/stop-signal.server.ts';
import { openLiveLine } from '#app/live-line.server.ts';
import { openMailRoom } from '#app/mail/mail-room.server.ts';
import { startMailWorker } from '#app/mail/worker.server.ts';
import { openData } from '#app/open-data.server.ts';
import { startReplyWorker } from '#app/reply-worker.server.ts';
import { startSweeping } from '#app/sweep.server.ts';
import { DatabaseRefused } from '#db/migrate/refusal.ts';
import { rateLimit } from '#db/schema/rate-limit.ts';
import { beating, isAtWork, startWatch } from './worker-watch.server.ts';

/** How long readers may finish what they are being sent. */
const DRAIN_MS = 5_000;

/** Settings, database, worker, then the port: whoever can connect finds everything there. */
export async function startServer(vite?: ViteDevServer): Promise<void> {
  await settlePort();
  const data = await openData();
  useRateLimits(createRateLimits(data.database.db, rateLimit));
  const worker = startMailWorker(await openMailRoom(data.database, env()), {
    finished: beating(data.database, 'letters'),
  });
  const sweeping = startSweeping(data.database);
  const days = startDayWorker(data.database, {
    quietSeconds: env().MAIL_QUIET_SECONDS,
    finished: beating(data.database, 'days'),
  });
  const replies = startReplyWorker(data.database, { finished: beating(data.database, 'replies') });
  const watch = startWatch(data.database);
  const served = vite ? fromVite(vite) : fromBuild();
  const build = async () => (vite ? null : (await served.loadBuild()).assets.version);
  const line = openLiveLine({ ...data, build });
  const app = createHttpApp({
    env: env(),
    log: log(),
    resolveSession,
    planEvents: line.planEvents,
    planPresence: line.planPresence,
    ...served,
    readiness: { database: () => data.database.db.execute('select 1') },
    work: {
      letters: isAtWork(data.database, 'letters'),
      days: isAtWork(data.database, 'days'),
      replies: isAtWork(data.database, 'replies'),
    },
  });
  const server = createServer(app);
  // A proxy in front keeps connections longer than Node's 5 s, and would meet ours just as they close.
  server.keepAliveTimeout = 65_000;
  await listen(server);
  stopOnSignal(
    async () => {
      await line.stop();
      await drain(server);
      await Promise.all([worker.stop(), sweeping.stop(), days.stop(), replies.stop(), watch.stop()]);
      await data.close();
      await vite?.close();
    },
    (error) => log().error({ err: error }, 'stop failed'),
  );
  announce(
    '',
    `  Throughline is ready: ${env().APP_URL}`,
    ...(await firstRunLines()),
    '  Ctrl+C stops it.',
    '',
  );
}

function fromBuild(): Pick<HttpAppOptions, 'loadBuild' | 'assets'> {
  const build = import('virtual:remix/server-build');
  return { loadBuild: () => build, assets: { folder: join(projectRoot, 'build/client') } };
}

function fromVite(vite: ViteDevServer): Pick<HttpAppOptions, 'loadBuild' | 'assets'> {
  return {
    loadBuild: () => vite.ssrLoadModule('virtual:remix/server-build') as Promise<ServerBuild>,
    assets: { vite: vite.middlewares },
  };
}

function listen(server: Server): Promise<void> {
  const { HOST, PORT } = env();
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(PORT, HOST, resolve);
  });
}

function drain(server: Server): Promise<void> {
  return new Promise((resolve) => {
    const hurry = setTimeout(() => server.closeAllConnections(), DRAIN_MS);
    server.close(() => {
      clearTimeout(hurry);
      resolve();
    });
    server.closeIdleConnections();
  });
}

async function main(command: string | undefined): Promise<void> {
  if (command === 'migrate') {
    const data = await openData();
    await data.close();
    return;
  }
  if (command === 'erase') {
    const { eraseCommand } = await import('#app/erase-command.server.ts');
    process.exitCode = await eraseCommand(process.argv.slice(3));
    return;
  }
  if (command === 'test-letter') {
    const { testLetterCommand } = await import('#app/test-letter-command.server.ts');
    process.exitCode = await testLetterCommand(process.argv.slice(3));
    return;
  }
  await startServer();
}

/** For a person at a terminal: what they can mend is a sentence, anything else keeps its stack. */
function explain(error: unknown): string {
  if (error instanceof EnvironmentProblems || error instanceof DatabaseRefused) return error.message;
  if (!(error instanceof Error)) return String(error);
  if ('code' in error && error.code === 'EADDRINUSE')
    return `Port ${env().PORT} is taken. Stop what uses it, or choose another: PORT=${env().PORT + 1} npm start`;
  return error.stack ?? error.message;
}

// Not awaited: chunks of the build import this module, which would then wait for itself.
if (import.meta.env.PROD)
  main(process.argv[2]).catch((error: unknown) => {
    process.stderr.write(`\n${explain(error)}\n`);
    process.exit(1);
  });
