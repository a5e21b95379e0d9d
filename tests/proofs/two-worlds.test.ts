import { afterAll, afterEach, beforeAll, expect, vi } from 'vitest';
import { mailStand } from '#tests/mail/mail-stand.server.ts';
import { type AppProcess, startApp } from '#tests/support/app-process.server.ts';
import { proof, type Trial, twin } from './proof.ts';
import { asker } from './support/ask.ts';
import { faceOf, idsInOrder } from './support/face.ts';
import { builtRoutes, fill } from './support/manifest.server.ts';
import { appSettings, type Stage, setStage } from './support/stage.server.ts';
import { compareWorlds, type World } from './worlds/two-worlds.server.ts';

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

/** All that the reader can be told: rows, numbers, history, news, letters, and every page in each of its forms. */
async function toldTo(trial: Trial, { plan, answers, hidden: { reader, side } }: World): Promise<string> {
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
    .replaceAll(/(stop|invitation|act|in-touch)\/[\w-]{43}/g, '$1/secret');
}

async function steadily<T extends { status: number }>(work: () => Promise<T>, tries = 4): Promise<T> {
  const answer = await work();
  return answer.status >= 500 && tries > 1 ? steadily(work, tries - 1) : answer;
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
    expect(await compareWorlds(trial, stage.fresh, (world) => toldTo(trial, world))).toEqual([]);
    trial.count('differences', 0);
    expect(trial.counted('private events between them')).toBeGreaterThan(trial.size * 30);
    expect(trial.counted('pages and loader answers compared')).toBeGreaterThan(trial.size * 20);
  },
);

twin('one private comment is written into the shared layer', async (trial) => {
  const after = async ({ plan, hidden: { side } }: World) => {
    await stage.fresh
      .owner`update comment set layer = 'shared', step_layer = null, step_id = null where id = (
      select id from comment where plan_id = ${plan.planId} and layer = ${side} and step_id is null limit 1)`;
  };
  const partings = await compareWorlds(trial, stage.fresh, (world) => toldTo(trial, world), { after });
  expect(partings.length).toBe(trial.size);
  return `${partings.length} of ${trial.size} pairs were told apart`;
});
