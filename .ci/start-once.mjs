// Starts the app as a person would, on a free port and an empty folder, asks it two things, and stops it.
import { spawn } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const folder = mkdtempSync(join(tmpdir(), 'throughline-ci-'));
// As root the database runs as somebody else, who must pass through.
chmodSync(folder, 0o711);
const port = await freePort();
const address = `http://localhost:${port}`;
const app = spawn(process.execPath, ['app/start.mjs'], {
  env: { ...process.env, PORT: String(port), DATA_DIR: join(folder, 'data') },
  stdio: 'inherit',
});
const ended = new Promise((resolve) => app.once('exit', (code, signal) => resolve(signal ?? code)));

try {
  await answers(`${address}/healthz`, 60_000);
  await answers(`${address}/`, 1_000);
  app.kill('SIGTERM');
  const how = await Promise.race([ended, after(12_000, 'still running')]);
  if (how !== 0 && process.platform !== 'win32') throw new Error(`It did not stop as asked: ${how}`);
  process.stdout.write('The built app starts, answers and stops.\n');
} finally {
  app.kill('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
}

async function answers(url, patience) {
  const until = Date.now() + patience;
  for (;;) {
    const answer = await fetch(url).catch((error) => error);
    if (answer.ok) return;
    if (app.exitCode !== null) throw new Error(`It ended by itself with ${app.exitCode}`);
    if (Date.now() > until) throw new Error(`${url}: ${answer.status ?? answer}`);
    await after(200);
  }
}

function after(ms, value) {
  return new Promise((resolve) => setTimeout(resolve, ms, value));
}

function freePort() {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}
