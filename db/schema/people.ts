import { sql } from 'drizzle-orm';
import {
  boolean,
  check,
  customType,
  date,
  foreignKey,
  index,
  jsonb,
  pgTable,
  text,
  timestamp,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import type { Day } from '#app/domain/day.ts';
import type { Stop } from '#app/domain/delivery.ts';
import type { KeepInTouch } from '#app/domain/keep-in-touch.ts';
import type { Side } from '#app/domain/plan.ts';
import type { PresenceChoice } from '#app/domain/presence.ts';

const at = (name: string) => timestamp(name, { withTimezone: true, mode: 'string' });

export const workspace = pgTable('workspace', {
  id: uuid().primaryKey(),
  name: text().notNull(),
  createdAt: at('created_at').notNull().defaultNow(),
});

const bytes = customType<{ data: Buffer }>({ dataType: () => 'bytea' });

/** A small picture of a workspace, apart from it so that reading a name never carries a picture along. */
export const workspaceMark = pgTable(
  'workspace_mark',
  {
    workspaceId: uuid('workspace_id').primaryKey(),
    /** SHA-256 of the bytes; its address, so that a browser may keep it for ever. */
    hash: text().notNull(),
    type: text().$type<'image/png' | 'image/jpeg' | 'image/webp'>().notNull(),
    content: bytes().notNull(),
    createdAt: at('created_at').notNull().defaultNow(),
  },
  (t) => [
    foreignKey({ columns: [t.workspaceId], foreignColumns: [workspace.id] }),
    check('workspace_mark_type', sql`${t.type} in ('image/png', 'image/jpeg', 'image/webp')`),
    check('workspace_mark_size', sql`octet_length(${t.content}) <= 102400`),
  ],
);

/** One identity per mail address, folded to lower case. */
export const person = pgTable(
  'person',
  {
    id: uuid().primaryKey(),
    address: text().notNull().unique(),
    name: text().notNull(),
    zone: text().notNull().default('UTC'),
    /** Mail to a bounced or complaining address stops. */
    addressStoppedAt: at('address_stopped_at'),
    /** Null where it stopped for good: they were erased. */
    addressStoppedWhy: text('address_stopped_why').$type<Stop>(),
    /** How they want to hear of plans for which they have said nothing else; null until they say. */
    keepInTouch: jsonb('keep_in_touch').$type<KeepInTouch>(),
    createdAt: at('created_at').notNull().defaultNow(),
  },
  (t) => [check('person_stopped_why', sql`${t.addressStoppedWhy} in ('bounced', 'complained')`)],
);

/**
 * What a person may reach: a workspace (`plan_id` null) or one plan. Read by exact key only, without
 * row-level security, because it is what row-level security is decided from.
 */
export const membership = pgTable(
  'membership',
  {
    id: uuid().primaryKey(),
    workspaceId: uuid('workspace_id').notNull(),
    personId: uuid('person_id')
      .notNull()
      .references(() => person.id),
    planId: uuid('plan_id'),
    side: text().$type<Side>().notNull(),
    /** Of the workspace; null on a plan. */
    standing: text().$type<'owner' | 'admin' | 'member'>(),
    /** The person's own row on the plan. */
    stakeholderId: uuid('stakeholder_id'),
    admitted: boolean().notNull().default(true),
    pointPerson: boolean('point_person').notNull().default(false),
    /** First came in: to the plan, or signed in as a member. */
    enteredAt: at('entered_at'),
    /** "Stop these letters": nothing but what they ask for themselves. */
    lettersStoppedAt: at('letters_stopped_at'),
    /** How they want to hear of this plan; null: as of their others. */
    keepInTouch: jsonb('keep_in_touch').$type<KeepInTouch>(),
    /** When they last said so, or that it stays as it is. */
    inTouchSaidAt: at('in_touch_said_at'),
    /** The day they are back, as an automatic reply of theirs said; offered to them alone, and never held by itself. */
    mailedBack: date('mailed_back', { mode: 'string' }).$type<Day>(),
    /** The one of these they have answered: it is not offered again. */
    mailedBackAnswered: date('mailed_back_answered', { mode: 'string' }).$type<Day>(),
    /** When they show to the others on the plan; null until they choose. */
    presence: text().$type<PresenceChoice>(),
    createdAt: at('created_at').notNull().defaultNow(),
  },
  (t) => [
    foreignKey({ columns: [t.workspaceId], foreignColumns: [workspace.id] }),
    uniqueIndex('membership_workspace_once').on(t.workspaceId, t.personId).where(sql`${t.planId} is null`),
    uniqueIndex('membership_plan_once')
      .on(t.workspaceId, t.planId, t.personId)
      .where(sql`${t.planId} is not null`),
    index('membership_of_person').on(t.personId),
    check('membership_side', sql`${t.side} in ('seller', 'buyer')`),
    check('membership_presence', sql`${t.presence} in ('editing', 'open', 'never')`),
    check('membership_standing', sql`(${t.planId} is null) = (${t.standing} is not null)`),
  ],
);
