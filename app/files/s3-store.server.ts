import { createHash } from 'node:crypto';
import { AwsClient } from 'aws4fetch';
import type { FileStore } from './file-store.ts';

export interface Bucket {
  /** Address of the bucket and, where there is one, of a folder in it: the name of each file goes behind. */
  url: string;
  region: string;
  accessKeyId: string;
  secretAccessKey: string;
}

/** `https://key:secret@host/bucket?region=eu-central-1`, as the settings have it. */
export function bucketIn(setting: string): Bucket {
  const url = new URL(setting);
  return {
    url: `${url.origin}${url.pathname.replace(/\/+$/, '')}`,
    region: url.searchParams.get('region') ?? 'us-east-1',
    accessKeyId: decodeURIComponent(url.username),
    secretAccessKey: decodeURIComponent(url.password),
  };
}

/** How long an answer may take to begin, and each part of it to follow. */
const DEADLINE_MS = 30_000;
/** Beyond the first; each waits longer. Only what a server says it could not do now is tried again. */
const RETRIES = 3;

/** A store that answers in something else than bytes, or not at all. Says nothing of keys. */
export class StoreTrouble extends Error {
  override readonly name = 'StoreTrouble';
}

/** Anything that speaks S3: each file is one object, which is there whole or not at all. */
export function s3Store(
  { url, ...keys }: Bucket,
  { deadlineMs = DEADLINE_MS }: { deadlineMs?: number } = {},
): FileStore {
  const client = new AwsClient({ ...keys, service: 's3', retries: RETRIES });
  async function ask(id: string, init: RequestInit, within = intime(deadlineMs)): Promise<Response> {
    const { signal } = within;
    return await within.wait(client.fetch(`${url}/${id}`, { ...init, redirect: 'manual', signal }));
  }
  return {
    async put(id, content) {
      const sha256 = createHash('sha256').update(content).digest('hex');
      const headers = { 'x-amz-content-sha256': sha256, 'content-type': 'application/octet-stream' };
      const response = await ask(id, { method: 'PUT', headers, body: content as Uint8Array<ArrayBuffer> });
      if (!response.ok) throw await trouble(response);
      await response.arrayBuffer();
    },
    async get(id) {
      const within = intime(deadlineMs);
      const response = await ask(id, { method: 'GET' }, within);
      if (response.ok) return response.body ? inParts(response.body, within) : new Blob().stream();
      const refused = await trouble(response);
      if (refused.code === 'NoSuchKey') return null;
      throw refused;
    },
    async remove(id) {
      const response = await ask(id, { method: 'DELETE' });
      if (response.ok) return void (await response.arrayBuffer());
      const refused = await trouble(response);
      if (refused.code !== 'NoSuchKey') throw refused;
    },
  };
}

/** Ends what it is asked to wait for when that takes too long. */
function intime(ms: number) {
  const deadline = new AbortController();
  return {
    signal: deadline.signal,
    async wait<T>(what: Promise<T>): Promise<T> {
      const late = new StoreTrouble('The file store did not answer');
      const timer = setTimeout(() => deadline.abort(late), ms);
      return await what.finally(() => clearTimeout(timer));
    },
  };
}

/** Whoever reads slowly is waited for, a store that stops in the middle is not. */
function inParts(body: ReadableStream<Uint8Array>, within: ReturnType<typeof intime>) {
  const reader = body.getReader();
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      const { done, value } = await within.wait(reader.read());
      if (done) controller.close();
      else controller.enqueue(value);
    },
    cancel: (reason) => reader.cancel(reason),
  });
}

async function trouble(response: Response): Promise<StoreTrouble & { code: string }> {
  const text = await response.text().catch(() => '');
  const code = /<Code>(\w{1,60})<\/Code>/.exec(text)?.[1] ?? '';
  const words = `The file store answered ${[response.status, code].filter(Boolean).join(' ')}`;
  return Object.assign(new StoreTrouble(words), { code });
}
