import { type Clock, turnNextDay } from '#app/commands/turn-day.server.ts';
import { type Recurring, startRecurring } from '#app/recurring.server.ts';
import type { Database } from '#db/client.server.ts';

const POLL_MS = 2_000;

/** Looks at every plan that is due, one after the other; how many there were. */
export async function turnDays(
  database: Database,
  clock: Clock,
  stopped: () => boolean = () => false,
): Promise<number> {
  for (let count = 0; ; count += 1) {
    if (stopped() || !(await turnNextDay(database, clock))) return count;
  }
}

/** Lets time pass on plans until it is stopped. Any number of processes may do so at once: each plan is one's at a time. */
export const startDayWorker = (
  database: Database,
  {
    quietSeconds,
    pollMs = POLL_MS,
    finished,
  }: { quietSeconds: number; pollMs?: number; finished?: () => Promise<void> },
): Recurring =>
  startRecurring((stopped) => turnDays(database, { now: new Date(), quietSeconds }, stopped), {
    everyMs: pollMs,
    trouble: 'a plan could not be looked at',
    ...(finished && { finished }),
  });
