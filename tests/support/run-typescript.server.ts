import { type ChildProcess, fork } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** Builds a module of ours for plain Node and runs it as a child process that this one can talk to. */
export async function forkTypescript(path: string, args: string[] = []): Promise<ChildProcess> {
  const outDir = `${root}node_modules/.cache/throughline-tests/${path.replace(/\W+/g, '-')}-${randomUUID()}`;
  await build({
    root,
    configFile: false,
    logLevel: 'error',
    build: {
      ssr: path,
      outDir,
      emptyOutDir: true,
      target: 'es2022',
      rollupOptions: { output: { entryFileNames: 'child.mjs' } },
    },
  });
  const child = fork(`${outDir}/child.mjs`, args, {
    execArgv: [],
    stdio: ['ignore', 'inherit', 'pipe', 'ipc'],
  });
  child.once('exit', () => rmSync(outDir, { recursive: true, force: true }));
  return child;
}
