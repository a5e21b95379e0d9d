import { execFileSync } from 'node:child_process';
import { readFileSync, readlinkSync, statSync } from 'node:fs';
import { basename } from 'node:path';

/** Whether the system knows this id at all, be it a stranger's process or a zombie's. */
export function isPidInUse(pid: number): boolean {
  // To the system 0 and below mean groups of processes.
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** Whether a process runs under this id. A zombie does not: it only waits for its parent to notice. */
export function isAlive(pid: number): boolean {
  if (!isPidInUse(pid)) return false;
  if (process.platform !== 'linux') return true;
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const state = stat.charAt(stat.lastIndexOf(')') + 2);
    return state !== 'Z' && state !== 'X';
  } catch {
    return false;
  }
}

/** Whether this id is the PostgreSQL that serves `dataDir` (a real path), and not a stranger who got its number. */
export function isPostmasterOf(pid: number, dataDir: string): boolean {
  if (!isAlive(pid)) return false;
  if (process.platform === 'win32') return true;
  try {
    return process.platform === 'linux' ? isLinuxPostmaster(pid, dataDir) : isNamedPostgres(pid);
  } catch {
    return false;
  }
}

function isLinuxPostmaster(pid: number, dataDir: string): boolean {
  if (readFileSync(`/proc/${pid}/comm`, 'utf8').trim() !== 'postgres') return false;
  try {
    // A postmaster moves into its data folder.
    return readlinkSync(`/proc/${pid}/cwd`) === dataDir;
  } catch (error) {
    // Root in a container may not look at another user's process. Asking the server itself settles it later.
    if ((error as NodeJS.ErrnoException).code !== 'EACCES') throw error;
    return statSync(`/proc/${pid}`).uid === statSync(dataDir).uid;
  }
}

function isNamedPostgres(pid: number): boolean {
  const line = execFileSync('ps', ['-o', 'stat=,comm=', '-p', String(pid)], { encoding: 'utf8' }).trim();
  const [state = '', command = ''] = line.split(/\s+(.*)/);
  return !state.startsWith('Z') && basename(command) === 'postgres';
}
