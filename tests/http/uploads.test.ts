import { expect, test } from 'vitest';
import { LARGEST_FILE } from '#app/domain/file.ts';
import { MAX_BODY, MAX_UPLOAD, stopForBody } from '#app/http/guard.server.ts';
import { readBody } from '#app/http/read-body.server.ts';
import { uploadOf } from '#app/http/uploads.server.ts';

const url = 'https://plans.test/plans/x/change';
const posted = (body: BodyInit, headers: Record<string, string> = {}) =>
  new Request(url, { method: 'POST', body, headers, duplex: 'half' } as RequestInit);
const form = (files: File[], text: Record<string, string> = {}) => {
  const body = new FormData();
  for (const [name, value] of Object.entries(text)) body.set(name, value);
  for (const file of files) body.append('file', file);
  return body;
};
const statusOf = async (request: Request) =>
  await uploadOf(request).then(
    () => 200,
    (thrown: { init?: { status?: number } }) => thrown.init?.status,
  );

test('words and files of a form arrive as they were sent', async () => {
  const files = [new File(['%PDF-1'], 'Größe – “Q4”.pdf'), new File(['a,b'], 'list.csv'), new File([], '')];
  const { form: words, files: got } = await uploadOf(posted(form(files, { 'set.text': 'Gruß\0 an Dana' })));
  expect(words.get('set.text')).toBe('Gruß an Dana');
  expect(got.map(({ name, content }) => [name, Buffer.from(content).toString()])).toEqual([
    ['Größe – “Q4”.pdf', '%PDF-1'],
    ['list.csv', 'a,b'],
  ]);
});

test('a form without files is read as ever', async () => {
  const { form: words, files } = await uploadOf(posted(new URLSearchParams({ 'set.text': 'hello' })));
  expect(words.get('set.text')).toBe('hello');
  expect(files).toEqual([]);
});

test('of a file that is too large one byte more than may be is kept, and its name', async () => {
  const large = new File([new Uint8Array(LARGEST_FILE + 70_000)], 'film.pdf');
  const { files } = await uploadOf(posted(form([large, new File(['a'], 'a.txt')])));
  expect(files.map(({ name, content }) => [name, content.byteLength])).toEqual([
    ['film.pdf', LARGEST_FILE + 1],
    ['a.txt', 1],
  ]);
});

test('what ends in the middle, has no end of parts, or is none of ours is refused', async () => {
  const type = { 'content-type': 'multipart/form-data; boundary=b' };
  const part = '--b\r\nContent-Disposition: form-data; name="file"; filename="a.txt"\r\n\r\nhalf';
  expect(await statusOf(posted(part, type))).toBe(400);
  expect(await statusOf(posted('nothing of the kind', type))).toBe(400);
  expect(await statusOf(posted('x', { 'content-type': 'multipart/form-data' }))).toBe(400);
  const many = Array.from({ length: 101 }, (_, n) => new File(['a'], `${n}.txt`));
  expect(await statusOf(posted(form(many)))).toBe(400);
});

test('four people send at once, and the fifth is asked to wait', async () => {
  const held = Array.from({ length: 4 }, () => {
    let end = () => {};
    const body = new ReadableStream<Uint8Array>({
      start: (controller) => {
        end = () => controller.close();
      },
    });
    const request = posted(body, { 'content-type': 'multipart/form-data; boundary=b' });
    return { status: statusOf(request), end };
  });
  expect(await statusOf(posted(form([new File(['a'], 'a.txt')])))).toBe(503);
  for (const { end } of held) end();
  await Promise.all(held.map(({ status }) => status));
  expect(await statusOf(posted(form([new File(['a'], 'a.txt')])))).toBe(200);
});

test('only a form with files for a comment may be large', () => {
  const plan = `/plans/${crypto.randomUUID()}`;
  const allowed = (path: string, size: number, type = 'multipart/form-data; boundary=b') =>
    stopForBody({
      method: 'POST',
      url: path,
      headers: { 'content-type': type, 'content-length': String(size) },
    }) === undefined;
  expect(allowed(`${plan}/change`, MAX_UPLOAD)).toBe(true);
  expect(allowed(`${plan}/with-files`, MAX_UPLOAD)).toBe(true);
  expect(allowed(`${plan}/with-files`, MAX_UPLOAD + 1)).toBe(false);
  expect(allowed(`${plan}/change`, MAX_BODY + 1, 'application/x-www-form-urlencoded')).toBe(false);
  for (const path of [`${plan}/commands`, '/plans', '/account', `${plan}/change/more`])
    expect(allowed(path, MAX_BODY + 1)).toBe(false);
});

test('a body that does not come whole in time is let go of', async () => {
  let cancelled = false;
  const stalled = new ReadableStream<Uint8Array>({
    start: (controller) => controller.enqueue(new Uint8Array(8)),
    cancel: () => {
      cancelled = true;
    },
  });
  expect(await readBody(posted(stalled), 20)).toBe('late');
  expect(cancelled).toBe(true);
  expect(Buffer.from((await readBody(posted('all of it'))) as Uint8Array).toString()).toBe('all of it');
});
