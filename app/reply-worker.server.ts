import { writeNextReply } from '#app/commands/take-reply.server.ts';
import { type Recurring, startRecurring } from '#app/recurring.server.ts';
import type { Database } from '#db/client.server.ts';

const POLL_MS = 2_000;

/** Every reply that is due becomes a comment; how many there were. */
export async function writeReplies(
  database: Database,
  now: Date,
  stopped: () => boolean = () => false,
): Promise<number> {
  for (let count = 0; ; count += 1) if (stopped() || !(await writeNextReply(database, now))) return count;
}

/** Any number of processes may do so at once: each reply is one's at a time. */
export const startReplyWorker = (
  database: Database,
  { pollMs = POLL_MS, finished }: { pollMs?: number; finished?: () => Promise<void> } = {},
): Recurring =>
  startRecurring((stopped) => writeReplies(database, new Date(), stopped), {
    everyMs: pollMs,
    trouble: 'a reply could not be written',
    ...(finished && { finished }),
  });
