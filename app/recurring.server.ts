import { log } from '#app/http/log.server.ts';

export interface Recurring {
  /** Begins nothing new, and waits for what is underway. */
  stop(): Promise<void>;
}

/** Does it, and again a while after it was done, until it is stopped; what goes wrong is said, and tried again. */
export function startRecurring(
  work: (stopped: () => boolean) => Promise<unknown>,
  { everyMs, trouble }: { everyMs: number; trouble: string },
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
      await work(() => stopping).catch((error: unknown) => log().error({ err: error }, trouble));
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
