import { foreignKey, integer, jsonb, pgTable, primaryKey, timestamp, uuid } from 'drizzle-orm/pg-core';
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
