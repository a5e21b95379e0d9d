import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isAlive } from './process-state.server.ts';

/** The owner is the Node process that ends the server when it ends itself. The server carries its first owner's id. */
export const ownerSetting = 'throughline.owner';
const adoptions = 'throughline-adopted';

/**
 * After a kill -9 of Node its server has no owner; whoever attaches next becomes it, or it would run for ever.
 * The note names the server too, so that it means nothing to the next one.
 */
export async function adoptOrphan(dataDir: string, server: { pid: number; owner: number }): Promise<boolean> {
  const note = await readFile(join(dataDir, adoptions), 'utf8').catch(() => '');
  const [pid, adopter] = note.split(' ').map(Number);
  const owner = pid === server.pid && adopter ? adopter : server.owner;
  if (isAlive(owner)) return false;
  await writeFile(join(dataDir, adoptions), `${server.pid} ${process.pid}`, { mode: 0o600 });
  return true;
}
