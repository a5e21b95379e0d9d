import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { access, chmod, constants, mkdir, realpath, stat } from 'node:fs/promises';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Account, chooseAccount } from './account.server.ts';
import { run } from './run.server.ts';

/**
 * The folder for everything this installation keeps; the database is its subfolder `postgres`. It is `.data` in the
 * project, or a state folder of the person's own when whoever runs PostgreSQL cannot enter the project. A folder
 * that already holds a database wins, so that data is not left behind when the project's permissions change.
 */
export async function chooseDataFolder(
  projectFolder: string,
  log: (message: string) => void,
): Promise<string> {
  const project = await realpath(projectFolder);
  const inside = join(project, '.data');
  const mark = createHash('sha256').update(project).digest('hex').slice(0, 12);
  const folders = [inside, ...stateParents().map((parent) => join(parent, `throughline-${mark}`))];
  const used = folders.filter((folder) => existsSync(join(folder, 'postgres', 'PG_VERSION')));
  for (const folder of new Set([...used, ...folders])) {
    const account = await chooseAccount(join(folder, 'postgres'));
    if (!(await isUsable(folder, account, { shared: folder === inside }))) continue;
    if (folder !== inside) {
      log(
        `The data is in ${folder}, because "${account.name}", who runs the database, cannot use ${inside}.`,
      );
    }
    return folder;
  }
  throw new Error('No folder on this machine is open to the built-in database. Set DATABASE_URL.');
}

function stateParents(): string[] {
  const own = process.getuid?.() === 0 ? '/var/lib' : join(homedir(), '.local', 'state');
  return [process.env.XDG_STATE_HOME || own, tmpdir(), '/tmp'];
}

async function isUsable(folder: string, account: Account, options: { shared: boolean }): Promise<boolean> {
  try {
    const created = await mkdir(folder, { recursive: true });
    if (created && account.switchTo) await chmod(folder, 0o711);
    await access(folder, constants.W_OK | constants.X_OK);
    // In a place like /tmp anybody could have made a folder of this name first.
    if (!options.shared && process.getuid && (await stat(folder)).uid !== process.getuid()) return false;
    const data = join(folder, 'postgres');
    if (existsSync(data)) await access(data, constants.W_OK | constants.X_OK);
  } catch {
    return false;
  }
  if (!account.switchTo) return true;
  return (await run('/bin/sh', ['-c', 'cd "$1"', 'sh', folder], account)).code === 0;
}
