import { randomBytes, randomUUID } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { diskStore } from '#app/files/disk-store.server.ts';
import type { FileStore } from '#app/files/file-store.ts';
import { bucketIn, s3Store } from '#app/files/s3-store.server.ts';
import { type S3StandIn, startS3StandIn } from '#tests/support/s3-stand-in.server.ts';

const folder = mkdtempSync(join(tmpdir(), 'tl-store-'));
let s3: S3StandIn;
beforeAll(async () => {
  s3 = await startS3StandIn();
});
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  await s3.close();
});
beforeEach(() => {
  s3.moods.length = 0;
  s3.requests.length = 0;
});

const all = async (stream: ReadableStream<Uint8Array> | null): Promise<Buffer | null> =>
  stream && Buffer.from(await new Response(stream).arrayBuffer());

describe.each<[string, () => FileStore]>([
  ['on a disk', () => diskStore(join(folder, 'files'))],
  ['in a bucket', () => s3Store(bucketIn(s3.setting))],
  ['in a folder of a bucket', () => s3Store({ ...s3.keys, url: `${s3.url}/plans of/acme` })],
])('files %s', (_name, store) => {
  test('come back as they were put', async () => {
    for (const size of [1, 1000, 10 * 1024 * 1024]) {
      const [id, content] = [randomUUID(), randomBytes(size)];
      await store().put(id, content);
      expect((await all(await store().get(id)))?.equals(content), `${size} bytes`).toBe(true);
    }
  });
  test('that were never put are not there', async () => {
    expect(await store().get(randomUUID())).toBeNull();
  });
  test('are gone once they are removed, and may be removed again', async () => {
    const id = randomUUID();
    await store().put(id, Buffer.from('gone'));
    await store().remove(id);
    await store().remove(id);
    await store().remove(randomUUID());
    expect(await store().get(id)).toBeNull();
  });
  test('put twice are there once', async () => {
    const id = randomUUID();
    await store().put(id, Buffer.from('first'));
    await store().put(id, Buffer.from('second'));
    expect(String(await all(await store().get(id)))).toBe('second');
    await store().remove(id);
    expect(await store().get(id)).toBeNull();
  });
});

test('what was cut off while it was written goes with its name', async () => {
  const [id, other] = [randomUUID(), randomUUID()];
  const within = join(folder, 'cut', id.slice(0, 2));
  mkdirSync(within, { recursive: true });
  for (const name of [`${id}.${randomUUID()}`, `${other}.${randomUUID()}`])
    writeFileSync(join(within, name), 'half');
  await diskStore(join(folder, 'cut')).remove(id);
  expect(readdirSync(within).map((name) => name.slice(0, 36))).toEqual([other]);
});

describe('a bucket', () => {
  const store = () => s3Store(bucketIn(s3.setting));
  const put = (into: FileStore = store(), id: string = randomUUID()) => into.put(id, Buffer.from('%PDF-1.7'));

  test('that is busy is asked again', async () => {
    s3.moods.push('busy', 'busy');
    const id = randomUUID();
    await store().put(id, Buffer.from('kept'));
    expect(s3.requests).toHaveLength(3);
    expect(String(await all(await store().get(id)))).toBe('kept');
  });
  test('that stays busy, or hangs up, has kept nothing one could rely on', async () => {
    s3.moods.push('busy', 'busy', 'busy', 'busy');
    await expect(put()).rejects.toThrow('The file store answered 503 SlowDown');
    s3.moods.push('drop');
    await expect(put()).rejects.toThrow();
    s3.moods.push('takeThenDrop');
    await expect(put()).rejects.toThrow();
  });
  test('that does not answer is not waited for', async () => {
    s3.moods.push('hang');
    await expect(put(s3Store(bucketIn(s3.setting), { deadlineMs: 50 }))).rejects.toThrow(
      'The file store did not answer',
    );
  });
  test('that stops in the middle is not waited for, and whoever reads slowly is', async () => {
    const hasty = s3Store(bucketIn(s3.setting), { deadlineMs: 50 });
    s3.moods.push('hangInside');
    await expect(all(await hasty.get(randomUUID()))).rejects.toThrow('The file store did not answer');
    const id = randomUUID();
    await put(hasty, id);
    const slow = (await hasty.get(id))?.getReader();
    await new Promise((later) => setTimeout(later, 120));
    expect(Buffer.from((await slow?.read())?.value ?? []).toString()).toBe('%PDF-1.7');
  });
  test('does not take what was signed with another key, for another place or at another time', async () => {
    const { url, keys } = s3;
    await expect(put(s3Store({ ...keys, url, secretAccessKey: 'another' }))).rejects.toThrow(
      'SignatureDoesNotMatch',
    );
    await expect(put(s3Store({ ...keys, url, accessKeyId: 'AKOTHER' }))).rejects.toThrow(
      'InvalidAccessKeyId',
    );
    await expect(put(s3Store({ ...keys, url, region: 'us-east-1' }))).rejects.toThrow('InvalidAccessKeyId');
  });
  test('that is not there is not the same as a file that is not there', async () => {
    const other = s3Store({ ...s3.keys, url: s3.url.replace('/bucket', '/another') });
    await expect(other.get(randomUUID())).rejects.toThrow('NoSuchBucket');
    await expect(other.remove(randomUUID())).rejects.toThrow('NoSuchBucket');
  });
  test('sends nobody elsewhere with the key', async () => {
    s3.moods.push({ redirect: `${s3.url}/elsewhere` });
    await expect(store().get(randomUUID())).rejects.toThrow('The file store answered 307');
    expect(s3.requests).toHaveLength(1);
  });
  test('that refuses is told of without its key', async () => {
    const wrong = s3Store({ ...s3.keys, url: s3.url, secretAccessKey: 'hush-hush' });
    const error = await put(wrong).catch((e: unknown) => e);
    expect(`${error} ${JSON.stringify(error)} ${(error as Error).stack}`).not.toContain('hush');
  });
});
