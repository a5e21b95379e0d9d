import { createHash, randomUUID } from 'node:crypto';
import { fileTypeFromBuffer } from 'file-type';
import {
  type CommentFile,
  type FileType,
  fileName,
  type GivenFile,
  isFileType,
  LARGEST_FILE,
  type LeftOut,
  MOST_FILES,
  plainFileName,
  saysText,
} from '#app/domain/file.ts';
import type { Database } from '#db/client.server.ts';
import { saveFile } from '#db/files.server.ts';
import type { FileStore } from './file-store.ts';

export interface Taken {
  files: CommentFile[];
  leftOut: LeftOut[];
}
export interface Keeping {
  store: FileStore | null;
  workspaceId: string;
  planId: string;
  /** For all files of the workspace, in bytes. */
  quota: number;
}

/** Files that may be taken, as what they are; the others with why not. Nothing is kept yet. */
async function sorted(given: readonly GivenFile[], isKept: boolean) {
  const fit: (GivenFile & { type: FileType })[] = [];
  const leftOut: LeftOut[] = [];
  for (const { name, content } of given) {
    const leave = (why: LeftOut['why']) => void leftOut.push({ name: plainFileName(name), why });
    if (!isKept) leave('nowhere');
    else if (fit.length === MOST_FILES) leave('tooMany');
    else if (content.byteLength === 0) leave('empty');
    else if (content.byteLength > LARGEST_FILE) leave('tooLarge');
    else {
      const type = await typeOf(name, content);
      if (type) fit.push({ name, content, type });
      else leave('kind');
    }
  }
  return { fit, leftOut };
}

/**
 * Each has its row before its bytes are written, and a comment names it only after: whatever ends this in between
 * leaves a row that nothing names, which the sweep takes away with its bytes. With `all`, none is taken unless each
 * can be.
 */
export async function takeFiles(
  database: Database,
  given: readonly GivenFile[],
  { store, workspaceId, planId, quota }: Keeping,
  { all = false } = {},
): Promise<Taken> {
  const { fit, leftOut } = await sorted(given, store !== null);
  const files: CommentFile[] = [];
  if (!store || (all && leftOut.length > 0)) return { files, leftOut };
  for (const { name, content, type } of fit) {
    const file = { id: randomUUID(), name: fileName(name, type), type, bytes: content.byteLength };
    const sha256 = createHash('sha256').update(content).digest('hex');
    const row = { id: file.id, bytes: file.bytes, workspaceId, planId, sha256 };
    if (!(await database.transaction((tx) => saveFile(tx, row, quota)))) {
      leftOut.push({ name: plainFileName(name), why: 'full' });
      if (all) break;
      continue;
    }
    await store.put(file.id, content);
    files.push(file);
  }
  return { files, leftOut };
}

/** Of what we take at all. The library never sees the rest: on some malformed films it does not end. */
const begins = /^(%PDF|\x89PNG|\xff\xd8\xff|GIF8|RIFF|PK)/;

async function typeOf(name: string, content: Uint8Array): Promise<FileType | null> {
  if (begins.test(Buffer.from(content.subarray(0, 8)).toString('latin1'))) {
    const found = (await fileTypeFromBuffer(content).catch(() => undefined))?.mime;
    return isFileType(found) ? found : null;
  }
  return saysText(name) && isText(content) ? 'text/plain' : null;
}

function isText(content: Uint8Array): boolean {
  if (content.some((byte) => byte < 32 && byte !== 9 && byte !== 10 && byte !== 13)) return false;
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(content);
    return true;
  } catch {
    // What spreadsheets of old save: every byte is a letter, and it is given back as it came.
    return !content.some((byte) => byte === 127);
  }
}
