#!/usr/bin/env node
// Runs before anything is installed: Node's own modules only.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const installStamp = join(root, 'node_modules/.throughline-installed');
const buildStamp = join(root, 'build/stamp');
const say = (text) => process.stdout.write(`${text}\n`);

/** What the build is made of. */
const SOURCES = ['app', 'db', 'emails', 'public', 'remix.config.js', 'package-lock.json'];

export async function installMissing() {
  const wanted = hash(['package-lock.json']);
  if (read(installStamp) === wanted || (!existsSync(installStamp) && isInstalled())) {
    if (!existsSync(installStamp)) writeStamp(installStamp, wanted);
    return;
  }
  await alone(async () => {
    if (read(installStamp) === wanted) return;
    say('Installing what Throughline needs. This happens once and takes about a minute.');
    await npm(['ci', '--include=dev', '--include=optional']);
    writeStamp(installStamp, wanted);
  });
}

export async function buildWhenStale() {
  const wanted = hash(SOURCES);
  if (read(buildStamp) === wanted) return;
  await alone(async () => {
    if (read(buildStamp) === wanted) return;
    say('Building, about 15 seconds.');
    const remix = join(root, 'node_modules/@remix-run/dev/dist/cli.js');
    await run(process.execPath, [remix, 'vite:build', '-c', 'remix.config.js'], { NODE_ENV: 'production' });
    writeStamp(buildStamp, wanted);
  });
}

async function develop() {
  process.env.NODE_ENV = 'development';
  const { createServer } = await import('vite');
  const vite = await createServer({
    configFile: join(root, 'remix.config.js'),
    server: { middlewareMode: true },
  });
  // Vite would end the process at once; the server stops in order, the database last.
  process.removeAllListeners('SIGTERM');
  const { startServer } = await vite.ssrLoadModule('/app/server.ts');
  await startServer(vite);
}

/** In this same process, so that a signal reaches the server and not a shell in between. */
async function serve() {
  await buildWhenStale();
  process.env.NODE_ENV = 'production';
  await import(pathToFileURL(join(root, 'build/server/index.js')).href);
}

/** npm leaves this file behind only when it has come to its end; each package in it must be there as wanted. */
function isInstalled() {
  const installed = readJson(join(root, 'node_modules/.package-lock.json'));
  if (!installed) return false;
  const wanted = readJson(join(root, 'package-lock.json')).packages;
  return Object.entries(wanted).every(
    ([path, { version, optional }]) =>
      path === '' ||
      optional ||
      (installed.packages[path]?.version === version && existsSync(join(root, path, 'package.json'))),
  );
}

/** One process at a time installs or builds; the others wait for it. */
async function alone(work) {
  const place = createHash('sha256').update(root).digest('hex').slice(0, 12);
  const lock = join(tmpdir(), `throughline-${place}-${process.getuid?.() ?? 0}.lock`);
  for (;;) {
    try {
      writeFileSync(lock, String(process.pid), { flag: 'wx' });
      break;
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
      const holder = Number(read(lock));
      if (holder && !isAlive(holder)) rmSync(lock, { force: true });
      await new Promise((later) => setTimeout(later, 300));
    }
  }
  try {
    await work();
  } finally {
    rmSync(lock, { force: true });
  }
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

function hash(paths) {
  const sum = createHash('sha256').update(process.version.split('.')[0]);
  for (const path of paths.flatMap(filesUnder).sort())
    sum.update(`\0${path}\0`).update(readFileSync(join(root, path)));
  return sum.digest('hex');
}

function filesUnder(path) {
  const found = statSync(join(root, path), { throwIfNoEntry: false });
  if (!found?.isDirectory()) return found ? [path] : [];
  return readdirSync(join(root, path)).flatMap((name) => filesUnder(`${path}/${name}`));
}

/** Quiet unless it fails. */
function run(program, args, env = {}, options = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { cwd: root, env: { ...process.env, ...env }, ...options });
    let output = '';
    child.stdout.on('data', (chunk) => (output += chunk));
    child.stderr.on('data', (chunk) => (output += chunk));
    child.once('error', reject);
    child.once('close', (code) =>
      code === 0 ? resolve() : reject(new Error(`${output}\n${args.join(' ')} failed; see above.`)),
    );
  });
}

function npm(args) {
  const script = process.env.npm_execpath;
  if (script?.endsWith('.js')) return run(process.execPath, [script, ...args]);
  return run('npm', args, {}, { shell: process.platform === 'win32' });
}

function writeStamp(path, text) {
  try {
    writeFileSync(path, text);
  } catch {
    // A folder we may only read: the next start looks again.
  }
}

function read(path) {
  return existsSync(path) ? readFileSync(path, 'utf8') : undefined;
}

function readJson(path) {
  return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : undefined;
}

function requireNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > 20 || (major === 20 && minor >= 19)) return;
  throw new Error(`Throughline needs Node 20.19 or newer; this is ${process.versions.node}.`);
}

if (process.argv[1] && pathToFileURL(process.argv[1]).href === import.meta.url) {
  try {
    requireNode();
    process.chdir(root);
    await installMissing();
    await (process.argv[2] === 'dev' ? develop() : serve());
  } catch (error) {
    process.stderr.write(`\n${error.message}\n`);
    process.exit(1);
  }
}
