import { type ChildProcess, fork } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { usualCalendars } from '#app/domain/plan-calendar.ts';
import { layOutTimeline } from '#app/domain/timeline/layout.ts';
import { timelineOf } from '#app/domain/timeline/timeline.ts';
import { useDatabase } from '#db/client.server.ts';
import { clientArguments } from '#db/embedded/socket-url.ts';
import { type AppProcess, startApp } from '#tests/support/app-process.server.ts';
import { dana, maya } from '#tests/support/cast.ts';
import { type FreshDatabase, freshDatabase } from '#tests/support/databases.server.ts';
import {
  type MilestoneSketch,
  realToday,
  type StoredPlan,
  storedPlan,
} from '#tests/support/stored-plan.server.ts';
import { timed } from './edits.server.ts';
import { committed, type Figure, inReadme, isWhole, median, table, write } from './figures.ts';

const rounds = isWhole ? 100 : 4;
const warming = isWhole ? 20 : 2;
const sizes = [60, 500] as const;

let fresh: FreshDatabase;
let app: AppProcess;
let cookie: string;
const figures: Figure[] = [];

/** Ten milestones, and each step behind its first waits for the one before. */
const rowsOf = (steps: number): MilestoneSketch[] =>
  Array.from({ length: 10 }, (_, m) => ({
    key: `milestone ${m}`,
    steps: Array.from({ length: steps / 10 }, (_, s) => ({
      key: `step ${m} ${s}`,
      owners: [s % 2 === 0 ? maya : dana],
      dueIn: 3 + m * 9 + s,
      after: s === 0 ? [] : [`step ${m} ${s - 1}`],
    })),
  }));

beforeAll(async () => {
  process.env.LOG_LEVEL ??= 'silent';
  fresh = await freshDatabase();
  useDatabase(fresh.database);
  app = await startApp(fresh.target);
}, 300_000);
afterAll(async () => {
  await app?.stop();
  await fresh?.drop();
});

async function session(): Promise<string> {
  const value = randomBytes(24).toString('base64url');
  const id = createHash('sha256').update(value).digest('base64url');
  await fresh.owner`insert into session (id, user_id, expires_at, ends_at, level)
    values (${id}, ${maya.personId}, now() + interval '30 days', now() + interval '180 days', 'signedIn')`;
  return `tl=${value}`;
}

async function page(url: string): Promise<string> {
  const answer = await fetch(url, { headers: { cookie, 'accept-encoding': 'identity' } });
  const text = await answer.text();
  if (answer.status !== 200 || text.length < 1000) throw new Error(`${url}: ${answer.status}`);
  return text;
}

/** The page and its bare twin by turns, so that whatever the machine does meets both. */
async function pageBeside(plan: StoredPlan, bare: ChildProcess, port: number) {
  const real = `${app.url}/plans/${plan.planId}/timeline`;
  const html = await page(real);
  bare.send(html);
  const rich = `http://127.0.0.1:${port}/rich`;
  const took = { ours: [] as number[], bare: [] as number[] };
  for (let n = 0; n < rounds + warming; n++) {
    took.ours.push(await timed(() => page(real)));
    took.bare.push(await timed(() => page(rich)));
  }
  // As rich in truth: what was left out while reading it would make the comparison kinder.
  expect((await page(rich)).length / html.length).toBeGreaterThan(0.95);
  return { ours: median(took.ours.slice(warming)), bare: median(took.bare.slice(warming)) };
}

test.each(sizes)(
  'the timeline of %i steps',
  async (steps) => {
    const plan = await storedPlan(fresh.database, { milestones: rowsOf(steps) });
    cookie ??= await session();
    const [url, options] = clientArguments(fresh.target);
    const bare = fork(
      join(import.meta.dirname, 'bare-page.mjs'),
      [url, JSON.stringify(options), plan.planId],
      { execArgv: [], env: { ...process.env, NODE_ENV: 'production' } },
    );
    try {
      const [port] = (await once(bare, 'message')) as [number];
      figures.push({
        what: `Timeline of ${steps} steps, p50, over HTTP (bare: the same markup)`,
        ...(await pageBeside(plan, bare, port)),
        unit: 'ms',
        wanted: 'at most 3',
      });
    } finally {
      bare.disconnect();
    }
    const loaded = await plan.load(maya);
    const today = realToday();
    const drawn = Array.from({ length: rounds + warming }, () => {
      const begun = performance.now();
      const { rows } = layOutTimeline(timelineOf(loaded, usualCalendars, today, 'seller'), 'months');
      expect(rows).toHaveLength(steps + 10);
      return performance.now() - begun;
    });
    figures.push({
      what: `Of that, reckoning and placing ${steps} steps`,
      ours: median(drawn.slice(warming)),
      unit: 'ms',
    });
  },
  600_000,
);

test('is told', () => {
  if (isWhole) write('timeline', figures);
  process.stdout.write(`${table({ day: 'now', cores: 0, figures })}\n`);
  expect(figures).toHaveLength(sizes.length * 2);
  const whole = committed('timeline');
  expect(inReadme('timeline')).toBe(whole ? table(whole) : '');
});
