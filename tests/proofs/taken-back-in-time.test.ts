import { afterAll, beforeAll, expect } from 'vitest';
import type { Mailer, Outgoing } from '#app/mail/mailer.server.ts';
import { closeDueWindows } from '#app/mail/window.server.ts';
import { useDatabase } from '#db/client.server.ts';
import { type MailStand, mailStand } from '#tests/mail/mail-stand.server.ts';
import { type CastMember, cast, dana, lena } from '#tests/support/cast.ts';
import { type FreshDatabase, freshDatabase } from '#tests/support/databases.server.ts';
import { storedPlan } from '#tests/support/stored-plan.server.ts';
import { proof, type Trial, twin } from './proof.ts';
import { news, type Scene, takings, wantsApprovalsOnly } from './taken-back-in-time.server.ts';

let fresh: FreshDatabase;
beforeAll(async () => {
  fresh = await freshDatabase();
  useDatabase(fresh.database);
});
afterAll(() => fresh?.drop());

interface Case {
  what: string;
  how: string;
  /** Nothing at all is to come, not only nothing of this. */
  silent: boolean;
}

/** How far the letter has come when it is taken back. */
const moments = ['it is written down', 'its window has closed', 'it was tried and refused for now'] as const;

/** Whoever wants to hear of approvals and milestones only hears of these. */
const hearsOfApprovalsOnly = new Set(['an approval', 'a milestone that moves for a step of the other side']);

const everyCase = (): Case[] =>
  Object.entries(news).flatMap(([what, { reader, gone }]) => [
    ...Object.keys(gone).map((how) => ({ what, how, silent: false })),
    ...Object.entries(takings)
      .filter(([, { only }]) => only === undefined || only === reader.side)
      .map(([how]) => ({ what, how, silent: true })),
    ...(hearsOfApprovalsOnly.has(what) ? [] : [{ what, how: 'they want approvals only', silent: false }]),
  ]);

interface Came {
  /** Letters that were handed over after it was taken back. */
  after: Outgoing[];
  /** What a worker would send that does not ask again. */
  before: Outgoing[];
}

async function live(
  { what, how }: Case,
  moment: (typeof moments)[number],
  random: Trial['random'],
  takes = true,
): Promise<Came & { word: string; reader: CastMember }> {
  await fresh.owner`delete from line`;
  await fresh.owner`delete from letter`;
  await restore();
  const kind = news[what];
  if (!kind) throw new Error(`No news is called ${what}`);
  const plan = await storedPlan(fresh.database, { buyers: [dana, lena] });
  await fresh.owner`delete from line`;
  const word = `canary${random.hex(16)}`;
  const scene: Scene = { fresh, plan, random, word };
  const mail = mailStand(fresh.database);
  const told = await kind.tell(scene);
  const tried: Outgoing[] = [];
  await comeTo(moment, mail, tried);
  if (takes) {
    const gone = kind.gone[how];
    if (gone) await gone(scene, told);
    else if (how === 'they want approvals only') await wantsApprovalsOnly(scene, kind.reader);
    else await takings[how]?.do(scene, kind.reader);
  }
  mail.use(keeping(mail));
  const after = await untilAllIsSaid(mail);
  const to = ({ to: { address } }: Outgoing) => address === kind.reader.address;
  return { word, reader: kind.reader, after: after.filter(to), before: tried.filter(to) };
}

const isAbout = (word: string) => (letter: Outgoing) => JSON.stringify(letter).includes(word);

async function comeTo(moment: (typeof moments)[number], mail: MailStand, tried: Outgoing[]): Promise<void> {
  if (moment === 'it is written down') return;
  mail.wait(901);
  if (moment === 'its window has closed') return void (await closeDueWindows(mail.room));
  mail.use(busy(tried));
  await mail.post();
}

/** It takes nothing now, and remembers what it was given. */
const busy = (tried: Outgoing[]): Mailer => ({
  kind: 'resend',
  send: async (outgoing) => {
    tried.push(outgoing);
    return { ok: false, failure: 'temporary', reason: 'Busy' };
  },
});

const keeping = (mail: MailStand): Mailer => ({
  kind: 'mailbox',
  send: async (outgoing) => {
    mail.sent.push(outgoing);
    return { ok: true, providerId: outgoing.id };
  },
});

async function untilAllIsSaid(mail: MailStand): Promise<Outgoing[]> {
  for (let rounds = 0; rounds < 4; rounds += 1) {
    mail.wait(4_000);
    await mail.post();
  }
  return mail.empty();
}

/** Whoever was erased, bounced or wanted less is as before. */
async function restore(): Promise<void> {
  await fresh.owner`delete from erased_person`;
  for (const { personId, name, address } of cast)
    await fresh.owner`update person set name = ${name}, address = ${address}, address_stopped_at = null,
      address_stopped_why = null, keep_in_touch = default where id = ${personId}`;
}

proof(
  {
    name: 'taken-back-in-time',
    claim:
      'What is removed, undone, handed on or turned private, and whoever is taken off, has left, is erased, bounces or wants no such letters, between the moment a letter is called for and the moment it is sent: it is not sent.',
    sample: 30,
    whole: 500,
    unit: 'letters that were on their way',
    seconds: 120,
  },
  async ({ size, random, count }) => {
    const cases = everyCase();
    const wrong: string[] = [];
    for (let n = 0; n < size; n += 1) {
      const one = cases[n % cases.length];
      const moment = moments[Math.floor(n / cases.length + n) % moments.length];
      if (!one || !moment) throw new Error('There is always a case');
      const { after, word } = await live(one, moment, random);
      const sent = one.silent ? after : after.filter(isAbout(word));
      for (const letter of sent) wrong.push(`${one.what}, ${moment}, ${one.how}: ${letter.subject}`);
      count(`taken back when ${moment}`);
    }
    count('sent all the same', wrong.length);
    expect(wrong).toEqual([]);
    // What would not have been sent anyway was not proven.
    for (const what of Object.keys(news)) {
      const { after, word } = await live(
        { what, how: '', silent: false },
        'it is written down',
        random,
        false,
      );
      expect(after.filter(isAbout(word)), `${what}, and nobody takes it back`).toHaveLength(1);
      count('kinds of news that are sent when nobody takes them back');
    }
  },
);

twin('what was composed goes without being asked about again', async ({ size, random }) => {
  const cases = everyCase();
  let sent = 0;
  for (let n = 0; n < size / 3; n += 1) {
    const one = cases[n % cases.length];
    if (!one) continue;
    const { before, word } = await live(one, 'it was tried and refused for now', random);
    sent += before.filter(isAbout(word)).length;
  }
  expect(sent).toBeGreaterThan(0);
  return `${sent} of ${size / 3} letters told what was gone`;
});
