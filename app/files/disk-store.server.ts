import { randomUUID } from 'node:crypto';
import { mkdir, open, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import type { FileStore } from './file-store.ts';

const absent =
  <T>(instead: T) =>
  (error: NodeJS.ErrnoException): T => {
    if (error.code === 'ENOENT') return instead;
    throw error;
  };

export function diskStore(folder: string): FileStore {
  const at = (id: string) => join(folder, id.slice(0, 2), id);
  return {
    async put(id, content) {
      await mkdir(join(folder, id.slice(0, 2)), { recursive: true, mode: 0o700 });
      const unfinished = `${at(id)}.${randomUUID()}`;
      try {
        const file = await open(unfinished, 'wx', 0o600);
        try {
          await file.writeFile(content);
          await file.sync();
        } finally {
          await file.close();
        }
        await rename(unfinished, at(id));
      } catch (error) {
        await rm(unfinished, { force: true });
        throw error;
      }
      // The name is kept only once its folder is.
      const named = await open(join(folder, id.slice(0, 2)));
      await named.sync().finally(() => named.close());
    },
    async get(id) {
      const file = await open(at(id)).catch(absent(null));
      return file && (Readable.toWeb(file.createReadStream()) as ReadableStream<Uint8Array>);
    },
    // With what was cut off while it was being written.
    async remove(id) {
      const within = join(folder, id.slice(0, 2));
      const names = await readdir(within).catch(absent([]));
      const own = names.filter((name) => name === id || name.startsWith(`${id}.`));
      await Promise.all(own.map((name) => rm(join(within, name), { force: true })));
    },
  };
}
