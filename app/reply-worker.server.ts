import { writeNextReply } from '#app/commands/take-reply.server.ts';
import { log } from '#app/http/log.server.ts';
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
export function startReplyWorker(database: Database, pollMs = POLL_MS): { stop(): Promise<void> } {
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
      await writeReplies(database, new Date(), () => stopping).catch((error: unknown) =>
        log().error({ err: error }, 'a reply could not be written'),
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
