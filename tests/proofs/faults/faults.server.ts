import { setTimeout as pause } from 'node:timers/promises';
import { expect } from 'vitest';
import { MOST_LINES } from '#app/live/fan-out.server.ts';
import { cast, lena, maya } from '#tests/support/cast.ts';
import type { TestCluster } from '#tests/support/cluster.server.ts';
import { isWhole, type Trial } from '../proof.ts';
import { fatal, poolOfTwo } from './processes.server.ts';
import { online } from './screen.server.ts';
import type { Town } from './town.server.ts';
import { remark } from './writers.server.ts';

export interface Scene {
  town: Town;
  cluster: TestCluster;
  count: Trial['count'];
}

/** Something happens while people write, and is over when it resolves. */
export type Fault = (scene: Scene) => Promise<void>;

/** Of a machine that does other things too, a sample only asks that it comes. */
export const WITHIN_MS = isWhole ? 5_000 : 20_000;
const AT_ONCE_MS = isWhole ? 1_500 : 10_000;

/** Who is led to that process. */
const at = ({ screens, front }: Town, place: number) =>
  screens.filter(({ name }) => front.leadsTo(name) === place);

export const faults: Record<string, Fault> = {
  'the listeners were killed': async ({ town }) => {
    for (let n = 0; n < 3; n += 1) {
      await killListenersUntil(town, town.writers.taken(2 + town.random.below(8)));
      await pause(town.random.below(300));
    }
  },

  'every connection to the database was cut': async ({ cluster, town }) => {
    await cluster.terminateBackends();
    await town.writers.taken(10);
    await cluster.terminateBackends();
  },

  'a process was killed between COMMIT and the bell': async ({ town, count }) => {
    await town.writers.stop();
    await killedBeforeItRang(town, count);
    await town.processes.start(0);
  },

  'the database was away': async ({ cluster, town, count }) => {
    const sleeper = town.screens.filter((_, n) => n % 4 === 0);
    const away = cluster.restart(town.random.chance(0.5) ? 'fast' : 'immediate', isWhole ? 30_000 : 3_000);
    await pause(1_000);
    // Some come back from a tunnel while nobody can tell them anything.
    town.front.cut(sleeper.map(({ name }) => name));
    count('screens that came while the database was away', sleeper.length);
    await away;
  },

  'two processes were sent the same command at once': async ({ town, count }) => {
    await town.writers.stop();
    const [one, other] = [at(town, 0)[0], at(town, 1).find(({ who }) => who === at(town, 0)[0]?.who)];
    if (!one || !other) throw new Error('One person has a screen at each process');
    for (let n = 0; n < 20; n += 1) {
      const envelope = remark(town.random, `sent twice ${n}`);
      const answers = await Promise.all([one, other].map((screen) => town.writers.ask(screen, envelope)));
      expect(answers[0]).toEqual(answers[1]);
      expect(answers[0]?.kind).toBe('ok');
      const rows = await town.fresh.owner`
        select n from history where plan_id = ${town.stored.planId} and command_id = ${envelope.id}`;
      expect(rows.length, 'one effect').toBe(1);
      count('commands sent to two processes at once');
    }
  },

  'many screens came to a process with two connections': async ({ town, count }) => {
    await town.processes.start(2, [poolOfTwo]);
    // As many as a process keeps open: a person's next would end their oldest.
    const crowd = await town.open(cast.length * (isWhole ? MOST_LINES : 6), () => 2);
    count('screens at a process with two connections', crowd.length);
    await town.writers.taken(20);
    await town.writers.stop();
    expect(named(await town.behindAfter(WITHIN_MS, crowd))).toEqual([]);
    town.shut(crowd);
    town.front.processes[2] = null;
    await town.processes.stop(town.processes.app(2));
  },

  'a proxy kept all that streams said': async (scene) => keptBack(scene, 'everything'),

  'a proxy kept what streams said after their beginning': async (scene) =>
    keptBack(scene, 'all but the beginning'),

  'screens slept for an hour': async ({ town, count }) => {
    const { front, screens, writers } = town;
    const sleepers = screens.filter((_, n) => n % 3 === 0).map(({ name }) => name);
    await writers.stop();
    for (const name of sleepers) front.asleep.add(name);
    front.cut(sleepers);
    writers.start(screens.filter(({ name }) => !front.asleep.has(name)));
    await writers.taken(isWhole ? 400 : 30);
    front.asleep.clear();
    online();
    count('screens that slept for an hour', sleepers.length);
  },

  'a reader was given another part': async ({ town, count }) => givenAnotherPart(town, count),

  'a process was replaced by a deploy': async ({ town, count }) => {
    const { processes, writers } = town;
    const old = processes.app(0);
    const led = at(town, 0);
    // Some went to another process when this one was down, and stayed.
    const hellos = led.map(({ messages }) => messages.hello);
    town.front.cut(named(led));
    const isBack = () => led.every(({ messages }, n) => messages.hello > (hellos[n] ?? 0));
    for (const end = Date.now() + WITHIN_MS; !isBack() && Date.now() < end; await pause(20));
    const byes = led.map(({ messages }) => messages.bye);
    const before = writers.broken();
    await processes.start(0);
    await processes.stop(old);
    expect(
      led.filter(({ messages }, n) => messages.bye === byes[n]).map(({ name }) => name),
      'everybody was told to come back',
    ).toEqual([]);
    expect(writers.broken() - before, 'commands on their way were answered').toBe(0);
    count('streams sent to the next process', led.length);
    // Within three seconds, so that not everybody comes at once.
    await pause(3_000);
  },
};

const named = (screens: { name: string }[]): string[] => screens.map(({ name }) => name);

/** Again and again: they are back within milliseconds, and what is rung meanwhile has to be missed. */
export async function killListenersUntil({ fresh }: Town, done: Promise<unknown>): Promise<void> {
  let isDone = false;
  const watched = done.finally(() => {
    isDone = true;
  });
  while (!isDone)
    await fresh.owner`select pg_terminate_backend(pid) from pg_stat_activity
      where application_name = 'throughline bell' and datname = current_database()`;
  await watched;
}

/** The writer's process dies with the command stored; the other one has not heard of it. */
export async function killedBeforeItRang(
  town: Town,
  count: Trial['count'],
  within = WITHIN_MS,
): Promise<void> {
  const { front, processes, stored, writers, fresh } = town;
  const [writer] = at(town, 0).filter(({ who }) => who === maya);
  if (!writer) throw new Error('Maya has a screen at the first process');
  const plain = remark(town.random, 'killed before it rang');
  const envelope = { ...plain, id: fatal(plain.id) };
  const doomed = processes.app(0);
  await expect(writers.askOnce(writer, envelope)).rejects.toThrow();
  front.processes[0] = null;
  // Whoever came over from there would have the others told of what they have missed.
  const led = named(at(town, 0));
  for (const name of led) front.asleep.add(name);
  front.cut(led);
  await processes.ended(doomed);
  const rows =
    await fresh.owner`select id from command where plan_id = ${stored.planId} and id = ${envelope.id}`;
  expect(rows.length, 'it was stored').toBe(1);
  count('commands stored by a process that died before it rang');
  const behind = await town.behindAfter(within, at(town, 1));
  front.asleep.clear();
  online();
  expect(named(behind), 'without anybody writing').toEqual([]);
  expect(await writers.ask(writer, envelope)).toMatchObject({ kind: 'ok', commandId: envelope.id });
}

/** Nothing but the beginning comes through, for as long as it takes: what is written is learnt all the same. */
export async function keptBack(
  { town, count }: Scene,
  how: 'everything' | 'all but the beginning',
  within = WITHIN_MS,
): Promise<void> {
  const { front, screens, writers } = town;
  const behindIt = screens.filter((_, n) => n % 2 === 0);
  for (const { name } of behindIt) front.holding.set(name, how);
  front.cut(named(behindIt));
  await pause(500);
  await writers.taken(20);
  await writers.stop();
  // The line looks every seven seconds, and takes 35 of silence for a dead one.
  const looks = how === 'everything' ? 7_000 : 42_000;
  const behind = await town.behindAfter(looks + within, behindIt);
  count('screens behind a proxy that keeps streams', behindIt.length);
  front.holding.clear();
  front.cut(named(behindIt));
  expect(named(behind), 'while it was kept back').toEqual([]);
}

/** Lena leads for her side, or does not any more: whatever she listens to has to end. */
export async function givenAnotherPart(
  town: Town,
  count: Trial['count'],
  within = AT_ONCE_MS,
): Promise<void> {
  const lenas = town.screens.filter(({ who }) => who === lena);
  const before = lenas.map(({ resets }) => resets.length);
  const heard = () => lenas.every(({ resets }, n) => resets.slice(before[n]).includes('access'));
  await town.fresh.owner`update membership set point_person = not point_person
    where plan_id = ${town.stored.planId} and person_id = ${lena.personId}`;
  for (const end = Date.now() + within; !heard() && Date.now() < end; await pause(10));
  expect(heard(), 'every stream of theirs was ended at once').toBe(true);
  count('streams ended with the part of their reader', lenas.length);
}
