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
    /** The text a conflict did not take, kept 30 days. */
    lost: jsonb(),
    at: at('at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.workspaceId, t.planId, t.personId, t.id] })],
);
