import postgres from 'postgres';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { clientArguments, withDatabase } from '#db/embedded/socket-url.ts';
import { startTestCluster, type TestCluster } from '#tests/support/cluster.server.ts';

let cluster: TestCluster;
beforeAll(async () => {
  cluster = await startTestCluster();
});
afterAll(() => cluster.stop());

const ask = async (target: string) => {
  const [url, options] = clientArguments(target);
  const sql = postgres(url, { ...options, max: 1 });
  const [row] = await sql`select current_database() as name, current_setting('fsync') as fsync`;
  await sql.end();
  return row;
};

it('answers on its private socket with fsync off', async () => {
  expect(await ask(cluster.target)).toEqual({ name: 'postgres', fsync: 'off' });
  expect(await ask(withDatabase(cluster.target, 'template1'))).toMatchObject({ name: 'template1' });
});

it('answers at the same place after either kind of restart', async () => {
  await cluster.restart();
  expect(await ask(cluster.target)).toMatchObject({ name: 'postgres' });
  await cluster.restart('immediate');
  expect(await ask(cluster.target)).toMatchObject({ name: 'postgres' });
});

it('cuts every client but goes on', async () => {
  const [url, options] = clientArguments(cluster.target);
  let closed = 0;
  const sql = postgres(url, { ...options, max: 1, onclose: () => closed++ });
  await sql`select 1`;
  await cluster.terminateBackends();
  expect(await ask(cluster.target)).toMatchObject({ name: 'postgres' });
  await expect.poll(() => closed).toBe(1);
  await sql.end({ timeout: 0 });
});
