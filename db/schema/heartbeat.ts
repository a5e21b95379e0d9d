import { pgTable, text, timestamp } from 'drizzle-orm/pg-core';

/** When each kind of work in the background was last done, by any process. */
export const heartbeat = pgTable('heartbeat', {
  name: text().primaryKey(),
  at: timestamp({ withTimezone: true }).notNull().defaultNow(),
});
