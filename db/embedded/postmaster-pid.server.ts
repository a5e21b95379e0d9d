import { link, readFile, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** What a running server writes into its data folder (PostgreSQL's `pidfile.h`). */
export interface PostmasterPid {
  text: string;
  pid: number;
  port: number;
  socketFolder: string;
  ready: boolean;
}

export async function readPostmasterPid(dataDir: string): Promise<PostmasterPid | undefined> {
  const file = join(dataDir, 'postmaster.pid');
  const text = await readFile(file, 'utf8').catch(() => undefined);
  if (text === undefined) return undefined;
  const lines = text.split('\n');
  const pid = Number.parseInt(lines[0] ?? '', 10) || 0;
  // A server writes its id at once. An older file without one was cut short by a power failure and names nobody.
  if (pid <= 0 && (await isYoung(file))) return undefined;
  return {
    text,
    pid,
    port: Number(lines[3] ?? 0),
    socketFolder: lines[4] ?? '',
    ready: lines[7]?.trim() === 'ready',
  };
}

/**
 * Removes a file left by a server that is gone. Another process may just have started a server, so the file is
 * moved aside first and put back when it is no longer the one that was judged.
 */
export async function removeStalePid(dataDir: string, judged: PostmasterPid): Promise<void> {
  const file = join(dataDir, 'postmaster.pid');
  const aside = `${file}.stale-${process.pid}`;
  try {
    await rename(file, aside);
  } catch {
    return;
  }
  if ((await readFile(aside, 'utf8')) !== judged.text) await link(aside, file).catch(() => undefined);
  await rm(aside, { force: true });
}

async function isYoung(file: string): Promise<boolean> {
  const found = await stat(file).catch(() => undefined);
  return !found || Date.now() - found.mtimeMs < 5_000;
}
