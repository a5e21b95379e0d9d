import { log } from '#app/http/log.server.ts';

export interface Recurring {
  /** Begins nothing new, and waits for what is underway. */
  stop(): Promise<void>;
}

/**
 * Does it, and again a while after it was done, until it is stopped; what goes wrong is said, and tried again.
 * `finished`: after each time that nothing went wrong.
 */
export function startRecurring(
  work: (stopped: () => boolean) => Promise<unknown>,
  { everyMs, trouble, finished }: { everyMs: number; trouble: string; finished?: () => Promise<void> },
): Recurring {
  let stopping = false;
  let wake = () => {};
  const pause = () =>
    new Promise<void>((resolve) => {
      if (stopping) return resolve();
      const timer = setTimeout(resolve, everyMs);
      timer.unref();
      wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  const running = (async () => {
    while (!stopping) {
      await work(() => stopping)
        .then(finished)
        .catch((error: unknown) => log().error({ err: error }, trouble));
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
