import { beforeAll, expect, test } from 'vitest';
import { firstRunLines, setUpCode } from '#app/auth/set-up-code.server.ts';
import * as home from '#app/routes/_index.tsx';
import * as setup from '#app/routes/setup.tsx';
import * as signIn from '#app/routes/sign-in._index.tsx';
import { openDoors, Visitor } from '#tests/auth/visitor.server.ts';
import type { FreshDatabase } from '#tests/support/databases.server.ts';

let fresh: FreshDatabase;

beforeAll(async () => {
  fresh = await openDoors();
  return fresh.drop;
});

const filled = (over: Record<string, string> = {}) => ({
  workspaceName: 'Northwind',
  name: 'Maya Klein',
  address: 'Maya@Northwind.example',
  code: setUpCode(),
  zone: 'Europe/Berlin',
  ...over,
});

test('the first visitor is led to the set-up page, and the terminal says where it is', async () => {
  const browser = new Visitor();
  expect((await browser.get(home, '/')).location).toBe('/setup');
  expect((await browser.get(signIn, '/sign-in')).location).toBe('/setup');
  expect(await firstRunLines()).toEqual([
    expect.stringContaining(`/setup?code=${setUpCode()}`),
    expect.anything(),
  ]);
  expect(setUpCode()).toMatch(/^[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$/);
});

test('without the code of the log nothing is made, and what was typed is kept', async () => {
  const answer = await new Visitor().post(setup, '/setup', filled({ code: '0000-0000' }));
  expect(answer).toMatchObject({
    status: 400,
    body: { initialValue: { workspaceName: 'Northwind' }, error: { code: [expect.stringContaining('log')] } },
  });
  expect(await fresh.owner`select 1 from person`).toHaveLength(0);
});

test.each([
  ['workspaceName', ' '],
  ['name', ''],
  ['address', 'maya@northwind, tom@northwind.example'],
])('a form without a right %s says so at that field', async (field, value) => {
  const answer = await new Visitor().post(setup, '/setup', filled({ [field]: value }));
  expect(answer.body).toMatchObject({ error: { [field]: [expect.any(String)] } });
});

test('of several who set up at once one is first, owns the workspace and is signed in; then the page is gone', async () => {
  const browsers = Array.from({ length: 6 }, () => new Visitor());
  const code = setUpCode().toLowerCase().replace('-', ' ');
  // Held until all of them are past the first look.
  const [, ...answers] = await Promise.all([
    fresh.owner.begin(async (tx) => {
      await tx`lock table workspace in access exclusive mode`;
      await new Promise((resolve) => setTimeout(resolve, 500));
    }),
    ...browsers.map((browser, n) =>
      browser.post(setup, '/setup', filled({ code, address: `maya${n}@northwind.example` })),
    ),
  ]);
  expect(answers.map(({ status }) => status).sort()).toEqual([302, 404, 404, 404, 404, 404]);
  const people = await fresh.owner`
    select p.zone, m.standing, w.name from person p
    join membership m on m.person_id = p.id join workspace w on w.id = m.workspace_id`;
  expect(people).toEqual([{ zone: 'Europe/Berlin', standing: 'owner', name: 'Northwind' }]);
  const first = browsers[answers.findIndex(({ status }) => status === 302)];
  expect((await first?.get(home, '/'))?.location).toBe('/plans');
  expect((await new Visitor().get(setup, '/setup')).status).toBe(404);
  expect((await new Visitor().post(setup, '/setup', filled())).status).toBe(404);
  expect(await firstRunLines()).toEqual([]);
});
