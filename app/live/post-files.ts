/** A command with files, which are too large to be kept for later: it arrives now, or its form has it back. */
import type { Cursor } from '#app/domain/cursor.ts';
import type { SentEnvelope } from './plan-store.ts';
import type { Failure, Reply } from './reply.ts';

export interface Delivered {
  reply: Exclude<Reply, { kind: 'waiting' }>;
  cursor: Cursor | null;
}

export interface Delivery {
  url: string;
  envelope: SentEnvelope;
  files: readonly File[];
  /** From 0 to 1. */
  onProgress(part: number): void;
  signal: AbortSignal;
}

const refused = (code: string, sentence: string): Delivered => ({
  reply: { kind: 'refused', code, sentence } satisfies Failure,
  cursor: null,
});

export const needsLine = 'Files need a connection. Your words and files are still here.';
const notThrough = 'The files did not get through. Your words and files are still here; send them again.';

export function deliver({ url, envelope, files, onProgress, signal }: Delivery): Promise<Delivered> {
  if (!navigator.onLine) return Promise.resolve(refused('offline', needsLine));
  const body = new FormData();
  body.set('command', JSON.stringify(envelope));
  for (const file of files) body.append('file', file, file.name);
  return new Promise((answer) => {
    // As long as `fetch` tells nothing of what has left.
    const request = new XMLHttpRequest();
    request.open('POST', url);
    request.setRequestHeader('accept', 'application/json');
    request.upload.onprogress = ({ loaded, total }) => onProgress(total ? loaded / total : 0);
    request.onload = () => answer(answerIn(request, envelope));
    request.onerror = () => answer(refused('offline', navigator.onLine ? notThrough : needsLine));
    request.onabort = () => answer(refused('stopped', 'Not sent. Your words and files are still here.'));
    signal.addEventListener('abort', () => request.abort());
    request.send(body);
  });
}

function answerIn({ status, responseText }: XMLHttpRequest, { id }: SentEnvelope): Delivered {
  try {
    const body = JSON.parse(responseText) as {
      answers?: Delivered['reply'][];
      cursor?: Cursor | null;
      code?: string;
      sentence?: string;
    };
    const [reply] = body.answers ?? [];
    if (reply) return { reply, cursor: body.cursor ?? null };
    if (status === 429)
      return refused(id, 'That were many files at once. Wait a few minutes, then send it again.');
    return refused(body.code ?? 'failed', body.sentence ?? notThrough);
  } catch {
    return refused('failed', status === 413 ? 'These are more than 50 MB together.' : notThrough);
  }
}
