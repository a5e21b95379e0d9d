import { randomUUID } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { beforeAll, expect, test } from 'vitest';
import type { Db } from '#db/client.server.ts';
import { raise } from '#db/scope/raise.server.ts';
import { setScope } from '#db/scope.server.ts';
import { type FreshDatabase, freshDatabase } from '#tests/support/databases.server.ts';

let fresh: FreshDatabase;

beforeAll(async () => {
  fresh = await freshDatabase();
  return fresh.drop;
});

async function scopeOf(db: Db) {
  const [row] = await db.execute(
    sql`select tl.ws() as workspace, tl.plans()::text as plans, tl.layers()::text as layers`,
  );
  return row;
}

const workspaceId = randomUUID();
const planIds = [randomUUID(), randomUUID()];

test('a scope holds inside its transaction, and nothing of it stays on the connection', async () => {
  await fresh.database.unit(async (db) => {
    await db.transaction(async (tx) => {
      await setScope(tx, { workspaceId, planIds, layers: ['shared', 'buyer'] });
      expect(await scopeOf(tx)).toEqual({
        workspace: workspaceId,
        plans: `{${planIds.join(',')}}`,
        layers: '{shared,buyer}',
      });
    });
    expect(await scopeOf(db)).toEqual({ workspace: null, plans: null, layers: null });
  });
});

test('a thousand transactions of many tenants at once see only their own scope', async () => {
  const tenants = Array.from({ length: 1_000 }, () => randomUUID());
  const seen = await Promise.all(
    tenants.map((tenant) =>
      fresh.database.transaction(
        async (tx) => {
          await setScope(tx, { workspaceId: tenant, planIds: [tenant], layers: ['shared'] });
          return scopeOf(tx);
        },
        { deadlineMs: 30_000 },
      ),
    ),
  );
  expect(seen.map((scope) => scope?.workspace)).toEqual(tenants);
});

test('raising opens all three layers of the plan', async () => {
  const scope = await fresh.database.transaction(async (tx) => {
    await setScope(tx, { workspaceId, planIds, layers: ['shared'] });
    await raise(tx, { workspaceId, planIds });
    return scopeOf(tx);
  });
  expect(scope).toMatchObject({ layers: '{shared,seller,buyer}' });
});

test('a reader without plans is a reader of none', async () => {
  const scope = await fresh.database.transaction(async (tx) => {
    await setScope(tx, { workspaceId, planIds: [], layers: ['shared'] });
    return scopeOf(tx);
  });
  expect(scope).toMatchObject({ plans: '{}' });
});

test('no reader is given the private layers of both sides', async () => {
  const both = fresh.database.transaction((tx) =>
    setScope(tx, { workspaceId, planIds, layers: ['seller', 'shared', 'buyer'] }),
  );
  await expect(both).rejects.toThrow('both sides');
});

test('an id that would name two plans is refused', async () => {
  const two = fresh.database.transaction((tx) =>
    setScope(tx, { workspaceId, planIds: [planIds.join(',')], layers: ['shared'] }),
  );
  await expect(two).rejects.toThrow('uuids');
});
