import { chown, mkdir } from 'node:fs/promises';
import type { Account } from './account.server.ts';

/** Makes a new folder that only the account can enter. Fails when it is there already. */
export async function makePrivateFolder(folder: string, account: Account): Promise<void> {
  await mkdir(folder, { mode: 0o700 });
  await giveTo(folder, account);
}

export async function giveTo(path: string, account: Account): Promise<void> {
  if (account.switchTo) await chown(path, account.switchTo.uid, account.switchTo.gid);
}
