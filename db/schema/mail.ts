import { sql } from 'drizzle-orm';
import { boolean, check, index, integer, jsonb, pgTable, text, timestamp, uuid } from 'drizzle-orm/pg-core';
import type { Invitation } from '#app/domain/calendar.ts';
import type { Delivery } from '#app/domain/delivery.ts';
import type { CommentFile, LeftOut } from '#app/domain/file.ts';
import type { Layer } from '#app/domain/plan.ts';
import type { ReplyPlace, ReplyState } from '#app/domain/reply.ts';
import { person } from './people.ts';

const at = (name: string) => timestamp(name, { withTimezone: true, mode: 'date' });

/** One thing to tell one person, written in the transaction of the change that called for it. */
export const line = pgTable(
  'line',
  {
    id: uuid().primaryKey(),
    workspaceId: uuid('workspace_id').notNull(),
    planId: uuid('plan_id').notNull(),
    personId: uuid('person_id')
      .notNull()
      .references(() => person.id),
    kind: text().notNull(),
    layer: text().$type<Layer>().notNull(),
    refs: jsonb().$type<Record<string, unknown>>().notNull(),
    at: at('at').notNull(),
    /** Not before this; the window of its person and plan may hold it longer. */
    sendAfter: at('send_after').notNull(),
    /** Goes with the next letter, and makes none of its own before it is due. */
    waits: boolean().notNull().default(false),
    letterId: uuid('letter_id'),
    droppedWhy: text('dropped_why'),
  },
  (t) => [
    index('line_waiting').on(t.sendAfter).where(sql`${t.letterId} is null and ${t.droppedWhy} is null`),
    index('line_window')
      .on(t.personId, t.planId)
      .where(sql`${t.letterId} is null and ${t.droppedWhy} is null`),
    index('line_of_letter').on(t.letterId),
    index('line_of_steps')
      .on(t.planId)
      .where(sql`${t.kind} in ('reminder', 'yourTurn', 'approvalAsked', 'approvalOutdated')`),
    index('line_still_right').on(t.planId).where(sql`${t.kind} = 'stillRight'`),
  ],
);

export type LetterState = 'waiting' | 'sending' | 'sent' | 'failed' | 'unknown' | 'dropped';

/** What was composed, frozen: a retry sends the same bytes under the same key. Secrets stay placeholders. */
export interface FrozenLetter {
  to: { name: string; address: string };
  from: { name: string; address: string };
  replyTo: string | null;
  subject: string;
  html: string;
  text: string;
  headers: Record<string, string>;
  /** Of a meeting: what goes to the reader's calendar, and what it has from then on. */
  calendar?: Invitation & { text: string };
}

export const letter = pgTable(
  'letter',
  {
    id: uuid().primaryKey(),
    kind: text().notNull(),
    personId: uuid('person_id').references(() => person.id),
    workspaceId: uuid('workspace_id'),
    planId: uuid('plan_id'),
    /** What the composer needs beside the lines: an attempt, an invitation, which chaser. */
    refs: jsonb().$type<Record<string, unknown>>().notNull().default({}),
    state: text().$type<LetterState>().notNull().default('waiting'),
    sendAfter: at('send_after').notNull(),
    attempts: integer().notNull().default(0),
    leasedUntil: at('leased_until'),
    frozen: jsonb().$type<FrozenLetter>(),
    providerId: text('provider_id'),
    error: text(),
    /** What the provider told later; null while it has told nothing. */
    delivery: text().$type<Delivery>(),
    /** In the words of the server that said it. */
    deliveryWords: text('delivery_words'),
    deliveryAt: at('delivery_at'),
    createdAt: at('created_at').notNull().defaultNow(),
    firstTriedAt: at('first_tried_at'),
    endedAt: at('ended_at'),
  },
  (t) => [
    index('letter_due').on(t.sendAfter).where(sql`${t.state} in ('waiting', 'sending')`),
    index('letter_of_person').on(t.personId, t.planId),
    index('letter_of_provider').on(t.providerId),
    check(
      'letter_delivery',
      sql`${t.delivery} in ('delayed', 'delivered', 'failed', 'bounced', 'suppressed', 'complained')`,
    ),
    check('letter_state', sql`${t.state} in ('waiting', 'sending', 'sent', 'failed', 'unknown', 'dropped')`),
  ],
);

/** What providers told us, by their id of it: the same told again changes nothing. */
export const providerNews = pgTable('provider_news', {
  id: text().primaryKey(),
  at: at('at').notNull().defaultNow(),
});

/** What somebody wrote in answer to a letter, until it is their comment; kept for a while after. */
export const reply = pgTable(
  'reply',
  {
    id: uuid().primaryKey(),
    /** Of the message and where it went: the same delivered again is known. */
    key: text().notNull().unique(),
    personId: uuid('person_id')
      .notNull()
      .references(() => person.id),
    workspaceId: uuid('workspace_id').notNull(),
    planId: uuid('plan_id').notNull(),
    place: jsonb().$type<ReplyPlace>().notNull(),
    text: text().notNull(),
    /** Where it came from, when that was not their own address. */
    sender: text(),
    state: text().$type<ReplyState>().notNull(),
    /** Only their own side will read it. */
    onlyOurs: boolean('only_ours').notNull(),
    receivedAt: at('received_at').notNull(),
    /** When it becomes a comment. */
    dueAt: at('due_at').notNull(),
    endedAt: at('ended_at'),
    /** Why it did not become one. */
    why: text(),
    files: jsonb().$type<CommentFile[]>().notNull().default([]),
    leftOut: jsonb('left_out').$type<LeftOut[]>().notNull().default([]),
  },
  (t) => [
    index('reply_due').on(t.dueAt).where(sql`${t.state} = 'waiting'`),
    index('reply_of_person').on(t.personId, t.planId),
    check('reply_state', sql`${t.state} in ('waiting', 'held', 'written', 'deleted', 'refused')`),
  ],
);

/** The bytes of one file, by its id; its name is told by the comment it came with. */
export const file = pgTable(
  'file',
  {
    id: uuid().primaryKey(),
    workspaceId: uuid('workspace_id').notNull(),
    planId: uuid('plan_id').notNull(),
    bytes: integer().notNull(),
    sha256: text().notNull(),
    at: at('at').notNull().defaultNow(),
    /** Since when nothing names it, as far as it was looked. */
    unusedSince: at('unused_since'),
  },
  (t) => [index('file_of_plan').on(t.workspaceId, t.planId)],
);

/** Rows that went, whose bytes are still to go. */
export const fileToRemove = pgTable('file_to_remove', { id: uuid().primaryKey() });
