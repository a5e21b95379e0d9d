import { randomUUID } from 'node:crypto';
import type { Sql } from 'postgres';
import { uuidv7 } from 'uuidv7';
import { changePlan } from '#app/commands/change-plan.server.ts';
import { maya } from '#tests/support/cast.ts';
import type { StoredPlan } from '#tests/support/stored-plan.server.ts';

/** One edit as the product makes it: a step is renamed, decided, stored, chained and answered. */
export async function edit(plan: StoredPlan, step: string): Promise<void> {
  const args = { stepId: plan.id(step), field: 'title', value: `Renamed ${randomUUID()}` };
  const { answers } = await changePlan(plan.access(maya), [{ id: uuidv7(), type: 'changeStep', args }]);
  const [answer] = answers;
  if (answer?.kind !== 'ok') throw new Error(`Not taken: ${JSON.stringify(answer)}`);
}

/**
 * Tables as ours, without what guards ours: whoever writes into a plan by hand starts a new epoch of it, which costs
 * time on one side and throws away what is in memory on the other.
 */
export async function bareTables(sql: Sql): Promise<void> {
  await sql`create table if not exists bare_log (id uuid, at timestamptz)`;
  await sql`create table if not exists bare_step (like step including all)`;
  await sql`insert into bare_step select * from step on conflict do nothing`;
  await sql`analyze bare_step`;
}

/** The same five round trips with postgres.js alone: begin and lock, known command, row, write, commit. */
export async function bareEdit(sql: Sql, plan: StoredPlan, step: string): Promise<void> {
  const { workspaceId, planId } = plan;
  await sql.begin(async (tx) => {
    await tx`select * from plan_head where workspace_id = ${workspaceId} and plan_id = ${planId} for update`;
    await tx`select id from command where workspace_id = ${workspaceId} and plan_id = ${planId} and id = ${randomUUID()}`;
    await tx`select * from bare_step where workspace_id = ${workspaceId} and plan_id = ${planId} and id = ${plan.id(step)}`;
    await tx`with renamed as (
        update bare_step set title = ${`Renamed ${randomUUID()}`}
        where workspace_id = ${workspaceId} and plan_id = ${planId} and id = ${plan.id(step)} returning id)
      insert into bare_log (id, at) select ${randomUUID()}, now() from renamed`;
  });
}

export async function timed(work: () => Promise<unknown>): Promise<number> {
  const from = performance.now();
  await work();
  return performance.now() - from;
}

/** So many edits by so many clients at once, in edits a second. */
export async function rate(clients: number, each: number, work: (client: number) => Promise<void>) {
  const took = await timed(async () => {
    const one = async (client: number) => {
      for (let n = 0; n < each; n++) await work(client);
    };
    await Promise.all(Array.from({ length: clients }, (_, client) => one(client)));
  });
  return (clients * each * 1000) / took;
}
