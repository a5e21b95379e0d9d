import { unstable_parseMultipartFormData as parseParts } from '@remix-run/node';
import { type GivenFile, LARGEST_FILE } from '#app/domain/file.ts';
import { atOnce } from './at-once.server.ts';
import { formOf } from './forms.ts';
import { badRequest, unavailable } from './replies.ts';

/** Each may hold all the files of one comment. */
const uploading = atOnce(4);
const MOST_PARTS = 100;
const LONGEST_TEXT = 64 * 1024;

export interface Uploaded {
  form: FormData;
  files: GivenFile[];
}

/**
 * What a form sends, with its files. Of a file that is too large one byte more than may be is kept, so that it can be
 * refused by its name.
 */
export async function uploadOf(request: Request): Promise<Uploaded> {
  const isParts = request.headers.get('content-type')?.startsWith('multipart/form-data');
  if (!isParts) return { form: await formOf(request), files: [] };
  const read = await uploading.run(() => readParts(request));
  if (!read) throw unavailable();
  return read;
}

async function readParts(request: Request): Promise<Uploaded> {
  const files: GivenFile[] = [];
  let parts = 0;
  const { whole, isWhole } = watched(request);
  try {
    const form = await parseParts(whole, async ({ filename, data }) => {
      parts += 1;
      if (parts > MOST_PARTS) throw new Error('Too many parts');
      if (filename === undefined) return textOf(await upTo(data, LONGEST_TEXT));
      const content = await upTo(data, LARGEST_FILE);
      // A field in which nothing was chosen.
      if (filename !== '' || content.byteLength > 0) files.push({ name: filename, content });
      return undefined;
    });
    if (!isWhole()) throw new Error('Cut off');
    return { form, files };
  } catch {
    throw badRequest({ code: 'notAForm', sentence: 'That is not a form of this page. Nothing was changed.' });
  }
}

/** The parser takes a body that was cut off for a whole one: only its last line tells. */
function watched(request: Request): { whole: Request; isWhole(): boolean } {
  const type = request.headers.get('content-type') ?? '';
  const [, quoted, plain] = /boundary=(?:"([^"]+)"|([^;\s]+))/.exec(type) ?? [];
  const last = `--${quoted ?? plain}--`;
  let end = '';
  const watching = new TransformStream<Uint8Array, Uint8Array>({
    transform(part, controller) {
      const tail = Buffer.from(part.subarray(-2 * last.length)).toString('latin1');
      end = (end + tail).slice(-2 * last.length);
      controller.enqueue(part);
    },
  });
  const init = { method: 'POST', headers: request.headers, duplex: 'half' } as RequestInit;
  const whole = new Request(request.url, { ...init, body: request.body?.pipeThrough(watching) });
  return { whole, isWhole: () => end.includes(last) };
}

/** At most one byte more; the rest is read and let go of. */
async function upTo(data: AsyncIterable<Uint8Array>, most: number): Promise<Uint8Array> {
  const kept: Uint8Array[] = [];
  let bytes = 0;
  for await (const part of data) {
    const room = most + 1 - bytes;
    // The parser uses its memory again.
    if (room > 0) kept.push(part.slice(0, room));
    bytes += Math.min(part.byteLength, Math.max(0, room));
  }
  return Buffer.concat(kept);
}

/** No database text holds a NUL, and no person types one. */
const textOf = (content: Uint8Array): string => Buffer.from(content).toString('utf8').replaceAll('\0', '');
