import { foreignKey, integer, jsonb, pgTable, primaryKey, timestamp, uuid } from 'drizzle-orm/pg-core';
import type { Stage } from '#app/domain/stages.ts';
import type { TemplateDraft } from '#app/domain/template-draft.ts';
import { workspace } from './people.ts';

/** What a workspace begins its plans with. Reached by workspace and id, like all that belongs to no plan. */
export const workspaceTemplate = pgTable(
  'workspace_template',
  {
    workspaceId: uuid('workspace_id').notNull(),
    id: uuid().notNull(),
    content: jsonb().$type<TemplateDraft>().notNull(),
    /** Counts up each time it is saved: two who write at once notice. */
    revision: integer().notNull().default(1),
    createdAt: timestamp('created_at', { withTimezone: true, mode: 'string' }).notNull().defaultNow(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    foreignKey({ columns: [t.workspaceId], foreignColumns: [workspace.id] }),
  ],
);

/** What its own selling calls a plan that has come so far: its members' alone. */
export const workspaceStages = pgTable(
  'workspace_stages',
  {
    workspaceId: uuid('workspace_id').primaryKey(),
    stages: jsonb().$type<Stage[]>().notNull(),
    /** As of a template. */
    revision: integer().notNull().default(1),
  },
  (t) => [foreignKey({ columns: [t.workspaceId], foreignColumns: [workspace.id] })],
);
