import { afterAll, afterEach, beforeAll, expect, vi } from 'vitest';
import type { Answer } from '#app/domain/command.ts';
import { addDays } from '#app/domain/day.ts';
import { mailStand } from '#tests/mail/mail-stand.server.ts';
import { type AppProcess, startApp } from '#tests/support/app-process.server.ts';
import { type CastMember, dana, lena, maya, tom } from '#tests/support/cast.ts';
import { realToday, type StoredPlan, storedPlan } from '#tests/support/stored-plan.server.ts';
import { proof, type Trial, twin } from './proof.ts';
import type { Random } from './random.ts';
import { asker } from './support/ask.ts';
import { faceOf, idsInOrder } from './support/face.ts';
import { builtRoutes, fill } from './support/manifest.server.ts';
import { canaries, fillPrivately } from './support/private-things.server.ts';
import { appSettings, type Stage, setStage } from './support/stage.server.ts';

let stage: Stage;
let app: AppProcess;
beforeAll(async () => {
  stage = await setStage();
  app = await startApp(stage.fresh.target, appSettings);
});
afterAll(async () => {
  await app?.stop();
  await stage?.fresh.drop();
});
afterEach(() => {
  vi.useRealTimers();
});

/** The other side, and what it keeps to itself between the things both can see. */
interface Hidden {
  side: 'seller' | 'buyer';
  hider: CastMember;
  reader: CastMember;
}
const either: readonly Hidden[] = [
  { side: 'seller', hider: maya, reader: dana },
  { side: 'buyer', hider: dana, reader: maya },
];

interface World {
  plan: StoredPlan;
  /** How everybody was answered on what both sides can see. */
  answers: string[];
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
async function live(random: Random, hidden: Hidden, isBusy: boolean, begun: number): Promise<World> {
  worlds += 2;
  const [newId, privateId] = [idsOf(worlds), idsOf(worlds + 1)];
  let now = begun;
  vi.useFakeTimers({ toFake: ['Date'], now });
  const plan = await storedPlan(stage.fresh.database, { buyers: [dana, lena], newId });
  const [shared, own] = [random.branch('shared'), random.branch('own')];
  const answers: string[] = [];
  for (let n = 0; n < 14; n += 1) {
    if (isBusy) await actPrivately({ plan, hidden, random: own, newId: privateId, first: n === 1 });
    now += 60_000;
    vi.setSystemTime(now);
    const { who, stepId, answer } = await actForBoth(plan, shared, newId);
    // What a side has hidden is its own affair from then on, and so is how its people are answered about it.
    const isOwn =
      who.side === hidden.side && !(await plan.load(hidden.reader)).steps.some((s) => s.id === stepId);
    const said = answer.kind === 'refused' ? `refused ${answer.sentence}` : answer.kind;
    answers.push(isOwn ? 'out of sight' : said);
  }
  if (isBusy) await actPrivately({ plan, hidden, random: own, newId: privateId, first: false });
  vi.useRealTimers();
  return { plan, answers };
}

interface Act {
  who: CastMember;
  stepId: string;
  answer: Answer;
}

/** Something one person does in front of both sides. What they name is there in every world. */
async function actForBoth(plan: StoredPlan, random: Random, newId: () => string): Promise<Act> {
  const who = random.pick([maya, tom, dana, lena]);
  const stepId = plan.id(random.pick(['demo', 'data', 'workshop', 'budget', 'rollout']));
  const day = addDays(realToday(), 4 + random.below(60));
  const words = `Words ${random.below(1_000)}`;
  const acts = [
    () => plan.send(who, 'changeStep', { stepId, field: 'title', value: words }),
    () => plan.send(who, 'changeStep', { stepId, field: 'doneWhen', value: words }),
    () => plan.send(who, 'rescheduleStep', { stepId, dueDay: day }),
    () => plan.send(who, 'completeStep', { stepId }),
    () => plan.send(who, 'reportStuck', { stepId, reason: words }),
    () => plan.send(who, 'proposeStep', { stepId }),
    () => plan.send(who, 'hideStep', { stepId }),
    () => plan.send(who, 'moveStep', { stepId, milestoneId: plan.id('case'), afterId: null }),
    () => plan.send(who, 'addMeasure', { id: newId(), name: words, now: '1', wanted: '2', measuredBy: '' }),
    () => plan.send(who, 'addMilestone', { id: newId(), name: words, afterId: plan.id('fit') }),
    () => plan.send(who, 'changeCase', { field: 'problem', value: words }),
    () =>
      plan.send(who, 'writeComment', {
        id: newId(),
        stepId,
        text: words,
        onlyOurs: false,
        mentions: [],
        request: null,
        answers: null,
      }),
    () => plan.send(who, 'addLink', { id: newId(), stepId, name: words, url: 'https://example.com/a' }),
    () => plan.send(who, 'addInput', { id: newId(), stepId, side: who.side, name: words }),
  ];
  // Ids are drawn whether or not they are used, so that a refusal cannot shift those that follow.
  return { who, stepId, answer: await random.pick(acts)() };
}

async function actPrivately(at: {
  plan: StoredPlan;
  hidden: Hidden;
  random: Random;
  newId: () => string;
  first: boolean;
}): Promise<void> {
  const { plan, hidden, random, newId, first } = at;
  const { hider, side } = hidden;
  if (first) {
    await fillPrivately(plan, hider, canaries[side], newId);
    return;
  }
  const read = await plan.load(hider);
  const step = read.steps.find((s) => s.layer === side);
  const stepId = newId();
  const day = addDays(realToday(), 3 + random.below(40));
  await plan.send(hider, 'addStep', {
    id: stepId,
    milestoneId: plan.id(random.pick(['fit', 'case'])),
    afterId: random.pick([null, plan.id('data')]),
    title: `${canaries[side]} again`,
    type: 'task',
    dueDay: day,
    ask: '',
    doneWhen: '',
    owners: [],
    onlyOurs: true,
  });
  if (step) {
    await plan.send(hider, 'addDependency', { id: newId(), stepId, afterId: step.id });
    await plan.send(hider, 'rescheduleStep', { stepId: step.id, dueDay: day });
    await plan.send(hider, 'moveStep', { stepId: step.id, milestoneId: plan.id('case'), afterId: null });
    if (random.chance(0.3)) await plan.send(hider, 'removeStep', { stepId: step.id });
  }
  await plan.send(hider, 'writeComment', {
    id: newId(),
    stepId: random.pick([null, plan.id('demo')]),
    text: `${canaries[side]} aside`,
    onlyOurs: true,
    mentions: [],
    request: null,
    answers: null,
  });
}

/** All that the reader can be told: rows, numbers, history, news, letters, and every page in each of its forms. */
async function toldTo({ plan, answers }: World, { reader, side }: Hidden, trial: Trial): Promise<string> {
  const { owner, database } = stage.fresh;
  const layers = side === 'seller' ? ['shared', 'buyer'] : ['shared', 'seller'];
  const events = await owner`
    select h.layer, h.n::int as n, h.kind, h.by, h.at, b.body::jsonb as body from history h
    join history_body b using (workspace_id, plan_id, layer, n)
    where h.plan_id = ${plan.planId} and h.layer = any (${layers}) order by h.layer, h.n`;
  const lines = await owner`select kind, layer, refs, at from line
    where plan_id = ${plan.planId} and person_id = ${reader.personId} order by at, kind, refs::text`;
  const numbers = await owner.unsafe(
    `select shared_n::int, ${reader.side}_n::int from plan_head where plan_id = '${plan.planId}'`,
  );
  const parts = [answers, numbers, events, lines, await plan.load(reader)].map((part) =>
    JSON.stringify(part),
  );
  const ask = asker(app.url);
  const session = await stage.sessionOf(reader.personId);
  for (const route of builtRoutes().filter((r) => r.hasLoader && r.path.includes(':planId')))
    for (const key of route.path.includes(':stepId') ? ['demo', 'data', 'rollout'] : ['demo']) {
      const path = fill(route.path, { planId: plan.planId, stepId: plan.id(key) });
      for (const address of [path, `${path}.data`, `${path}?view=whole`]) {
        const answer = await steadily(() => ask(address, { session }));
        trial.count('pages and loader answers compared');
        // The settings say what time it is now, and that is another one by the second world.
        const face = route.id.endsWith('settings')
          ? faceOf(answer).replaceAll(/\d\d:\d\d/g, 'now')
          : faceOf(answer);
        parts.push(`${route.id} ${address.endsWith('.data')} ${face.replaceAll(session, 'session')}`);
      }
    }
  ask.close();
  const mail = mailStand(database);
  mail.wait(10_000);
  await mail.post();
  const letters = mail.to(reader.address).map(({ subject, text, html }) => ({ subject, text, html }));
  trial.count('letters compared', letters.length);
  parts.push(JSON.stringify(letters));
  return parts
    .map((part) => idsInOrder(part))
    .join('\n')
    .replaceAll(/(stop|invitation)\/[\w-]{43}/g, '$1/secret');
}

async function steadily<T extends { status: number }>(work: () => Promise<T>, tries = 4): Promise<T> {
  const answer = await work();
  return answer.status >= 500 && tries > 1 ? steadily(work, tries - 1) : answer;
}

/** Where two texts part, for a person to read; null when they are one. */
function parting(one: string, other: string): string | null {
  if (one === other) return null;
  let at = 0;
  while (one[at] === other[at]) at += 1;
  return `…${one.slice(Math.max(0, at - 200), at + 200)}\n…${other.slice(Math.max(0, at - 200), at + 200)}`;
}

async function compare(
  trial: Trial,
  after: (busy: World, hidden: Hidden) => Promise<unknown>,
): Promise<string[]> {
  const partings: string[] = [];
  for (let n = 0; n < trial.size; n += 1) {
    const hidden = either[n % either.length] as Hidden;
    const branch = `world ${n}`;
    // Ahead of the database's clock, because a plan's time never goes back behind it.
    const begun = Date.now() + 600_000;
    const quiet = await live(trial.random.branch(branch), hidden, false, begun);
    const told = await toldTo(quiet, hidden, trial);
    const busy = await live(trial.random.branch(branch), hidden, true, begun);
    await after(busy, hidden);
    const parted = parting(told, await toldTo(busy, hidden, trial));
    if (parted) partings.push(`${hidden.reader.name}: ${parted}`);
    const [more] = await stage.fresh.owner.unsafe(
      `select (select ${hidden.side}_n from plan_head where plan_id = '${busy.plan.planId}')
        - (select ${hidden.side}_n from plan_head where plan_id = '${quiet.plan.planId}') as n`,
    );
    trial.count('private events between them', Number(more?.n));
  }
  return partings;
}

proof(
  {
    name: 'two-worlds',
    claim:
      'With and without the other side’s private activity, a reader is told the same, to the byte: pages, numbers, history, news and letters.',
    sample: 2,
    whole: 60,
    unit: 'pairs of worlds, each side hidden in half of them',
    seconds: 240,
  },
  async (trial) => {
    expect(await compare(trial, async () => {})).toEqual([]);
    trial.count('differences', 0);
    expect(trial.counted('private events between them')).toBeGreaterThan(trial.size * 30);
    expect(trial.counted('pages and loader answers compared')).toBeGreaterThan(trial.size * 20);
  },
);

twin('one private comment is written into the shared layer', async (trial) => {
  const partings = await compare(trial, async ({ plan }, { side }) => {
    await stage.fresh
      .owner`update comment set layer = 'shared', step_layer = null, step_id = null where id = (
      select id from comment where plan_id = ${plan.planId} and layer = ${side} and step_id is null limit 1)`;
  });
  expect(partings.length).toBe(trial.size);
  return `${partings.length} of ${trial.size} pairs were told apart`;
});
