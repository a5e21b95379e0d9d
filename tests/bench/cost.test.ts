import { fork, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import postgres, { type Sql } from 'postgres';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openPlan } from '#app/commands/open-plan.server.ts';
import { addDays } from '#app/domain/day.ts';
import { findTemplate } from '#app/domain/templates/built-in.ts';
import { useDatabase } from '#db/client.server.ts';
import { clientArguments } from '#db/embedded/socket-url.ts';
import { type AppProcess, startApp } from '#tests/support/app-process.server.ts';
import { dana, maya } from '#tests/support/cast.ts';
import { type FreshDatabase, freshDatabase } from '#tests/support/databases.server.ts';
import { signIn } from '#tests/support/signed-in.server.ts';
import {
  type MilestoneSketch,
  realToday,
  type StoredPlan,
  storedPlan,
  zone,
} from '#tests/support/stored-plan.server.ts';
import { bareEdit, bareTables, edit, rate, timed } from './edits.server.ts';
import { committed, type Figure, inReadme, isWhole, median, table, write } from './figures.ts';
import { weighBuild } from './weight.server.ts';

/** A sample only shows that the bench runs: on a busy machine a figure says nothing. */
const size = isWhole
  ? { edits: 400, each: 150, pages: 120, others: 2_000 }
  : { edits: 8, each: 3, pages: 4, others: 8 };

let fresh: FreshDatabase;
let sql: Sql;
let plans: StoredPlan[];
let sixty: StoredPlan;
const figures: Figure[] = [];
const row = (steps: number): MilestoneSketch[] =>
  Array.from({ length: 4 }, (_, m) => ({
    key: `milestone ${m}`,
    steps: Array.from({ length: steps / 4 }, (_, s) => ({
      key: `step ${m} ${s}`,
      owners: [s % 2 === 0 ? maya : dana],
      dueIn: 3 + m * 15 + s,
    })),
  }));

beforeAll(async () => {
  process.env.LOG_LEVEL ??= 'silent';
  fresh = await freshDatabase();
  useDatabase(fresh.database);
  const [url, options] = clientArguments(fresh.target);
  sql = postgres(url, { ...options, max: 10, onnotice: () => {} });
  sixty = await storedPlan(fresh.database, { milestones: row(60) });
  const { workspaceId } = sixty;
  plans = [];
  for (let n = 0; n < 8; n++)
    plans.push(await storedPlan(fresh.database, { workspaceId, milestones: row(60) }));
  await bareTables(fresh.owner as unknown as Sql);
}, 120_000);
afterAll(async () => {
  await sql?.end();
  await fresh?.drop();
});

const first = 'step 0 0';

/** Ours and the bare one by turns, so that whatever the machine does meets both. */
async function pairs(count: number): Promise<{ ours: number; bare: number }> {
  const ours: number[] = [];
  const bare: number[] = [];
  for (let n = 0; n < count + 5; n++) {
    ours.push(await timed(() => edit(sixty, first)));
    bare.push(await timed(() => bareEdit(sql, sixty, first)));
  }
  return { ours: median(ours.slice(5)), bare: median(bare.slice(5)) };
}

async function rates(): Promise<Figure[]> {
  const on = (client: number) => plans[client] ?? sixty;
  return [
    {
      what: 'Edits a second, 8 clients on 8 plans',
      ours: await rate(8, size.each, (client) => edit(on(client), first)),
      bare: await rate(8, size.each, (client) => bareEdit(sql, on(client), first)),
      unit: '/s',
      wanted: 'at least 0.4',
    },
    {
      what: 'Edits a second, 8 clients on one plan',
      ours: await rate(8, size.each, (client) => edit(sixty, `step 1 ${client}`)),
      bare: await rate(8, size.each, (client) => bareEdit(sql, sixty, `step 1 ${client}`)),
      unit: '/s',
    },
  ];
}

const session = async () => `tl=${(await signIn(fresh.owner, maya.personId)).cookie}`;

/** Not compressed, on either side: that is the same work for the same bytes. */
async function page(url: string, cookie = ''): Promise<string> {
  const answer = await fetch(url, { headers: { cookie, 'accept-encoding': 'identity' } });
  const text = await answer.text();
  if (answer.status !== 200 || text.length < 1000) throw new Error(`${url}: ${answer.status}`);
  return text;
}

const residentMb = (pid: number): number | null => {
  const status = `/proc/${pid}/status`;
  if (!existsSync(status)) return null;
  return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(status, 'utf8'))?.[1] ?? 0) / 1024;
};

describe('what things cost, beside the least they could', () => {
  test('an edit', async () => {
    const { ours, bare } = await pairs(size.edits);
    figures.push({
      what: 'One edit, p50, plan of 60 steps',
      ours,
      bare,
      unit: 'ms',
      wanted: 'at most 2.5',
    });
    figures.push(...(await rates()));
    expect(ours).toBeGreaterThan(0);
  }, 600_000);

  test('a plan page of 60 steps, and the process that serves it', async () => {
    const bareProcess = fork(join(import.meta.dirname, 'bare-page.mjs'), [...bareArguments(), sixty.planId], {
      execArgv: [],
      env: { ...process.env, NODE_ENV: 'production' },
    });
    const [port] = (await once(bareProcess, 'message')) as [number];
    const app: AppProcess = await startApp(fresh.target);
    try {
      const cookie = await session();
      const real = `${app.url}/plans/${sixty.planId}`;
      const bareUrl = `http://127.0.0.1:${port}`;
      const html = await page(real, cookie);
      bareProcess.send(html);
      const took = { ours: [] as number[], rich: [] as number[], list: [] as number[] };
      for (let n = 0; n < size.pages + 20; n++) {
        took.ours.push(await timed(() => page(real, cookie)));
        took.rich.push(await timed(() => page(`${bareUrl}/rich`)));
        took.list.push(await timed(() => page(bareUrl)));
      }
      const p50 = (list: number[]) => median(list.slice(20));
      const [ours, rich] = [p50(took.ours), p50(took.rich)];
      // As rich in truth: what was left out while reading it would make the comparison kinder.
      expect((await page(`${bareUrl}/rich`)).length / html.length).toBeGreaterThan(0.95);
      figures.push(
        {
          what: 'Plan page of 60 steps, p50, over HTTP (bare: the same markup)',
          ours,
          bare: rich,
          unit: 'ms',
          wanted: 'at most 3',
        },
        {
          what: 'The same beside a plain list of 60 rows',
          ours,
          bare: p50(took.list),
          unit: 'ms',
        },
      );
      const resident = residentMb(app.pid);
      if (resident !== null)
        figures.push({
          what: 'Memory of the process after that',
          ours: resident,
          bare: residentMb(bareProcess.pid ?? 0) ?? undefined,
          unit: 'MB',
        });
      expect(ours).toBeGreaterThan(0);
    } finally {
      await app.stop();
      bareProcess.disconnect();
    }
  }, 600_000);

  test('a start', async () => {
    const ours: number[] = [];
    const bare: number[] = [];
    for (let n = 0; n < (isWhole ? 5 : 1); n++) {
      let app: AppProcess | undefined;
      ours.push(
        await timed(async () => {
          app = await startApp(fresh.target);
        }),
      );
      await app?.stop();
      bare.push(
        await timed(async () => {
          const script =
            "require('node:http').createServer().listen(0,'127.0.0.1',()=>{console.log('up');process.exit()})";
          const child = spawn(process.execPath, ['-e', script], { stdio: ['ignore', 'pipe', 'inherit'] });
          await once(child, 'exit');
        }),
      );
    }
    figures.push({
      what: 'Start, until the first page can be asked for',
      ours: median(ours),
      bare: median(bare),
      unit: 'ms',
    });
    expect(median(ours)).toBeGreaterThan(median(bare));
  }, 120_000);

  test(`with ${size.others} more plans`, async () => {
    const before = await pairs(size.edits);
    const template = findTemplate('short-plan');
    if (!template) throw new Error('The short template is there');
    const open = () =>
      openPlan(
        {
          personId: maya.personId,
          name: maya.name,
          workspaceId: sixty.workspaceId,
          workspaceName: 'Northwind',
          standing: 'owner',
        },
        {
          planId: randomUUID(),
          template,
          buyerName: 'Acme Freight',
          objective: 'One of many',
          whyNow: '',
          liveDay: addDays(realToday(), 90),
          zone,
        },
      );
    for (let n = 0; n < size.others; n += 8) await Promise.all(Array.from({ length: 8 }, open));
    await bareTables(fresh.owner as unknown as Sql);
    await fresh.owner`analyze`;
    const after = await pairs(size.edits);
    figures.push({
      what: `One edit, p50, with ${size.others.toLocaleString('en')} more plans (bare: with nine)`,
      ours: after.ours / after.bare,
      bare: before.ours / before.bare,
      unit: 'ms',
      wanted: 'at most 1.1',
    });
    expect(await fresh.owner`select 1 from plan`).toHaveLength(9 + Math.ceil(size.others / 8) * 8);
  }, 900_000);

  test('is told, and after a whole run written down', () => {
    for (const { page, bytes } of weighBuild())
      figures.push({
        what: `JavaScript at first: ${page.reader}, ${page.name}`,
        ours: bytes / 1000,
        unit: 'kB',
      });
    if (isWhole) write('cost', figures);
    process.stdout.write(`${table({ day: 'now', cores: 0, figures })}\n`);
    expect(figures.length).toBeGreaterThan(6);
  });
});

/** Where the bare page finds the same database. */
function bareArguments(): [string, string] {
  const [url, options] = clientArguments(fresh.target);
  return [url, JSON.stringify(options)];
}

test('the README shows the committed figures', () => {
  const whole = committed('cost');
  expect(inReadme('cost')).toBe(whole ? table(whole) : '');
});
