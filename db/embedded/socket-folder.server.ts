import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import type { Account } from './account.server.ts';
import { giveTo } from './private-folder.server.ts';

export const socketPort = 5432;
const prefix = 'throughline-socket-';

/** `sun_path` holds 107 bytes and a closing zero; macOS has 103. A longer path moves to a short private folder. */
export async function chooseSocketFolder(dataDir: string, account: Account): Promise<string> {
  if (fits(dataDir)) return dataDir;
  const parent = fits(join(tmpdir(), `${prefix}123456`)) ? tmpdir() : '/tmp';
  const folder = await mkdtemp(join(parent, prefix));
  await chmod(folder, 0o700);
  await giveTo(folder, account);
  return folder;
}

export async function removeSocketFolder(folder: string): Promise<void> {
  if (basename(folder).startsWith(prefix)) await rm(folder, { recursive: true, force: true });
}

function fits(folder: string): boolean {
  const limit = process.platform === 'linux' ? 107 : 103;
  // The lock file beside the socket is the longer name, but only the socket's own is limited.
  return Buffer.byteLength(join(folder, `.s.PGSQL.${socketPort}`)) <= limit;
}
