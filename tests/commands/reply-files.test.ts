import { randomUUID } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { takeReply } from '#app/commands/take-reply.server.ts';
import { useDataFolder } from '#app/env.server.ts';
import { diskStore } from '#app/files/disk-store.server.ts';
import type { FileStore } from '#app/files/file-store.ts';
import { createRateLimits, useRateLimits } from '#app/http/rate-limit.server.ts';
import { readMail } from '#app/mail/read-mail.server.ts';
import { writeReplies } from '#app/reply-worker.server.ts';
import * as route from '#app/routes/plans.$planId_.files.$fileId.ts';
import { sweep } from '#app/sweep.server.ts';
import { rateLimit } from '#db/schema/rate-limit.ts';
import { openDoors, Visitor } from '#tests/auth/visitor.server.ts';
import { type MailStand, mailStand } from '#tests/mail/mail-stand.server.ts';
import { type CastMember, dana, lena, maya } from '#tests/support/cast.ts';
import type { FreshDatabase } from '#tests/support/databases.server.ts';
import { requireOk, type StoredPlan, storedPlan } from '#tests/support/stored-plan.server.ts';

const domain = 'replies.test';
const folder = mkdtempSync(join(tmpdir(), 'tl-files-'));
const disk = diskStore(join(folder, 'files'));
const pdf = Buffer.from('%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n');
const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);
let fresh: FreshDatabase;
let plan: StoredPlan;
let mail: MailStand;

beforeAll(async () => {
  fresh = await openDoors();
  useDataFolder(folder);
  return fresh.drop;
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Maya asks Dana for something by letter. */
beforeEach(async () => {
  for (const table of ['reply', 'letter', 'line', 'provider_news', 'file', 'file_to_remove'])
    await fresh.owner.unsafe(`delete from ${table}`);
  plan = await storedPlan(fresh.database, {
    buyers: [dana, lena],
    milestones: [{ key: 'fit', steps: [{ key: 'data', owners: [dana], dueIn: 5 }] }],
  });
  mail = mailStand(fresh.database);
  mail.room.inbound = domain;
  await fresh.owner`delete from line`;
  await fresh.owner`delete from letter`;
});

interface Part {
  name: string;
  content: Uint8Array;
  headers?: string[];
}
const wire = (to: string, text: string, parts: Part[]) =>
  Buffer.from(
    [
      ...[
        `From: Dana <${dana.address}>`,
        `To: <${to}>`,
        'Subject: Re: it',
        `Message-ID: <${randomUUID()}@x>`,
      ],
      ...['MIME-Version: 1.0', 'Content-Type: multipart/mixed; boundary=b', '', '--b'],
      ...['Content-Type: text/plain; charset=utf-8', '', text],
      ...parts.flatMap(
        ({ name, content, headers = [`Content-Disposition: attachment; filename="${name}"`] }) => [
          ...['--b', `Content-Type: application/octet-stream; name="${name}"`, ...headers],
          ...['Content-Transfer-Encoding: base64', '', Buffer.from(content).toString('base64')],
        ],
      ),
      ...['--b--', ''],
    ].join('\r\n'),
  );
async function asked(): Promise<string> {
  requireOk(
    await plan.send(maya, 'writeComment', {
      ...{ id: randomUUID(), stepId: plan.id('data'), text: 'How far is it?', onlyOurs: false },
      ...{ mentions: [plan.access(dana).stakeholderId ?? ''], request: null, answers: null },
    } as never),
  );
  return (await letterTo(dana)).replyTo ?? '';
}
async function letterTo(who: CastMember) {
  mail.wait(10_000);
  await mail.post();
  const letter = mail.to(who.address).at(-1);
  if (!letter) throw new Error('There is no letter');
  return letter;
}
async function take(
  raw: Uint8Array,
  { store = disk as FileStore | null, quota = 1e9 }: { store?: FileStore | null; quota?: number } = {},
) {
  const read = await readMail(raw, { authserv: null });
  if (!read) throw new Error('Not a letter');
  const files = { store, quota };
  return await takeReply(fresh.database, read, { domain, now: new Date(), waitSeconds: 600, files });
}
const becomeComments = () => writeReplies(fresh.database, new Date(Date.now() + 11 * 60_000));
const written = async (who: CastMember) =>
  (await plan.load(who)).comments.filter(({ by }) => by === dana.personId);
const onDisk = () =>
  readdirSync(join(folder, 'files'), { recursive: true, withFileTypes: true }).filter((e) => e.isFile());

async function download(who: CastMember, fileId: string, planId = plan.planId) {
  const browser = await Visitor.of(fresh.owner, who.personId);
  const arrival = await browser.arrival(`/plans/${planId}/files/${fileId}`);
  const answer: unknown = await route
    .loader({ ...arrival, params: { planId, fileId } })
    .catch((thrown: unknown) => thrown);
  if (!(answer instanceof Response)) throw answer;
  return { status: answer.status, headers: answer.headers, body: Buffer.from(await answer.arrayBuffer()) };
}

describe('what hangs on a reply', () => {
  test('is a file of its comment, which both sides download as it came', async () => {
    expect(
      await take(wire(await asked(), 'Here it is.', [{ name: 'Vertrag übrig.pdf', content: pdf }])),
    ).toBe('waiting');
    expect((await letterTo(dana)).text).toContain('With it: Vertrag übrig.pdf (1 kB).');
    expect(await written(maya)).toEqual([]);
    await becomeComments();
    for (const who of [maya, dana, lena]) {
      const [comment] = await written(who);
      expect(comment).toMatchObject({
        text: 'Here it is.',
        files: [{ name: 'Vertrag übrig.pdf', type: 'application/pdf', bytes: pdf.length }],
      });
      const { status, headers, body } = await download(who, comment?.files[0]?.id ?? '');
      expect(status).toBe(200);
      expect(body.equals(pdf)).toBe(true);
      expect(headers.get('Content-Disposition')).toContain("filename*=UTF-8''Vertrag%20%C3%BCbrig.pdf");
      expect(headers.get('X-Content-Type-Options')).toBe('nosniff');
      expect(headers.get('Content-Security-Policy')).toContain('sandbox');
      expect(headers.get('Cache-Control')).toBe('no-store');
    }
  });

  test('goes nowhere else: not to another plan, the other side, a stranger’s id or after the comment', async () => {
    await take(wire(await asked(), 'Both.', [{ name: 'a.pdf', content: pdf }]));
    await becomeComments();
    const [both] = await written(dana);
    const id = both?.files[0]?.id ?? '';
    const other = await storedPlan(fresh.database, { buyers: [lena] });
    expect((await download(maya, id, other.planId)).status).toBe(404);
    expect((await download(maya, randomUUID())).status).toBe(404);
    expect((await download(dana, id, randomUUID())).status).toBe(404);
    requireOk(await plan.send(dana, 'removeComment', { commentId: both?.id ?? '' }));
    for (const who of [maya, dana]) expect((await download(who, id)).status).toBe(404);

    await take(wire(await asked(), 'Ours.', [{ name: 'b.pdf', content: pdf }]));
    await fresh.owner`update reply set only_ours = true where state = 'waiting'`;
    await becomeComments();
    const [ours] = await written(dana);
    expect(ours?.layer).toBe('buyer');
    const privately = ours?.files[0]?.id ?? '';
    expect((await download(lena, privately)).status).toBe(200);
    expect((await download(maya, privately)).status).toBe(404);
    expect(JSON.stringify(await plan.load(maya))).not.toContain('b.pdf');
  });

  test('is fetched as often as a person does, and not as often as a program', async () => {
    await take(wire(await asked(), 'Here.', [{ name: 'a.pdf', content: pdf }]));
    await becomeComments();
    const id = (await written(maya))[0]?.files[0]?.id ?? '';
    const counting = createRateLimits(fresh.database.db, rateLimit);
    useRateLimits(counting);
    for (let n = 0; n < 120; n += 1) await counting.spend('file', '192.0.2.1', lena.personId);
    expect((await download(lena, id)).status).toBe(429);
    expect((await download(maya, id)).status).toBe(200);
    useRateLimits({ spend: async () => ({ allowed: true }) });
  });

  test('is taken for what it is; what cannot be is named in the receipt, and the words are taken', async () => {
    const parts = [
      { name: 'plan.pdf', content: Buffer.from('MZ\x90\x00\x03program') },
      { name: 'page.html', content: Buffer.from('<html><script>alert(1)</script>') },
      { name: 'drawing.svg', content: Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>') },
      { name: 'photo.txt', content: png },
      { name: 'rows.csv', content: Buffer.from('a;b\r\nä;2\r\n') },
      { name: 'big.pdf', content: Buffer.concat([pdf, Buffer.alloc(10 * 1024 * 1024)]) },
      { name: 'film.pdf', content: Buffer.from('3026b2758e66cf11a6d900aa0062ce6c'.padEnd(200, '0'), 'hex') },
      { name: 'nothing.pdf', content: Buffer.alloc(0) },
    ];
    await take(wire(await asked(), 'See these.', parts));
    const { text } = await letterTo(dana);
    for (const name of ['plan.pdf', 'page.html', 'drawing.svg', 'film.pdf'])
      expect(text).toContain(`“${name}” is not a kind of file we keep.`);
    expect(text).toContain('“big.pdf” is larger than 10 MB.');
    expect(text).toContain('“nothing.pdf” is empty.');
    await becomeComments();
    const [comment] = await written(maya);
    expect(comment?.text).toBe('See these.');
    expect(comment?.files.map(({ name, type }) => [name, type])).toEqual([
      ['photo.txt.png', 'image/png'],
      ['rows.csv', 'text/plain'],
    ]);
  });

  test('is five at most, within the room there is, and nothing where there is no place for it', async () => {
    const six = [1, 2, 3, 4, 5, 6].map((n) => ({ name: `${n}.pdf`, content: pdf }));
    await take(wire(await asked(), 'Six.', six));
    expect((await letterTo(dana)).text).toContain('“6.pdf” is more than the 5 files');
    await take(wire(await asked(), 'No room.', [{ name: 'x.pdf', content: pdf }]), { quota: pdf.length * 5 });
    expect((await letterTo(dana)).text).toContain('“x.pdf” found no room');
    await take(wire(await asked(), 'No place.', [{ name: 'y.pdf', content: pdf }]), { store: null });
    expect((await letterTo(dana)).text).toContain('“y.pdf” could not be kept');
    await becomeComments();
    expect((await written(maya)).map(({ files }) => files.length).sort()).toEqual([0, 0, 5]);
  });

  test('alone is told by its name; a picture in a signature is none', async () => {
    const logo = {
      name: 'logo.png',
      content: png,
      headers: ['Content-ID: <logo@x>', 'Content-Disposition: inline; filename="logo.png"'],
    };
    const address = await asked();
    expect(await take(wire(address, '', [logo]))).toBe('empty');
    expect(await take(wire(address, '', [logo, { name: '../../etc/a\u202efdp.pdf', content: pdf }]))).toBe(
      'waiting',
    );
    await becomeComments();
    expect(await written(maya)).toMatchObject([{ text: 'afdp.pdf', files: [{ name: 'afdp.pdf' }] }]);
  });
});

test('what is stopped between the bytes and the reply leaves nothing for good', async () => {
  const before = onDisk().length;
  const address = await asked();
  const raw = wire(address, 'Cut off.', [{ name: 'c.pdf', content: pdf }]);
  const dying: FileStore = {
    ...disk,
    put: async (id, content) => {
      await disk.put(id, content);
      throw new Error('killed');
    },
  };
  await expect(take(raw, { store: dying })).rejects.toThrow('killed');
  expect(onDisk()).toHaveLength(before + 1);
  expect(await fresh.owner`select from reply`).toHaveLength(0);
  // The mail server offers it again.
  expect(await take(raw)).toBe('waiting');
  await becomeComments();
  const [kept] = (await written(dana))[0]?.files ?? [];
  await sweep(fresh.database, { files: disk });
  expect(await fresh.owner`select from file`).toHaveLength(2);
  await fresh.owner`update file set unused_since = unused_since - interval '31 days'`;
  await sweep(fresh.database, { files: disk });
  expect(await fresh.owner`select id from file`).toEqual([{ id: kept?.id }]);
  expect(onDisk()).toHaveLength(before + 1);
  expect((await download(maya, kept?.id ?? '')).status).toBe(200);
  await fresh.owner`delete from file`;
  await sweep(fresh.database, { files: disk });
  expect(onDisk()).toHaveLength(before);
});
