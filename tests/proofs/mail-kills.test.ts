import { expect } from 'vitest';
import { layersOf } from '#app/domain/plan.ts';
import { listSeenLetters } from '#app/mail/plan-letters.server.ts';
import { useDatabase } from '#db/client.server.ts';
import { cast } from '#tests/support/cast.ts';
import { type FreshDatabase, freshDatabase } from '#tests/support/databases.server.ts';
import {
  type Arrived,
  type MailLife,
  type MailTrial,
  postThroughKills,
  type Transport,
} from './mail-kills.server.ts';
import { proof, twin } from './proof.ts';

interface Fate {
  /** Questions that no letter told, and letters for certain that never came. */
  lost: string[];
  doubled: string[];
  /** May have come, and stands nowhere where somebody could see so. */
  unseen: string[];
  sent: number;
  unconfirmed: number;
}

async function fateOf(life: MailLife, { owner }: FreshDatabase): Promise<Fate> {
  const letters = await owner<{ id: string; state: string; planId: string; personId: string }[]>`
    select id, state, plan_id as "planId", person_id as "personId" from letter`;
  const lines = await owner<{ letterId: string | null; planId: string; personId: string; n: number }[]>`
    select letter_id as "letterId", plan_id as "planId", person_id as "personId", count(*)::int as n
    from line where dropped_why is null and kind = 'requestAsked' group by 1, 2, 3`;
  const came = new Map<string, Arrived[]>();
  for (const letter of life.arrived())
    came.set(letter.letterId, [...(came.get(letter.letterId) ?? []), letter]);
  const lost: string[] = [];
  const doubled = [...came].flatMap(([id, each]) => (each.length > 1 ? [id] : []));
  for (const { id, state } of letters) {
    if (state !== 'sent' && state !== 'unknown') lost.push(`${state} ${id}`);
    if (state === 'sent' && !came.has(id)) lost.push(`sent and never came: ${id}`);
  }
  for (const id of came.keys())
    if (!letters.some((letter) => letter.id === id)) doubled.push(`nobody's ${id}`);
  const told = lines.reduce((sum, { letterId, n }) => sum + (letterId ? n : 0), 0);
  if (told !== life.asked.length) lost.push(`${life.asked.length} questions, ${told} in letters`);
  // A letter that tells of one alone says it in its words.
  for (const { letterId, planId, personId, n } of lines) {
    const [letter] = came.get(letterId ?? '') ?? [];
    const asked = life.asked.filter((each) => each.planId === planId && each.of === personId);
    if (letter && n === 1 && !asked.some(({ words }) => letter.text.includes(words)))
      lost.push(`without its words: ${letterId}`);
  }
  const unknown = letters.filter(({ state }) => state === 'unknown');
  const shown = new Set(await shownInDoubt(life));
  return {
    ...{ lost, doubled, unseen: unknown.filter(({ id }) => !shown.has(id)).map(({ id }) => id) },
    ...{ sent: letters.length - unknown.length, unconfirmed: unknown.length },
  };
}

/** What each person finds on their page of letters, turned to its end. */
async function shownInDoubt({ plans }: MailLife): Promise<string[]> {
  const shown: string[] = [];
  for (const plan of plans)
    for (const who of cast) {
      const access = plan.access(who, { layers: layersOf(who.side), pointPerson: false });
      for (let before: string | null = null; ; ) {
        const page = await listSeenLetters(access, { before, zone: 'UTC' });
        shown.push(...page.letters.filter(({ fate }) => fate === 'It may have arrived').map(({ id }) => id));
        before = page.earlier;
        if (before === null) break;
      }
    }
  return shown;
}

async function inOneLife<T>(
  trial: Omit<MailTrial, 'fresh'>,
  look: (fate: Fate, life: MailLife) => Promise<T> | T,
): Promise<T> {
  const fresh = await freshDatabase();
  useDatabase(fresh.database);
  let life: MailLife | undefined;
  try {
    life = await postThroughKills({ ...trial, fresh });
    return await look(await fateOf(life, fresh), life);
  } finally {
    await life?.stop();
    await fresh.drop();
  }
}

const transports: readonly Transport[] = ['resend', 'smtp'];

proof(
  {
    name: 'mail-kills',
    claim:
      'When the app is killed with kill -9 while it posts, and what it posts to drops lines and answers, is busy or fails: through Resend every letter that is owed comes exactly once; through a mail server none comes twice, and each that was not confirmed is shown to whom it was for.',
    sample: 8,
    whole: 1_000,
    unit: 'kills',
    seconds: 180,
  },
  async ({ size, random, count, counted }) => {
    for (const transport of transports) {
      await inOneLife(
        { random: random.branch(transport), kills: size / 2, transport },
        ({ lost, doubled, unseen, sent, unconfirmed }, life) => {
          // Of what a mail server did not confirm nobody can say whether it came: it is shown, not counted as kept.
          count(transport === 'resend' ? 'resend: lost' : 'smtp: confirmed and never came', lost.length);
          count(`${transport}: doubled`, doubled.length);
          count(`${transport}: not confirmed and shown nowhere`, unseen.length);
          expect(lost).toEqual([]);
          expect(doubled).toEqual([]);
          expect(unseen).toEqual([]);
          count('questions asked', life.asked.length);
          count(`${transport}: sent`, sent);
          count(`${transport}: not confirmed, and shown`, unconfirmed);
          for (const [fault, n] of Object.entries(life.faults)) count(`${transport}: ${fault}`, n);
        },
      );
    }
    expect(counted('resend: not confirmed, and shown')).toBe(0);
    // What was never met was not proven.
    expect(counted('resend: sent')).toBeGreaterThan(size / 2);
    expect(counted('smtp: not confirmed, and shown')).toBeGreaterThan(size / 20);
  },
);

twin('the same letter is another one to Resend each time', ({ size, random }) =>
  inOneLife({ random, kills: size, transport: 'resend', forgetKeys: true }, ({ doubled }) => {
    expect(doubled.length).toBeGreaterThan(0);
    return `${doubled.length} letters came twice after ${size} kills`;
  }),
);

twin(
  'a letter that was cut off on its way to a mail server is taken for one that never left',
  ({ size, random }) =>
    inOneLife({ random, kills: size, transport: 'smtp', tryAgain: true }, ({ doubled }) => {
      expect(doubled.length).toBeGreaterThan(0);
      return `${doubled.length} letters came twice after ${size} kills`;
    }),
);
