import { log } from '#app/http/log.server.ts';
import { claimNext, deliver } from './deliver.server.ts';
import type { MailRoom } from './mail-room.server.ts';
import { closeDueWindows } from './window.server.ts';

export interface MailWorker {
  /** Takes nothing new, and lets what is on its way arrive. */
  stop(): Promise<void>;
}

/** How often the tables are asked while nothing wakes us. */
const POLL_MS = 1_000;
/** Letters on their way at once: a mail server that hangs must not hold up a code to sign in. */
const LANES = 4;
/** A letter cut off here is picked up after its lease: sent again under its key, or asked about. */
const STOP_MS = 4_000;

/** Watches the tables until it is stopped; `finished`: after each round in which nothing went wrong. Any number of processes may do so at once. */
export function startMailWorker(
  room: MailRoom,
  { pollMs = POLL_MS, finished }: { pollMs?: number; finished?: () => Promise<void> } = {},
): MailWorker {
  const underway = new Set<Promise<void>>();
  let stopping = false;
  let wake = () => {};
  let kicked = false;

  const kick = () => {
    kicked = true;
    wake();
  };

  const send = (letter: NonNullable<Awaited<ReturnType<typeof claimNext>>>) => {
    const work = deliver(room, letter)
      .then((outcome) => log().info({ letterId: letter.id, kind: letter.kind, outcome }, 'letter'))
      // Its lease runs out, and then it is taken up again.
      .catch((error: unknown) => log().error({ err: error, letterId: letter.id }, 'letter left where it was'))
      .finally(() => {
        underway.delete(work);
        kick();
      });
    underway.add(work);
  };

  const pass = async () => {
    try {
      await closeDueWindows(room);
    } finally {
      // Whatever is wrong with news, a code to sign in goes.
      await sendDue();
    }
  };

  const sendDue = async () => {
    while (!stopping && underway.size < LANES) {
      const letter = await claimNext(room);
      if (!letter) return;
      send(letter);
    }
  };

  const pause = () =>
    new Promise<void>((resolve) => {
      if (kicked || stopping) return resolve();
      const timer = setTimeout(resolve, pollMs);
      wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });

  const running = (async () => {
    while (!stopping) {
      kicked = false;
      await pass()
        .then(finished)
        .catch((error: unknown) => log().error({ err: error }, 'mail could not be looked after'));
      await pause();
    }
  })();

  return {
    async stop() {
      stopping = true;
      wake();
      await running;
      await Promise.race([Promise.all(underway), later(STOP_MS)]);
    },
  };
}

const later = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms).unref());
