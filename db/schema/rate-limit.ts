import { integer, pgTable, text, timestamp } from 'drizzle-orm/pg-core';

/** Counters of `app/http/rate-limit.server.ts`; the column names are those its store expects. */
export const rateLimit = pgTable('rate_limit', {
  key: text('key').primaryKey(),
  points: integer('points').notNull(),
  expire: timestamp('expire', { withTimezone: true, mode: 'date' }),
});
