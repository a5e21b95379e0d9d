import { join } from 'node:path';
import { dataFolder, env } from '#app/env.server.ts';
import { diskStore } from './disk-store.server.ts';
import type { FileStore } from './file-store.ts';
import { bucketIn, s3Store } from './s3-store.server.ts';

/** Null where nothing says where files are to be: then none is taken. */
export function fileStore(): FileStore | null {
  const { FILES_DIR, FILES_S3_URL } = env();
  if (FILES_S3_URL) return s3Store(bucketIn(FILES_S3_URL));
  const beside = dataFolder();
  const folder = FILES_DIR ?? (beside && join(beside, 'files'));
  return folder ? diskStore(folder) : null;
}

/** With how much all files of a workspace may take. */
export const filesHere = () => ({ store: fileStore(), quota: env().FILES_QUOTA_MB * 1024 * 1024 });
