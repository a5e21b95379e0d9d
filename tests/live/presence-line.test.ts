import { randomUUID } from 'node:crypto';
import { createServer, get, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { uuidv7 } from 'uuidv7';
import { afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { changePlan } from '#app/commands/change-plan.server.ts';
import { choosePresence } from '#app/commands/choose-presence.server.ts';
import { cursorText } from '#app/domain/cursor.ts';
import type { Focus } from '#app/domain/presence.ts';
import * as paths from '#app/http/paths.ts';
import { type LiveLine, openLiveLine } from '#app/live-line.server.ts';
import { useDatabase } from '#db/client.server.ts';
import { readPlan } from '#db/read-plan.server.ts';
import { signedIn } from '#tests/proofs/sessions.server.ts';
import { type CastMember, dana, grace, lena, maya, tom } from '#tests/support/cast.ts';
import { type FreshDatabase, freshDatabase } from '#tests/support/databases.server.ts';
import { type StoredPlan, storedPlan } from '#tests/support/stored-plan.server.ts';

let fresh: FreshDatabase;
let stored: StoredPlan;
const ends: (() => Promise<void>)[] = [];

beforeAll(async () => {
  process.env.APP_SECRET = 'a secret of thirty-two characters or more';
  fresh = await freshDatabase();
  useDatabase(fresh.database);
  return fresh.drop;
});
beforeEach(async () => {
  stored = await storedPlan(fresh.database, { buyers: [dana, lena] });
});
afterEach(async () => {
  for (const end of ends.splice(0)) await end();
});

const pause = (ms: number) => new Promise((later) => setTimeout(later, ms));

/** One process that serves plans. */
async function serve(): Promise<number> {
  const line: LiveLine = openLiveLine({
    database: fresh.database,
    directUrl: fresh.target,
    build: async () => 'build 7',
  });
  const app = express();
  app.get(paths.planEventsRoute, line.planEvents);
  app.post(paths.planPresenceRoute, line.planPresence);
  const server: Server = createServer(app);
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  ends.push(async () => {
    await line.stop();
    server.closeAllConnections();
    server.close();
  });
  return (server.address() as AddressInfo).port;
}

interface Screen {
  text(): string;
  /** Who was there, each time it was said. */
  people(): unknown[];
  close(): void;
}
async function listen(port: number, who: CastMember, cookie: string): Promise<Screen> {
  const read = await readPlan(stored.access(who));
  if (!read) throw new Error('The plan is not there');
  const query = new URLSearchParams({ from: cursorText(read.cursor), epoch: read.epoch });
  const path = `${paths.planEvents(stored.planId)}?${query}`;
  let text = '';
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    const headers = { accept: 'text/event-stream', cookie };
    get({ port, host: '127.0.0.1', path, headers }, resolve).once('error', reject);
  });
  response.on('data', (chunk: Buffer) => {
    text += chunk.toString();
  });
  const screen: Screen = {
    text: () => text,
    people: () =>
      [...text.matchAll(/^data: (\{"type":"(?:hello|presence)".*)$/gm)].map(
        ([, data]) => JSON.parse(data ?? '').people,
      ),
    close: () => response.destroy(),
  };
  await until(() => text.includes('"hello"'));
  return screen;
}
async function until(done: () => boolean, ms = 6_000): Promise<void> {
  for (const end = Date.now() + ms; !done(); await pause(10))
    if (Date.now() > end) throw new Error('It did not come');
}
const last = (screen: Screen) => JSON.stringify(screen.people().at(-1));
const shows = (screen: Screen, ...people: { who: CastMember; at: Focus | null }[]) =>
  until(() => last(screen) === JSON.stringify(people.map(({ who, at }) => ({ personId: who.personId, at }))));

const post = (port: number, cookie: string, body: unknown, planId = stored.planId) =>
  fetch(`http://127.0.0.1:${port}${paths.planPresence(planId)}`, {
    method: 'POST',
    headers: { cookie, 'content-type': 'application/json' },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
const step = (key: string): Focus => ({ on: 'step', id: stored.id(key) });
async function privateStep(who: CastMember): Promise<Focus> {
  const id = randomUUID();
  await changePlan(stored.access(who), [
    {
      id: uuidv7(),
      type: 'addStep',
      args: {
        id,
        milestoneId: stored.id('fit'),
        afterId: null,
        title: 'Only ours',
        type: 'task',
        dueDay: null,
        ask: '',
        doneWhen: '',
        owners: [],
        onlyOurs: true,
      },
    },
  ]);
  return { on: 'step', id };
}

test('both sides are told who edits what; one who only reads shows by their side’s custom, and the hello says it all', async () => {
  const port = await serve();
  const [mayas, danas] = [await signedIn(fresh, maya), await signedIn(fresh, dana)];
  const [one, other] = [await listen(port, maya, mayas), await listen(port, dana, danas)];
  await post(port, mayas, { screen: randomUUID(), at: null, renews: true });
  await post(port, danas, { screen: randomUUID(), at: null, renews: true });
  for (const screen of [one, other]) await shows(screen, { who: maya, at: null });
  await post(port, danas, { screen: randomUUID(), at: step('demo'), renews: false });
  for (const screen of [one, other])
    await shows(screen, { who: maya, at: null }, { who: dana, at: step('demo') });
  const late = await listen(port, lena, await signedIn(fresh, lena));
  expect(late.people()).toEqual([
    [
      { personId: maya.personId, at: null },
      { personId: dana.personId, at: step('demo') },
    ],
  ]);
  expect(late.text()).toContain('"build":"build 7"');
  expect(one.text()).not.toContain('id: undefined');
});

test('what is private to one side reaches only that side, and the other is sent not one byte for it', async () => {
  const port = await serve();
  const danas = await signedIn(fresh, dana);
  const hidden = await privateStep(dana);
  const [mayaSees, lenaSees] = [
    await listen(port, maya, await signedIn(fresh, maya)),
    await listen(port, lena, await signedIn(fresh, lena)),
  ];
  const before = mayaSees.text();
  const screen = randomUUID();
  await post(port, danas, { screen, at: hidden, renews: true });
  await shows(lenaSees, { who: dana, at: hidden });
  await post(port, danas, { screen, at: null, renews: false });
  await shows(lenaSees);
  await pause(1_200);
  expect(mayaSees.text()).toBe(before);
});

test('what nobody can see there, and who may not be there, changes nothing, and all are answered alike', async () => {
  const port = await serve();
  const watching = await listen(port, tom, await signedIn(fresh, tom));
  const before = watching.text();
  const hidden = await privateStep(dana);
  const body = { screen: randomUUID(), at: step('demo'), renews: true };
  const answers = [
    await post(port, '', body),
    await post(port, 'tl=made-up', body),
    await post(port, await signedIn(fresh, grace), body),
    await post(port, await signedIn(fresh, maya), body, randomUUID()),
    await post(port, await signedIn(fresh, maya), body, 'not-a-plan'),
    // Maya names Dana's private step: for her there is no such thing, and she is where she would be anyway.
    await post(port, await signedIn(fresh, lena), { ...body, at: hidden, renews: false }),
  ];
  for (const answer of answers) expect([answer.status, await answer.text()]).toEqual([204, '']);
  await pause(1_200);
  expect(watching.text()).toBe(before);
});

test('what is not well said is refused', async () => {
  const port = await serve();
  const mayas = await signedIn(fresh, maya);
  const screen = randomUUID();
  for (const body of [
    '',
    '{',
    '[]',
    { screen },
    { screen: 'x', gone: true },
    { screen, at: { on: 'goal', id: 'x' }, renews: true },
  ])
    expect((await post(port, mayas, body)).status).toBe(400);
  expect((await post(port, mayas, { screen, gone: true, more: 'x'.repeat(2_000) })).status).toBe(413);
});

test.each([
  {
    what: 'closing the page',
    end: (port: number, cookie: string, screen: string) => post(port, cookie, { screen, gone: true }),
    ms: 1_000,
  },
  { what: 'choosing never to show', end: () => choosePresence(stored.access(maya), 'never'), ms: 1_000 },
  {
    what: 'signing out',
    end: () => fresh.owner`delete from session where user_id = ${maya.personId}`,
    ms: 2_500,
  },
  {
    what: 'a line that stays cut',
    end: (_port: number, _cookie: string, _screen: string, line: Screen) => line.close(),
    ms: 7_500,
  },
])('$what takes somebody away', async ({ end, ms }) => {
  const port = await serve();
  const mayas = await signedIn(fresh, maya);
  const [own, danas] = [
    await listen(port, maya, mayas),
    await listen(port, dana, await signedIn(fresh, dana)),
  ];
  const screen = randomUUID();
  await post(port, mayas, { screen, at: step('demo'), renews: true });
  await shows(danas, { who: maya, at: step('demo') });
  await end(port, mayas, screen, own);
  await until(() => last(danas) === '[]', ms);
});

test('a step that both sides cannot see any more while somebody is at it is not named any more', async () => {
  const port = await serve();
  const danas = await signedIn(fresh, dana);
  const mayas = await listen(port, maya, await signedIn(fresh, maya));
  await post(port, danas, { screen: randomUUID(), at: step('demo'), renews: true });
  await shows(mayas, { who: dana, at: step('demo') });
  await changePlan(stored.access(maya), [
    { id: uuidv7(), type: 'removeStep', args: { stepId: stored.id('demo') } },
  ]);
  await shows(mayas);
});

test('two processes show each other’s people, and what goes between them nobody else can read or make up', async () => {
  const [here, there] = [await serve(), await serve()];
  const overheard: string[] = [];
  const ear = await fresh.owner.listen('throughline', (word) => overheard.push(word));
  const mayas = await listen(here, maya, await signedIn(fresh, maya));
  const danas = await signedIn(fresh, dana);
  const screen = randomUUID();
  // Until each has heard of the other nothing is rung.
  for (const end = Date.now() + 8_000; last(mayas) === '[]' && Date.now() < end; await pause(1_000))
    await post(there, danas, { screen, at: step('demo'), renews: true });
  await shows(mayas, { who: dana, at: step('demo') });
  await post(there, danas, { screen, gone: true });
  await shows(mayas);
  const words = overheard.join('\n');
  for (const known of [dana.personId, stored.id('demo'), screen]) expect(words).not.toContain(known);
  const sealed = overheard.find((word) => word.includes(' present '));
  expect(sealed).toBeDefined();
  const forged = `${randomUUID()} present ${Buffer.from(JSON.stringify({ kind: 'at' })).toString('base64')}`;
  const bent = `${sealed?.slice(0, -6)}AAAAAA`;
  for (const word of [forged, bent]) await fresh.owner`select pg_notify('throughline', ${word})`;
  await pause(300);
  expect(last(mayas)).toBe('[]');
  await ear.unlisten();
}, 30_000);

test('of more than twelve lines of one person on one plan the oldest gives way', async () => {
  const port = await serve();
  const cookie = await signedIn(fresh, dana);
  const lines: Screen[] = [];
  for (let n = 0; n < 13; n += 1) lines.push(await listen(port, dana, cookie));
  await until(() => lines[0]?.text().includes('"bye"') ?? false);
  for (const line of lines.slice(1)) expect(line.text()).not.toContain('"bye"');
});
