import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { projectRoot } from '#app/env.server.ts';
// @ts-expect-error: plain JavaScript, because it runs before anything is installed
import { buildWhenStale } from '#app/start.mjs';

export interface KillableApp {
  readonly url: string;
  /** Resolves when it is ready to be asked; a process that is killed while it starts never is. */
  start(): Promise<boolean>;
  /** Spawns it and does not wait. */
  begin(): void;
  /** kill -9: nothing is finished, closed or told. */
  kill(): Promise<void>;
  /** Whether it lives, and what it said in this life. */
  standing(): string;
}

/** The built app at one address over many lives. Its database outlives it. */
export async function killableApp(
  databaseUrl: string,
  settings: Record<string, string>,
): Promise<KillableApp> {
  await buildWhenStale();
  const port = await freePort();
  const url = `http://localhost:${port}`;
  const { VITEST: _run, ...inherited } = process.env;
  const env: NodeJS.ProcessEnv = {
    ...inherited,
    NODE_ENV: 'production',
    PORT: String(port),
    APP_URL: url,
    DATABASE_URL: databaseUrl,
    // Set to nothing, so that a developer's own .env does not reach in.
    ...Object.fromEntries(
      ['HOST', 'DATABASE_DIRECT_URL', 'RESEND_API_KEY', 'SMTP_URL', 'MAIL_FROM'].map((name) => [name, '']),
    ),
    LOG_LEVEL: 'error',
    ...settings,
  };
  let child: ChildProcess | undefined;
  let said = '';

  const begin = () => {
    said = '';
    const born = spawn(process.execPath, ['build/server/index.js'], {
      cwd: projectRoot,
      env,
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    });
    for (const stream of [born.stdout, born.stderr])
      stream?.on('data', (chunk: Buffer) => {
        said += chunk;
      });
    child = born;
  };
  return {
    url,
    begin,
    async start() {
      begin();
      const own = child;
      for (let end = Date.now() + 30_000; Date.now() < end; ) {
        if (own?.signalCode) return false;
        if (own?.exitCode !== null) throw new Error(`The app ended at its start:\n${said}`);
        if (
          await fetch(`${url}/healthz`).then(
            ({ ok }) => ok,
            () => false,
          )
        )
          return true;
        await new Promise((later) => setTimeout(later, 15));
      }
      throw new Error(`The app did not start:\n${said}`);
    },
    standing: () =>
      `${child?.exitCode !== null || child?.signalCode ? `ended (${child?.exitCode}, ${child?.signalCode})` : 'running'}: ${said}`,
    async kill() {
      if (!child || child.exitCode !== null || child.signalCode !== null) return;
      const ended = once(child, 'exit');
      child.kill('SIGKILL');
      await ended;
    },
  };
}

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((listening) => probe.listen(0, '127.0.0.1', listening));
  const address = probe.address();
  await new Promise((closed) => probe.close(closed));
  if (!address || typeof address === 'string') throw new Error('No free port was found');
  return address.port;
}
