import { expect } from 'vitest';
import type { Line } from '#app/domain/mail-line.ts';
import { asLoaded } from '#app/domain/replay.ts';
import { useDatabase } from '#db/client.server.ts';
import { brokenLinks } from '#tests/db/plan-witness.server.ts';
import { dana, maya } from '#tests/support/cast.ts';
import { type FreshDatabase, freshDatabase } from '#tests/support/databases.server.ts';
import { expectedLines } from './expected-lines.ts';
import { type Life, type Living, liveThroughKills } from './kill-nine.server.ts';
import { mergedHistory, replayed } from './merged-history.server.ts';
import { proof, type Trial, twin } from './proof.ts';

/** A database of its own for each life of the app, and nothing left running behind it. */
async function inOneLife<T>(
  living: Omit<Living, 'fresh'>,
  look: (life: Life, fresh: FreshDatabase) => Promise<T>,
): Promise<T> {
  const fresh = await freshDatabase();
  useDatabase(fresh.database);
  let life: Life | undefined;
  try {
    life = await liveThroughKills({ ...living, fresh });
    return await look(life, fresh);
  } finally {
    await life?.app.kill();
    await life?.post?.stop();
    await fresh.drop();
  }
}

interface Losses {
  lostEdits: string[];
  doubledLetters: string[];
  lostLetters: string[];
}

/** What people were told is saved, against what is there; and the letters that are owed, against those that came. */
async function lossesOf(life: Life, { owner }: FreshDatabase): Promise<Losses> {
  const { stored, acknowledged, post, invited } = life;
  const commands = await owner`select id, answer from command where plan_id = ${stored.planId}`;
  const answers = new Map(commands.map(({ id, answer }) => [id as string, answer]));
  const history = await owner`select body from history_body where plan_id = ${stored.planId}`;
  const said = history.map(({ body }) => body as string).join('\n');
  const lostEdits = acknowledged.flatMap(({ id, edit, answer }) => {
    if (!answers.has(id)) return [`${edit.type} ${id}`];
    if (answer) expect(answers.get(id), 'the answer is the one that was stored').toEqual(answer);
    const words = Object.values(edit.args).filter((v) => typeof v === 'string' && v.startsWith('words '));
    const taken = answer?.kind === 'ok';
    return taken && words.some((one) => !said.includes(`${one}`)) ? [`${edit.type} ${id}`] : [];
  });

  const letters = await owner`
    select l.id, l.kind, l.state, l.provider_id as "providerId", p.address,
      (select count(*)::int from line where letter_id = l.id and dropped_why is null) as told
    from letter l join person p on p.id = l.person_id where l.state <> 'waiting'`;
  expect(letters.filter(({ state }) => state !== 'sent' && state !== 'dropped')).toEqual([]);
  const sent = letters.filter(({ state }) => state === 'sent');
  const lostLetters: string[] = [];
  const doubledLetters: string[] = [];
  const judge = (what: string, times: number) => {
    if (times === 0) lostLetters.push(what);
    if (times > 1) doubledLetters.push(what);
  };
  for (const letter of sent) {
    const taken = post?.delivered.filter(({ messageId }) => messageId.startsWith(`<${letter.id}@`));
    judge(`${letter.kind} ${letter.id}`, taken?.length ?? (await isInMailbox(life, letter.id)));
    if (taken?.length === 1) expect(letter.providerId).toBe(taken[0]?.id);
    if (letter.kind === 'news') expect(letter.told, 'a letter has something to tell').toBeGreaterThan(0);
  }
  for (const address of invited)
    judge(
      `invitation of ${address}`,
      sent.filter((letter) => letter.kind === 'invitation' && letter.address === address).length,
    );
  // One that was cut off on its way may have arrived, and then be dropped for what is not so any more: once all the same.
  const dropped = new Set(letters.filter(({ state }) => state === 'dropped').map(({ id }) => id));
  const known = new Set(sent.map(({ id }) => id));
  const arrived = new Set<string>();
  for (const { messageId } of post?.delivered ?? []) {
    const id = messageId.slice(1, 37);
    if (known.has(id)) continue;
    if (!dropped.has(id) || arrived.has(id)) doubledLetters.push(`nobody's ${messageId}`);
    arrived.add(id);
  }
  return { lostEdits, lostLetters, doubledLetters };
}

async function isInMailbox({ app }: Life, id: string): Promise<number> {
  const response = await fetch(`${app.url}/mailbox/${id}/body`);
  return response.ok && (await response.text()).includes('<html') ? 1 : 0;
}

/** Every piece of news the history calls for was written down once, and is in a letter or was left out for a reason. */
async function expectNewsKept(life: Life, { owner }: FreshDatabase, count: Trial['count']): Promise<void> {
  const moments = await mergedHistory(owner, life.stored.planId);
  const rows = await owner`
    select person_id as "personId", kind, layer, refs, letter_id as "letterId", dropped_why as "droppedWhy",
      send_after <= now() as "isDue"
    from line where plan_id = ${life.stored.planId}`;
  const wanted = expectedLines(moments, life.began);
  const print = ({ personId, kind, layer, refs }: Line) =>
    JSON.stringify([personId, kind, layer, Object.entries(refs).sort()]);
  // What time alone calls for is no part of the history, and is written down once all the same.
  const printed = (reminds: boolean) =>
    rows
      .filter(({ kind }) => (kind === 'reminder' || kind === 'stillRight') === reminds)
      .map((row) => print(row as unknown as Line))
      .sort();
  expect(printed(false)).toEqual(wanted.map(print).sort());
  expect(printed(true)).toEqual([...new Set(printed(true))]);
  expect(
    rows.filter(({ letterId, droppedWhy, isDue }) => isDue && letterId === null && droppedWhy === null),
  ).toEqual([]);
  count('pieces of news called for', wanted.length);
}

async function expectWholePlan(life: Life, fresh: FreshDatabase): Promise<void> {
  const { stored } = life;
  const moments = await mergedHistory(fresh.owner, stored.planId);
  for (const [who, side] of [[maya, 'seller'] as const, [dana, 'buyer'] as const])
    expect(asLoaded(await stored.load(who)), side).toEqual(replayed(moments, side));
  expect(await brokenLinks(fresh, stored)).toEqual([]);
}

proof(
  {
    name: 'kill-nine',
    claim:
      'When the app is killed with kill -9 while people edit and letters go out, every edit that was acknowledged is in the history and in the plan exactly once, and every letter that is owed arrives exactly once.',
    sample: 4,
    whole: 200,
    unit: 'kills',
    seconds: 240,
  },
  async ({ size, random, count, counted }) => {
    for (const label of ['acknowledged edits lost', 'letters lost', 'letters doubled']) count(label, 0);
    for (const transport of ['resend', 'mailbox'] as const)
      await inOneLife(
        { random: random.branch(transport), kills: size / 2, transport },
        async (life, fresh) => {
          const { lostEdits, lostLetters, doubledLetters } = await lossesOf(life, fresh);
          expect(lostEdits).toEqual([]);
          expect(lostLetters).toEqual([]);
          expect(doubledLetters).toEqual([]);
          await expectWholePlan(life, fresh);
          await expectNewsKept(life, fresh, count);
          const [sent] = await fresh.owner`select count(*)::int as n from letter where state = 'sent'`;
          count('edits acknowledged', life.acknowledged.length);
          count('edits taken', life.acknowledged.filter(({ answer }) => answer?.kind === 'ok').length);
          count('asked again after a kill', life.unanswered);
          count('people invited', life.invited.length);
          count(`letters sent by ${transport}`, sent?.n as number);
          if (life.post)
            count(
              'letters handed in again under their key',
              life.post.handedIn() - life.post.delivered.length,
            );
        },
      );
    // What was never met was not proven.
    expect(counted('edits taken')).toBeGreaterThan(size);
    expect(counted('asked again after a kill')).toBeGreaterThan(size / 2);
    expect(counted('people invited')).toBeGreaterThan(size / 3);
    expect(counted('letters sent by resend')).toBeGreaterThan(size / 4);
    expect(counted('letters sent by mailbox')).toBeGreaterThan(size / 4);
    expect(counted('letters handed in again under their key')).toBeGreaterThan(size / 20);
  },
);

twin('letters are handed in without their idempotency key', ({ size, random }) =>
  inOneLife({ random, kills: size, transport: 'resend', forgetKeys: true }, async (life, fresh) => {
    const { doubledLetters } = await lossesOf(life, fresh);
    expect(doubledLetters.length).toBeGreaterThan(0);
    return `${doubledLetters.length} letters came twice after ${size} kills`;
  }),
);

twin('an edit is taken for saved before it is', ({ size, random }) =>
  inOneLife({ random, kills: size, transport: 'mailbox', takenForSaved: true }, async (life, fresh) => {
    const { lostEdits } = await lossesOf(life, fresh);
    expect(lostEdits.length).toBeGreaterThan(0);
    return `${lostEdits.length} edits were lost after ${size} kills`;
  }),
);
