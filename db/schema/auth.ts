import { sql } from 'drizzle-orm';
import {
  check,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  timestamp,
  uuid,
} from 'drizzle-orm/pg-core';
import type { LetterActRefs } from '#app/domain/letter-act.ts';
import type { ReplyActRefs, ReplyPlace } from '#app/domain/reply.ts';
import { person } from './people.ts';

const at = (name: string) => timestamp(name, { withTimezone: true, mode: 'date' });

/** `id` is the SHA-256 of what the cookie holds. */
export const session = pgTable(
  'session',
  {
    id: text().primaryKey(),
    userId: uuid('user_id')
      .notNull()
      .references(() => person.id),
    /** Idle limit, moved on by use. */
    expiresAt: at('expires_at').notNull(),
    /** Absolute limit, never moved. */
    endsAt: at('ends_at').notNull(),
    /** `invited` reaches the plans entered by invitation; `signedIn` all of the person's. */
    level: text().$type<'invited' | 'signedIn'>().notNull(),
    createdAt: at('created_at').notNull().defaultNow(),
    /** Roughly: written once in a few minutes of use. */
    lastUsedAt: at('last_used_at').notNull().defaultNow(),
    /** What the browser says it is, cleaned and cut; null until its first use. */
    userAgent: text('user_agent'),
  },
  (t) => [
    index('session_of_person').on(t.userId),
    check('session_level', sql`${t.level} in ('invited', 'signedIn')`),
  ],
);

export const sessionPlan = pgTable(
  'session_plan',
  {
    sessionId: text('session_id').notNull(),
    planId: uuid('plan_id').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.sessionId, t.planId] }),
    foreignKey({ columns: [t.sessionId], foreignColumns: [session.id] }).onDelete('cascade'),
  ],
);

/** One request to sign in, tied to the browser that asked. `person_id` is null for an address nobody has. */
export const signInAttempt = pgTable(
  'sign_in_attempt',
  {
    id: uuid().primaryKey(),
    address: text().notNull(),
    personId: uuid('person_id').references(() => person.id),
    /** SHA-256 of the pending cookie. */
    browser: text().notNull(),
    codeHash: text('code_hash').notNull(),
    tries: integer().notNull().default(0),
    goTo: text('go_to'),
    expiresAt: at('expires_at').notNull(),
    usedAt: at('used_at'),
    createdAt: at('created_at').notNull().defaultNow(),
  },
  (t) => [index('attempt_of_address').on(t.address, t.createdAt)],
);

/** A single-purpose link. The secret is HMAC(APP_SECRET, purpose, id); the row holds its hash and state. */
export const token = pgTable(
  'token',
  {
    id: uuid().primaryKey(),
    purpose: text()
      .$type<
        | 'signIn'
        | 'invitation'
        | 'stopLetters'
        | 'memberInvitation'
        | 'summary'
        | 'letterAct'
        | 'calendarFeed'
        | 'reply'
        | 'replyAct'
      >()
      .notNull(),
    hash: text().notNull().unique(),
    personId: uuid('person_id').references(() => person.id),
    workspaceId: uuid('workspace_id'),
    planId: uuid('plan_id'),
    attemptId: uuid('attempt_id').references(() => signInAttempt.id),
    invitedBy: uuid('invited_by').references(() => person.id),
    /** What it lets them do, of what they read. */
    refs: jsonb().$type<LetterActRefs | ReplyPlace | ReplyActRefs>(),
    expiresAt: at('expires_at').notNull(),
    usedAt: at('used_at'),
    revokedAt: at('revoked_at'),
    createdAt: at('created_at').notNull().defaultNow(),
  },
  (t) => [index('token_of_invitation').on(t.personId, t.planId, t.purpose)],
);
