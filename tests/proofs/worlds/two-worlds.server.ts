import type { Sql } from 'postgres';
import { vi } from 'vitest';
import type { Database } from '#db/client.server.ts';
import { type CastMember, dana, lena, maya } from '#tests/support/cast.ts';
import { type StoredPlan, storedPlan } from '#tests/support/stored-plan.server.ts';
import type { Trial } from '../proof.ts';
import type { Random } from '../random.ts';
import { actForBoth } from './acts-for-both.server.ts';
import { actPrivately, nameThings } from './acts-in-private.server.ts';

/** The other side, and what it keeps to itself between the things both can see. */
export interface Hidden {
  side: 'seller' | 'buyer';
  hider: CastMember;
  reader: CastMember;
}
const either: readonly Hidden[] = [
  { side: 'seller', hider: maya, reader: dana },
  { side: 'buyer', hider: dana, reader: maya },
];

export interface World {
  plan: StoredPlan;
  hidden: Hidden;
  /** One side lives a private life in it. */
  isBusy: boolean;
  /** How everybody was answered on what both sides can see. */
  answers: string[];
  /** Drawn alike in both worlds of a pair, and for what is private. */
  shared: Random;
  own: Random;
  newId: () => string;
  privateId: () => string;
}

/** Whoever looks on while it is lived. */
export interface Onlooker {
  begins(world: World): Promise<void>;
  /** Something was written, for both or for one side. */
  written(world: World): Promise<void>;
}

let worlds = 0;
/** Ids in the same order in every world, and different ones. */
function idsOf(world: number): () => string {
  let count = 0;
  return () => {
    count += 1;
    return `${count.toString(16).padStart(8, '0')}-0000-4000-8000-${world.toString(16).padStart(12, '0')}`;
  };
}

/**
 * The same shared life twice, drawn from the seed; in a busy world one side lives a private one in between. The clock
 * stands still but for the steps of what is shared.
 */
async function live(
  database: Database,
  random: Random,
  of: { hidden: Hidden; isBusy: boolean; begun: number; onlooker: Onlooker | undefined },
): Promise<World> {
  const { hidden, isBusy, begun, onlooker } = of;
  worlds += 2;
  const [newId, privateId] = [idsOf(worlds), idsOf(worlds + 1)];
  let now = begun;
  vi.useFakeTimers({ toFake: ['Date'], now });
  const plan = await storedPlan(database, { buyers: [dana, lena], newId });
  const [shared, own] = [random.branch('shared'), random.branch('own')];
  const answers: string[] = [];
  const world: World = { plan, hidden, isBusy, answers, shared, own, newId, privateId };
  await onlooker?.begins(world);
  let seen = await plan.load(hidden.reader);
  for (let n = 0; n < 14; n += 1) {
    if (isBusy) await actPrivately(world, n === 1);
    if (isBusy && n === 1 && hidden.side === 'seller') await nameThings(database, plan, world.privateId());
    now += 60_000;
    vi.setSystemTime(now);
    const { who, stepId, answer } = await actForBoth(world, seen);
    const read = await plan.load(hidden.reader);
    if (n % 5 === 4) seen = read;
    // What a side has hidden is its own affair from then on, and so is how its people are answered about it.
    const isOwn = who.side === hidden.side && !read.steps.some((s) => s.id === stepId);
    answers.push(isOwn ? 'out of sight' : JSON.stringify(answer));
    await onlooker?.written(world);
  }
  if (isBusy) await actPrivately(world, false);
  await onlooker?.written(world);
  vi.useRealTimers();
  return world;
}

/**
 * What is told in pairs of worlds, each lived and then told of, where the two part. `after`: what is done to the busy
 * one before it is told of.
 */
export async function compareWorlds(
  trial: Trial,
  { database, owner }: { database: Database; owner: Sql },
  told: (world: World) => Promise<string>,
  { after, onlooker }: { after?: (busy: World) => Promise<unknown>; onlooker?: Onlooker } = {},
): Promise<string[]> {
  const partings: string[] = [];
  for (let n = 0; n < trial.size; n += 1) {
    const hidden = either[n % either.length] as Hidden;
    const branch = `world ${n}`;
    // Ahead of the database's clock, because a plan's time never goes back behind it.
    const begun = Date.now() + 600_000;
    const of = { hidden, begun, onlooker };
    const quiet = await live(database, trial.random.branch(branch), { ...of, isBusy: false });
    const one = await told(quiet);
    const busy = await live(database, trial.random.branch(branch), { ...of, isBusy: true });
    await after?.(busy);
    const parted = parting(one, await told(busy));
    if (parted) partings.push(`${hidden.reader.name}: ${parted}`);
    const [more] = await owner.unsafe(
      `select (select ${hidden.side}_n from plan_head where plan_id = '${busy.plan.planId}')
        - (select ${hidden.side}_n from plan_head where plan_id = '${quiet.plan.planId}') as n`,
    );
    trial.count('private events between them', Number(more?.n));
  }
  return partings;
}

/** Where two texts part, for a person to read; null when they are one. */
function parting(one: string, other: string): string | null {
  if (one === other) return null;
  let at = 0;
  while (one[at] === other[at]) at += 1;
  return `…${one.slice(Math.max(0, at - 200), at + 200)}\n…${other.slice(Math.max(0, at - 200), at + 200)}`;
}
