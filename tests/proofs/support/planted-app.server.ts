import { randomUUID } from 'node:crypto';
import { cpSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '#app/env.server.ts';
// @ts-expect-error: plain JavaScript, because it runs before anything is installed
import { buildWhenStale } from '#app/start.mjs';
import { type AppProcess, startApp } from '#tests/support/app-process.server.ts';

/** One place in the built server, and what stands there instead. */
export interface Plant {
  find: string | RegExp;
  /** Given what `find` has in brackets. */
  put: string | ((...names: string[]) => string);
}

/**
 * The built app with a bug in it: a copy of the built server in which one place reads otherwise. The place must be
 * there exactly once, so that a twin cannot go blind when the code around it changes.
 */
export async function startPlantedApp(
  databaseUrl: string,
  plants: Plant[],
  settings: Record<string, string> = {},
): Promise<AppProcess> {
  await buildWhenStale();
  const folder = `build/planted-${process.pid}-${randomUUID()}`;
  const server = join(projectRoot, folder, 'server');
  cpSync(join(projectRoot, 'build/server'), server, { recursive: true });
  const remove = () => rmSync(join(projectRoot, folder), { recursive: true, force: true });
  try {
    for (const plant of plants) plantIn(server, plant);
    const app = await startApp(databaseUrl, settings, `${folder}/server/index.js`);
    const stop = async () => {
      await app.stop();
      remove();
    };
    return { ...app, stop };
  } catch (error) {
    remove();
    throw error;
  }
}

function plantIn(folder: string, { find, put }: Plant): void {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((f) => f.endsWith('.js'));
  let found = 0;
  for (const file of files) {
    const path = join(folder, file);
    const code = readFileSync(path, 'utf8');
    const parts = typeof find === 'string' ? code.split(find).length - 1 : countOf(code, find);
    found += parts;
    if (parts === 1)
      writeFileSync(
        path,
        code.replace(find, (_, ...names: string[]) => (typeof put === 'string' ? put : put(...names))),
      );
  }
  if (found !== 1) throw new Error(`The place to plant a bug is there ${found} times, not once: ${find}`);
}

const countOf = (code: string, find: RegExp): number => [...code.matchAll(new RegExp(find, 'g'))].length;
