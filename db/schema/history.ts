import { sql } from 'drizzle-orm';
import {
  bigint,
  check,
  foreignKey,
  index,
  jsonb,
  pgTable,
  primaryKey,
  text,
  timestamp,
  uuid,
} from 'drizzle-orm/pg-core';
import type { Layer } from '#app/domain/plan.ts';

const at = (name: string) => timestamp(name, { withTimezone: true, mode: 'string' });

/**
 * One dense, hash-chained log per plan and layer. The app may insert and select, nothing else. No foreign
 * key to the plan: nothing that removes a plan reaches its history.
 */
export const history = pgTable(
  'history',
  {
    workspaceId: uuid('workspace_id').notNull(),
    planId: uuid('plan_id').notNull(),
    layer: text().$type<Layer>().notNull(),
    n: bigint({ mode: 'number' }).notNull(),
    kind: text().notNull(),
    at: at('at').notNull(),
    /** Null: the system, by time alone. */
    by: uuid(),
    commandId: uuid('command_id').notNull(),
    digest: text().notNull(),
    prev: text().notNull(),
    /** In a private log: how far the shared one stood. */
    behind: bigint({ mode: 'number' }),
    hash: text().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.planId, t.layer, t.n] }),
    index('history_of_command').on(t.workspaceId, t.planId, t.commandId),
    check('history_layer', sql`${t.layer} in ('shared', 'seller', 'buyer')`),
  ],
);

/** What the event says, as canonical JSON. Erasing deletes it; the chain holds the salted digest and still verifies. */
export const historyBody = pgTable(
  'history_body',
  {
    workspaceId: uuid('workspace_id').notNull(),
    planId: uuid('plan_id').notNull(),
    layer: text().$type<Layer>().notNull(),
    n: bigint({ mode: 'number' }).notNull(),
    salt: text().notNull(),
    body: text().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.planId, t.layer, t.n] }),
    foreignKey({
      columns: [t.workspaceId, t.planId, t.layer, t.n],
      foreignColumns: [history.workspaceId, history.planId, history.layer, history.n],
    }),
  ],
);

/** A command in full, so that it can be sent again. */
export interface LostCommand {
  args: unknown;
  base: Record<string, number>;
}

/** The first answer to each command, so that the same id twice gives it again. Another person's id is unknown. */
export const command = pgTable(
  'command',
  {
    workspaceId: uuid('workspace_id').notNull(),
    planId: uuid('plan_id').notNull(),
    personId: uuid('person_id').notNull(),
    id: uuid().notNull(),
    type: text().notNull(),
    answer: jsonb().notNull(),
    /** What a conflict did not take, as it was asked for; kept 30 days. */
    lost: jsonb().$type<LostCommand>(),
    at: at('at').notNull(),
    /** Since when what was lost waits for nobody any more. */
    settledAt: at('settled_at'),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.planId, t.personId, t.id] }),
    index('command_unsettled')
      .on(t.workspaceId, t.planId, t.personId)
      .where(sql`lost is not null and settled_at is null`),
  ],
);
