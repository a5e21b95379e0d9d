import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type Envelope, envelope } from '#app/commands/registry.ts';
import { writeWithFiles } from '#app/commands/write-with-files.server.ts';
import type { GivenFile } from '#app/domain/file.ts';
import { diskStore } from '#app/files/disk-store.server.ts';
import { newCommandId, newThingId } from '#app/live/new-id.ts';
import { useDatabase } from '#db/client.server.ts';
import { type CastMember, dana, maya } from '#tests/support/cast.ts';
import { type FreshDatabase, freshDatabase } from '#tests/support/databases.server.ts';
import { type StoredPlan, storedPlan } from '#tests/support/stored-plan.server.ts';

const folder = mkdtempSync(join(tmpdir(), 'tl-with-files-'));
const keeping = { store: diskStore(folder), quota: 1024 * 1024 };
const pdf: GivenFile = { name: 'Angebot.pdf', content: Buffer.from('%PDF-1.7\n%%EOF\n') };
const program: GivenFile = { name: 'set-up.exe', content: Buffer.from('MZ\u0090\0') };
let fresh: FreshDatabase;
let plan: StoredPlan;

beforeAll(async () => {
  fresh = await freshDatabase();
  useDatabase(fresh.database);
  return fresh.drop;
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));
beforeEach(async () => {
  await fresh.owner`delete from file`;
  rmSync(folder, { recursive: true, force: true });
  plan = await storedPlan(fresh.database, {
    milestones: [{ key: 'fit', steps: [{ key: 'data', owners: [dana], dueIn: 5 }] }],
  });
});

const writing = (over: Record<string, unknown> = {}): Envelope =>
  envelope.parse({
    ...{ id: newCommandId(), type: 'writeComment', base: {}, confirmed: false },
    args: {
      ...{ id: newThingId(), stepId: plan.id('data'), text: 'Here it is', onlyOurs: false },
      ...{ mentions: [], request: null, answers: null, ...over },
    },
  });
const write = async (who: CastMember, what: Envelope, files: GivenFile[], more = keeping) =>
  (await writeWithFiles(fresh.database, await plan.access(who), what, files, more)).answers[0];
const written = async (who: CastMember) =>
  (await plan.load(who)).comments.map(({ text, files }) => [text, ...files.map(({ name }) => name)]);
const kept = () =>
  existsSync(folder)
    ? readdirSync(folder, { recursive: true, withFileTypes: true }).filter((e) => e.isFile())
    : [];

test('words and files arrive together, for both sides or only for one', async () => {
  expect(await write(maya, writing(), [pdf])).toMatchObject({ kind: 'ok' });
  expect(await write(dana, writing({ text: 'Among us', onlyOurs: true }), [pdf, pdf])).toMatchObject({
    kind: 'ok',
  });
  expect(await written(dana)).toEqual([
    ['Here it is', 'Angebot.pdf'],
    ['Among us', 'Angebot.pdf', 'Angebot.pdf'],
  ]);
  expect(await written(maya)).toEqual([['Here it is', 'Angebot.pdf']]);
  expect(kept()).toHaveLength(3);
});

test('a file that is not taken refuses all by its name, and nothing is kept of the others', async () => {
  const answer = await write(maya, writing(), [
    pdf,
    program,
    { name: 'empty.txt', content: Buffer.alloc(0) },
  ]);
  expect(answer).toMatchObject({ kind: 'refused', code: 'file' });
  const { sentence } = answer as { sentence: string };
  expect(sentence).toContain('“set-up.exe” is not a kind of file we keep.');
  expect(sentence).toContain('“empty.txt” is empty.');
  expect(sentence).toContain('what you wrote is kept');
  expect(await written(maya)).toEqual([]);
  expect(kept()).toEqual([]);
  const six = Array.from({ length: 6 }, () => pdf);
  expect(await write(maya, writing(), six)).toMatchObject({ kind: 'refused', code: 'file' });
});

test('no room and no place for files are said', async () => {
  const full = await write(maya, writing(), [pdf], { ...keeping, quota: 4 });
  expect(full).toMatchObject({ kind: 'refused' });
  expect((full as { sentence: string }).sentence).toContain('found no room');
  const nowhere = await write(maya, writing(), [pdf], { ...keeping, store: null } as never);
  expect((nowhere as { sentence: string }).sentence).toContain('no place for files is set up here');
  expect(await written(maya)).toEqual([]);
});

test('sent again under its id it is there once', async () => {
  const what = writing();
  const first = await write(maya, what, [pdf]);
  expect(await write(maya, what, [pdf])).toEqual(first);
  expect(await written(maya)).toEqual([['Here it is', 'Angebot.pdf']]);
});

test('files alone are told by their names, and nothing else takes files', async () => {
  expect(await write(maya, writing({ text: ' ' }), [pdf])).toMatchObject({ kind: 'ok' });
  expect(await written(maya)).toEqual([['Angebot.pdf', 'Angebot.pdf']]);
  const tick = envelope.parse({
    ...{ id: newCommandId(), type: 'completeStep', base: {}, confirmed: false },
    args: { stepId: plan.id('data') },
  });
  expect(await write(dana, tick, [pdf])).toMatchObject({ kind: 'refused', code: 'file' });
});
