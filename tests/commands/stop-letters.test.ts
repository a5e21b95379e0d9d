import { beforeAll, expect, test } from 'vitest';
import { secretFor, stopTokenFor } from '#app/auth/tokens.server.ts';
import * as stop from '#app/routes/stop.$token.tsx';
import { openDoors, Visitor } from '#tests/auth/visitor.server.ts';
import { dana } from '#tests/support/cast.ts';
import type { FreshDatabase } from '#tests/support/databases.server.ts';
import { storedPlan } from '#tests/support/stored-plan.server.ts';

let fresh: FreshDatabase;
let secret: string;

beforeAll(async () => {
  fresh = await openDoors();
  const { workspaceId, planId } = await storedPlan(fresh.database, { buyers: [dana] });
  const on = { personId: dana.personId, workspaceId, planId };
  const { id } = await stopTokenFor(fresh.database.db, on);
  expect(await stopTokenFor(fresh.database.db, on)).toEqual({ id });
  secret = secretFor('stopLetters', id);
  return fresh.drop;
});

const look = () => new Visitor().get(stop, `/stop/${secret}`, { token: secret });
const post = (form: Record<string, string>) =>
  new Visitor().post(stop, `/stop/${secret}`, form, { token: secret });

test('looking stops nothing', async () => {
  for (let fetch = 0; fetch < 20; fetch += 1) expect((await look()).body).toMatchObject({ state: 'coming' });
});

test('a mail provider stops them with one click and no redirect, as often as it likes', async () => {
  for (let time = 0; time < 2; time += 1)
    expect((await post({ 'List-Unsubscribe': 'One-Click' })).status).toBe(200);
  expect((await look()).body).toMatchObject({ state: 'stopped' });
});

test('the same page starts them again', async () => {
  await post({ intent: 'start' });
  expect((await look()).body).toMatchObject({ state: 'coming' });
});

test('a made-up link is a 404', async () => {
  expect((await new Visitor().post(stop, '/stop/x', {}, { token: 'x' })).status).toBe(404);
});
