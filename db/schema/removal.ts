import { bigint, pgTable, primaryKey, text, timestamp, uuid } from 'drizzle-orm/pg-core';

const at = (name: string) => timestamp(name, { withTimezone: true, mode: 'date' });
const count = (name: string) => bigint(name, { mode: 'number' }).notNull();

/**
 * What is left of a plan that was removed for good: where its three logs stood, so that a copy somebody kept can
 * still be checked against them. Written by `tl.remove_plan` alone.
 */
export const removedPlan = pgTable(
  'removed_plan',
  {
    workspaceId: uuid('workspace_id').notNull(),
    planId: uuid('plan_id').notNull(),
    sharedN: count('shared_n'),
    sellerN: count('seller_n'),
    buyerN: count('buyer_n'),
    sharedHash: text('shared_hash').notNull(),
    sellerHash: text('seller_hash').notNull(),
    buyerHash: text('buyer_hash').notNull(),
    removedBy: uuid('removed_by').notNull(),
    removedAt: at('removed_at').notNull().defaultNow(),
  },
  (t) => [primaryKey({ columns: [t.workspaceId, t.planId] })],
);

/** That somebody was erased, and nothing of who they were. Written by `tl.erase_person` alone. */
export const erasedPerson = pgTable('erased_person', {
  personId: uuid('person_id').primaryKey(),
  /** Null: whoever runs the server. */
  erasedBy: uuid('erased_by'),
  erasedAt: at('erased_at').notNull().defaultNow(),
});
