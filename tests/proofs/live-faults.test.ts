import { afterAll, beforeAll, expect } from 'vitest';
// @ts-expect-error: plain JavaScript, because it runs before anything is installed
import { buildWhenStale } from '#app/start.mjs';
import { useDatabase } from '#db/client.server.ts';
import { brokenLinks } from '#tests/db/plan-witness.server.ts';
import { lena } from '#tests/support/cast.ts';
import type { TestCluster } from '#tests/support/cluster.server.ts';
import { type FreshDatabase, freshDatabase, startTestDatabases } from '#tests/support/databases.server.ts';
import {
  faults,
  givenAnotherPart,
  keptBack,
  killedBeforeItRang,
  killListenersUntil,
  WITHIN_MS,
} from './faults/faults.server.ts';
import { accessOnce, noCatchUp, noSweep } from './faults/processes.server.ts';
import { standInForBrowsers } from './faults/screen.server.ts';
import { openTown, type Town, type TownOptions } from './faults/town.server.ts';
import { retitle } from './faults/writers.server.ts';
import { mergedHistory } from './merged-history.server.ts';
import { isWhole, proof, type Trial, twin } from './proof.ts';

/** Of its own, since it goes down and others' tests do not. */
let cluster: TestCluster;
let fresh: FreshDatabase;
let forgetBrowsers: () => void;

beforeAll(async () => {
  await buildWhenStale();
  const own = await startTestDatabases();
  cluster = own.cluster;
  fresh = await freshDatabase({ server: cluster.target, template: own.template });
  // The test server forgets the last commits in a crash, to be fast; here they are counted.
  const [{ name }] = await fresh.owner<[{ name: string }]>`select current_database() as name`;
  // What the server was started with weighs more than its own settings, and less than those of a database.
  await fresh.owner.unsafe(`alter database "${name}" set synchronous_commit = on`);
  useDatabase(fresh.database);
  forgetBrowsers = standInForBrowsers();
}, 300_000);
afterAll(async () => {
  forgetBrowsers?.();
  await Promise.all([fresh?.database.close(), fresh?.owner.end()]);
  await cluster?.stop();
});

async function inTown<T>(
  random: Trial['random'],
  look: (town: Town) => Promise<T>,
  options: Partial<TownOptions> = {},
): Promise<T> {
  const town = await openTown({ fresh, random, ...options });
  try {
    return await look(town);
  } finally {
    await town.close();
  }
}

const kinds = Object.keys(faults);
/** Each of the cast once, half of them at either process. */
const writersAmong = (screens: Town['screens']) => [...screens.slice(0, 3), ...screens.slice(9, 12)];

proof(
  {
    name: 'live-faults',
    claim:
      'When listeners, connections, processes or the database die, a proxy keeps streams back, a screen sleeps, a reader’s part changes or a deploy goes by while people of both sides write, no screen misses an event, takes one twice or out of order, nothing that was acknowledged is lost, and five seconds after it is over every screen shows what the database says.',
    sample: kinds.length,
    whole: 4 * kinds.length,
    unit: 'faults',
    seconds: 300,
  },
  async ({ size, random, count }) => {
    await inTown(random, async (town) => {
      const { stored, writers, screens } = town;
      for (let n = 0; n < size; n += 1) {
        const kind = kinds[n % kinds.length] ?? '';
        // What takes most of a minute of silence is for the whole run.
        if (kind.includes('after their beginning') && !isWhole) continue;
        writers.start(writersAmong(screens));
        await writers.taken(8);
        await faults[kind]?.({ town, cluster, count });
        const over = Date.now();
        await writers.stop();
        const behind = await town.behindAfter(WITHIN_MS - (Date.now() - over));
        expect(await town.told(behind), `after ${kind}`).toEqual([]);
        count(kind);
      }
      const total = (of: (screen: Town['screens'][number]) => number) =>
        screens.reduce((sum, screen) => sum + of(screen), 0);
      count('screens', screens.length);
      count('commands acknowledged', town.acknowledged.length);
      count(
        'events the screens were told',
        total(({ taken }) => taken.events),
      );
      count(
        'streams opened',
        total(({ messages }) => messages.hello),
      );
      count(
        'plans read anew',
        total(({ readAnew }) => readAnew),
      );
      count(
        'events missed',
        total(({ wire, taken }) => wire.missed + taken.missed),
      );
      count(
        'events doubled or out of order',
        total(({ wire, taken }) => wire.doubled + taken.doubled),
      );
      for (const { wire, taken, name } of screens)
        expect([wire, taken], name).toMatchObject([
          { missed: 0, doubled: 0 },
          { missed: 0, doubled: 0 },
        ]);
      count('acknowledged commands lost', (await lost(town)).length);
      expect(await lost(town)).toEqual([]);
      // Throws where a log has a gap, or a command stands in it twice.
      expect((await mergedHistory(fresh.owner, stored.planId)).length).toBeGreaterThan(size * 8);
      expect(await brokenLinks(fresh, stored)).toEqual([]);
    });
  },
);

/** What people were told came of their commands, against what is stored. */
async function lost({ stored, acknowledged }: Town): Promise<string[]> {
  const rows = await fresh.owner`select id, answer from command where plan_id = ${stored.planId}`;
  const answers = new Map(rows.map(({ id, answer }) => [id as string, answer]));
  return acknowledged.flatMap(({ id, answer }) => {
    if (answer.kind === 'invalid') return [];
    try {
      expect(answers.get(id)).toEqual(answer);
      return [];
    } catch {
      return [`${id}: ${JSON.stringify(answer)}, stored ${JSON.stringify(answers.get(id))}`];
    }
  });
}

const ignore = () => {};

twin('nobody looks whether a ring was lost', async ({ random }) =>
  inTown(
    random,
    async (town) => {
      // A process that has only just begun to listen asks what it has missed: it listens once it has told of an edit.
      const [writer] = town.screens;
      if (!writer) throw new Error('There is a screen');
      await town.writers.ask(writer, retitle(town.stored, random, 'demo', 'heard'));
      expect(await town.behindAfter(WITHIN_MS)).toEqual([]);
      await expect(killedBeforeItRang(town, ignore, 3_000)).rejects.toThrow('without anybody writing');
      return 'the screens of the other process never heard of an edit whose process was killed';
    },
    { plants: [[], [noSweep]] },
  ),
);

twin('a listener that comes back does not ask what it has not heard, nor looks later', async ({ random }) =>
  inTown(
    random,
    async (town) => {
      expect(await town.behindAfter(WITHIN_MS)).toEqual([]);
      const [writer] = town.screens;
      if (!writer) throw new Error('There is a screen');
      for (let n = 1; n <= 20; n += 1) {
        const edit = retitle(town.stored, random, 'demo', `unheard ${n}`);
        await killListenersUntil(town, town.writers.ask(writer, edit));
        const behind = await town.behindAfter(2_000);
        if (behind.length > 0) return `${behind.length} screens never heard of an edit`;
      }
      throw new Error('Every edit was heard');
    },
    { plants: [[], [noSweep, noCatchUp]] },
  ),
);

twin('who gets nothing over the line does not ask without it', async ({ random }) =>
  inTown(random, async (town) => {
    for (const { name } of town.screens) town.front.withoutTwin.add(name);
    town.writers.start(writersAmong(town.screens));
    const held = keptBack({ town, cluster, count: ignore }, 'everything', 1_000);
    await expect(held).rejects.toThrow('while it was kept back');
    return 'screens behind a proxy that keeps streams heard nothing';
  }),
);

twin('who may listen is only looked at when they begin', async ({ random }) =>
  inTown(
    random,
    async (town) => {
      expect(await town.behindAfter(WITHIN_MS)).toEqual([]);
      await expect(givenAnotherPart(town, ignore, 1_500)).rejects.toThrow('ended at once');
      const listening = town.screens.filter(({ who, resets }) => who === lena && resets.length === 0);
      expect(listening.length).toBeGreaterThan(0);
      return 'streams went on after the part of their reader had changed';
    },
    { plants: [[accessOnce]] },
  ),
);
