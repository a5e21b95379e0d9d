import type { FreshDatabase } from '#tests/support/databases.server.ts';

/** Row-level security off for one table meanwhile. What was read under the other rule stands for nothing. */
export async function withoutSecurity<T>(
  { owner }: FreshDatabase,
  table: string,
  work: () => Promise<T>,
): Promise<T> {
  const set = async (how: 'enable' | 'disable') => {
    await owner.unsafe(`alter table ${table} ${how} row level security`);
    await owner`update plan_head set epoch = gen_random_uuid()`;
  };
  await set('disable');
  try {
    return await work();
  } finally {
    await set('enable');
  }
}
