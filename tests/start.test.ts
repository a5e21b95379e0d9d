import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { projectRoot } from '#app/env.server.ts';

const folder = mkdtempSync(join(tmpdir(), 'tl-start-'));
// As root the database runs as somebody else, who must pass through.
chmodSync(folder, 0o711);
// A person's shell has none of what Vitest sets.
const { NODE_ENV: _mode, VITEST: _run, ...inherited } = process.env;
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function start(settings: Record<string, string>, args: string[] = []) {
  // The channel ends the app with us, should this run be killed.
  const child: ChildProcess = spawn(process.execPath, ['app/start.mjs', ...args], {
    cwd: projectRoot,
    env: { ...inherited, NODE_ENV: 'production', PORT: '0', DATA_DIR: folder, ...settings },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  const said = { out: '', err: '' };
  child.stdout?.on('data', (chunk) => (said.out += chunk));
  child.stderr?.on('data', (chunk) => (said.err += chunk));
  const ended = once(child, 'exit').then(([code, signal]) => signal ?? code);
  const address = async () => {
    const found = await expect
      .poll(() => /http:\/\/localhost:\d+/.exec(said.out)?.[0] ?? (child.exitCode !== null ? said.err : ''), {
        timeout: 150_000,
      })
      .not.toBe('')
      .then(() => /http:\/\/localhost:\d+/.exec(said.out)?.[0]);
    if (!found) throw new Error(said.err);
    return found;
  };
  return { child, said, ended, address };
}

describe('npm start', { timeout: 200_000 }, () => {
  test('builds what is stale, serves pages, and stops within ten seconds when asked', async () => {
    const app = start({});
    const address = await app.address();
    const page = await fetch(address);
    expect(page.status).toBe(200);
    expect(await page.text()).toContain('<html lang="en">');
    expect((await fetch(`${address}/no-such-page`)).status).toBe(404);
    expect(await (await fetch(`${address}/readyz`)).json()).toMatchObject({ ready: true });

    const begun = performance.now();
    app.child.kill('SIGTERM');
    expect(await app.ended).toBe(0);
    expect(performance.now() - begun).toBeLessThan(10_000);
    await expect(fetch(address)).rejects.toThrow();
  });

  test('ends when whoever started it has gone', async () => {
    const app = start({});
    await app.address();
    app.child.disconnect();
    expect(await app.ended).toBe(0);
  });

  test('names every wrong setting and does not start', async () => {
    const app = start({ PORT: 'x', APP_URL: 'https://plans.example.com', DATABASE_URL: 'postgres://h/d' });
    expect(await app.ended).toBe(1);
    expect(app.said.err).toMatch(/PORT: [\s\S]*APP_SECRET: [\s\S]*RESEND_API_KEY or SMTP_URL: /);
    expect(app.said.err).not.toContain('    at ');
  });

  test('says what to do when its port is taken', async () => {
    const first = start({});
    const port = new URL(await first.address()).port;
    const second = start({ PORT: port });
    expect(await second.ended).toBe(1);
    expect(second.said.err).toContain(`Port ${port} is taken`);
    first.child.kill('SIGTERM');
    expect(await first.ended).toBe(0);
  });
});
