import { type Clock, turnNextDay } from '#app/commands/turn-day.server.ts';
import { log } from '#app/http/log.server.ts';
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
export function startDayWorker(
  database: Database,
  { quietSeconds, pollMs = POLL_MS }: { quietSeconds: number; pollMs?: number },
): { stop(): Promise<void> } {
  let stopping = false;
  let wake = () => {};
  const pause = () =>
    new Promise<void>((resolve) => {
      if (stopping) return resolve();
      const timer = setTimeout(resolve, pollMs);
      timer.unref();
      wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  const running = (async () => {
    while (!stopping) {
      await turnDays(database, { now: new Date(), quietSeconds }, () => stopping).catch((error: unknown) =>
        log().error({ err: error }, 'a plan could not be looked at'),
      );
      await pause();
    }
  })();
  return {
    async stop() {
      stopping = true;
      wake();
      await running;
    },
  };
}
