import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { projectRoot } from '#app/env.server.ts';
// @ts-expect-error: plain JavaScript, because it runs before anything is installed
import { buildWhenStale } from '#app/start.mjs';

export interface AppProcess {
  /** `http://localhost:…` */
  url: string;
  pid: number;
  /** The one-time link that is printed while there is nobody. */
  setUpLink(): string;
  /** What it wrote to its terminal and its log. */
  said(): string;
  stop(): Promise<void>;
}

const START_MS = 30_000;

/**
 * The built app, built first when it is stale, on a free port, a database of one's own and the mailbox. It ends with this
 * process, however that ends.
 */
export async function startApp(
  databaseUrl: string,
  settings: Record<string, string> = {},
  entry = 'build/server/index.js',
): Promise<AppProcess> {
  // Never installed from here: that would pull the packages from under the tests that run.
  await buildWhenStale();
  const { VITEST: _run, ...inherited } = process.env;
  const child = spawn(process.execPath, [entry], {
    cwd: projectRoot,
    env: {
      ...inherited,
      NODE_ENV: 'production',
      PORT: '0',
      DATABASE_URL: databaseUrl,
      APP_SECRET: randomBytes(24).toString('hex'),
      // Set to nothing, so that a developer's own .env does not reach in.
      ...Object.fromEntries(
        ['APP_URL', 'HOST', 'DATABASE_DIRECT_URL', 'RESEND_API_KEY', 'SMTP_URL', 'MAIL_FROM'].map((name) => [
          name,
          '',
        ]),
      ),
      LOG_LEVEL: 'info',
      ...settings,
    },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  let said = '';
  const ended = once(child, 'exit');
  const address = await new Promise<string>((resolve, reject) => {
    const late = setTimeout(() => reject(new Error(`The app did not start:\n${said}`)), START_MS);
    const hear = (chunk: Buffer) => {
      said += chunk;
      const ready = /is ready: (http:\/\/localhost:\d+)[\s\S]*Ctrl\+C/.exec(said)?.[1];
      if (ready) resolve(ready);
      if (ready) clearTimeout(late);
    };
    child.stdout?.on('data', hear);
    child.stderr?.on('data', hear);
    child.once('exit', () => reject(new Error(`The app ended at its start:\n${said}`)));
  });
  return {
    url: address,
    pid: child.pid ?? 0,
    said: () => said,
    setUpLink() {
      const found = /Set up here: (\S+)/.exec(said)?.[1];
      if (!found) throw new Error(`No link to set up in:\n${said}`);
      return found;
    },
    async stop() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      child.kill('SIGTERM');
      await ended;
    },
  };
}
