import { createHash, randomBytes } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { expect } from 'vitest';
import { createToken, secretFor } from '#app/auth/tokens.server.ts';
import { takeReply } from '#app/commands/take-reply.server.ts';
import { diskStore } from '#app/files/disk-store.server.ts';
import type { FileStore } from '#app/files/file-store.ts';
import { signatureOf } from '#app/http/signed-mail.server.ts';
import { readMail } from '#app/mail/read-mail.server.ts';
import { writeReplies } from '#app/reply-worker.server.ts';
import { sweep } from '#app/sweep.server.ts';
import { useDatabase } from '#db/client.server.ts';
import { dana } from '#tests/support/cast.ts';
import { type FreshDatabase, freshDatabase } from '#tests/support/databases.server.ts';
import { type StoredPlan, storedPlan } from '#tests/support/stored-plan.server.ts';
import { killableApp } from './killable-app.server.ts';
import { proof, type Trial, twin } from './proof.ts';

const domain = 'replies.test';
const keys = {
  APP_SECRET: 'a secret of thirty-two characters or more',
  INBOUND_SECRET: 'the key of the mail server, long enough',
};
Object.assign(process.env, keys, { INBOUND_DOMAIN: domain, LOG_LEVEL: 'silent' });

/** A letter with one file, of which nobody else has the like. */
interface Mailed {
  text: string;
  raw: Buffer;
  sha256: string;
}
interface House {
  fresh: FreshDatabase;
  folder: string;
  plan: StoredPlan;
  mailed(n: number, bytes: number): Mailed;
}

async function aHouse<T>(body: (house: House) => Promise<T>): Promise<T> {
  const fresh = await freshDatabase();
  const folder = mkdtempSync(join(tmpdir(), 'tl-file-kills-'));
  try {
    useDatabase(fresh.database);
    const plan = await storedPlan(fresh.database, {
      milestones: [{ key: 'fit', steps: [{ key: 'data', owners: [dana], dueIn: 5 }] }],
    });
    const { id } = await createToken(fresh.database.db, {
      ...{ purpose: 'reply', personId: dana.personId, workspaceId: plan.workspaceId, planId: plan.planId },
      refs: { stepId: plan.id('data'), onlyOurs: false, answers: null },
    });
    const address = `${secretFor('reply', id)}@${domain}`;
    const mailed = (n: number, bytes: number): Mailed => {
      const content = Buffer.concat([Buffer.from('%PDF-1.7\n'), randomBytes(bytes)]);
      const text = `Letter ${n}`;
      const head = `From: <${dana.address}>\r\nTo: <${address}>\r\nMessage-ID: <${n}@kills.test>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: text/plain\r\n\r\n${text}\r\n`;
      const part = `--b\r\nContent-Type: application/pdf\r\nContent-Disposition: attachment; filename="${n}.pdf"\r\nContent-Transfer-Encoding: base64\r\n\r\n${content.toString('base64')}\r\n--b--\r\n`;
      return {
        text,
        raw: Buffer.from(head + part),
        sha256: createHash('sha256').update(content).digest('hex'),
      };
    };
    return await body({ fresh, folder, plan, mailed });
  } finally {
    rmSync(folder, { recursive: true, force: true });
    await fresh.drop();
  }
}

const onDisk = (folder: string): string[] =>
  existsSync(folder)
    ? readdirSync(folder, { recursive: true, withFileTypes: true }).flatMap((e) => (e.isFile() ? e.name : []))
    : [];

/** What is wrong once everything has come to rest: one sentence for each. */
async function wrongWith({ fresh, folder, plan }: House, taken: readonly Mailed[]): Promise<string[]> {
  const { comments } = await plan.load(dana);
  const wrong: string[] = [];
  const named = new Set<string>();
  for (const { text, sha256 } of taken) {
    const [comment, ...more] = comments.filter((c) => c.text === text);
    const [file] = comment?.files ?? [];
    if (!comment || !file || more.length > 0) {
      wrong.push(
        `${text} became ${comment ? more.length + 1 : 0} comments, with ${comment?.files.length ?? 0} files`,
      );
      continue;
    }
    named.add(file.id);
    const path = join(folder, file.id.slice(0, 2), file.id);
    if (!existsSync(path)) wrong.push(`${text} names a file without bytes`);
    else if (createHash('sha256').update(readFileSync(path)).digest('hex') !== sha256)
      wrong.push(`${text} has other bytes than were sent`);
  }
  const store = diskStore(folder);
  await sweep(fresh.database, { files: store });
  await fresh.owner`update file set unused_since = unused_since - interval '31 days'`;
  await sweep(fresh.database, { files: store });
  for (const name of onDisk(folder)) if (!named.has(name)) wrong.push(`${name} was left on the disk`);
  return wrong;
}

proof(
  {
    name: 'file-kills',
    claim:
      'When the app is killed with kill -9 while files come in with replies: whatever it said it took becomes one comment with the very bytes that were sent, and what was cut off leaves none behind once it is swept.',
    sample: 3,
    whole: 60,
    unit: 'kills',
    seconds: 120,
  },
  async ({ size, random, count, counted }: Trial) => {
    for (const label of ['taken', 'sent again', 'cut off in the middle of a file']) count(label, 0);
    count('left bytes that nobody was told of', 0);
    await aHouse(async (house) => {
      const { fresh, folder } = house;
      const app = await killableApp(fresh.target, {
        ...keys,
        ...{ INBOUND_DOMAIN: domain, FILES_DIR: folder, REPLY_WAIT_SECONDS: '0', MAIL_FROM: 'a@b.test' },
        SMTP_URL: 'smtp://127.0.0.1:9',
      });
      const taken: Mailed[] = [];
      const waiting: Mailed[] = [];
      let n = 0;
      let lives = true;
      // As a mail server does: one after the other, and again what was not taken.
      const post = async (next: () => Mailed | undefined) => {
        for (let letter = next(); lives && letter; letter = next()) {
          if (await posted(app.url, letter)) {
            taken.push(letter);
            count('taken');
          } else {
            waiting.push(letter);
            count('sent again');
            return;
          }
        }
      };
      const fresher = () => waiting.shift() ?? house.mailed(n++, random.below(2_000_000));
      try {
        for (let kills = 0; kills < size; kills += 1) {
          lives = await app.start();
          const posters = [1, 2, 3, 4].map(() => post(fresher));
          await pause(300 + random.below(1_200));
          lives = false;
          await app.kill();
          await Promise.all(posters);
          const names = onDisk(folder);
          if (names.some((name) => name.includes('.'))) count('cut off in the middle of a file');
          if (names.length > taken.length) count('left bytes that nobody was told of');
        }
        lives = await app.start();
        await Promise.all([1, 2, 3, 4].map(() => post(() => waiting.shift())));
      } finally {
        await app.kill();
      }
      expect(waiting).toEqual([]);
      await writeReplies(fresh.database, new Date(Date.now() + 60_000));
      expect(await wrongWith(house, taken)).toEqual([]);
      for (const label of ['taken', 'sent again']) expect(counted(label), label).toBeGreaterThan(0);
    });
  },
);

async function posted(url: string, { raw }: Mailed): Promise<boolean> {
  const timestamp = String(Math.floor(Date.now() / 1000));
  const headers = {
    'Content-Type': 'message/rfc822',
    'X-Inbound-Timestamp': timestamp,
    'X-Inbound-Signature': signatureOf(keys.INBOUND_SECRET, timestamp, raw),
  };
  return await fetch(`${url}/hooks/inbound`, { method: 'POST', headers, body: new Uint8Array(raw) }).then(
    (answer) => answer.ok,
    () => false,
  );
}

const taking = async ({ fresh, mailed }: House, store: FileStore): Promise<Mailed[]> => {
  const letters = [1, 2, 3].map((n) => mailed(n, 2000));
  for (const { raw } of letters) {
    const mail = await readMail(raw, { authserv: null });
    const files = { store, quota: 1e9 };
    if (mail) await takeReply(fresh.database, mail, { domain, now: new Date(), waitSeconds: 0, files });
  }
  await writeReplies(fresh.database, new Date(Date.now() + 60_000));
  return letters;
};
const planted: Record<string, { store: (disk: FileStore) => FileStore; found: RegExp }> = {
  'the bytes are written after the answer': {
    // Killed before that.
    store: (disk) => ({ ...disk, put: async () => {} }),
    found: /without bytes/,
  },
  'half of a file counts as one': {
    store: (disk) => ({
      ...disk,
      put: (id, content) => disk.put(id, content.subarray(0, content.length / 2)),
    }),
    found: /other bytes/,
  },
  'what is stored beside the name is forgotten': {
    store: (disk) => ({
      ...disk,
      put: async (id, content) => {
        await disk.put(id, content);
        await disk.put(
          id.replace(/.$/, (c) => (c === '0' ? '1' : '0')),
          content,
        );
      },
    }),
    found: /left on the disk/,
  },
};
for (const [bug, { store, found }] of Object.entries(planted))
  twin(bug, () =>
    aHouse(async (house) => {
      const wrong = await wrongWith(house, await taking(house, store(diskStore(house.folder))));
      expect(wrong.join('\n')).toMatch(found);
      return `${wrong.length} of 3 letters were found: ${found.source}`;
    }),
  );
