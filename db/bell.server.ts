import { randomUUID } from 'node:crypto';
import { sql } from 'drizzle-orm';
import postgres, { type Sql } from 'postgres';
import { onDriverAccident } from './client/accidents.server.ts';
import type { Database } from './client.server.ts';
import { clientArguments } from './embedded/socket-url.ts';

const CHANNEL = 'throughline';
const BEAT_MS = 5_000;
/** Three beats of our own unheard: the connection hangs. Three of another's: that process has gone. */
const SILENT_MS = 3 * BEAT_MS + 1_000;

export interface Bell {
  /** Tells the other processes on this database, if there are any. A hint: it may be lost. */
  ring(word: string): void;
  /** Whether anybody would hear it. */
  hasOthers(): boolean;
  close(): Promise<void>;
}

export interface BellOptions {
  database: Database;
  /** For LISTEN, which a pooler of transactions does not pass on. */
  directUrl: string;
  /** Another process has rung. */
  heard(word: string): void;
  /** Listening (again): what was rung meanwhile was not heard. */
  listening(): void;
}

/**
 * A doorbell between processes: PostgreSQL's LISTEN and NOTIFY, rung after COMMIT, since within a transaction it has all
 * writers wait for one lock. Each process also beats; where no other beats, nothing is rung.
 */
export function openBell({ database, directUrl, heard, listening }: BellOptions): Bell {
  const self = randomUUID();
  let heardSelfAt = performance.now();
  let heardOthersAt = Number.NEGATIVE_INFINITY;
  let client: Sql | null = null;
  let waiting = new Set<string>();
  let ringing = false;

  const hear = (payload: string) => {
    const space = payload.indexOf(' ');
    const [from, word] = [payload.slice(0, space), payload.slice(space + 1)];
    if (from === self) heardSelfAt = performance.now();
    else heardOthersAt = performance.now();
    if (from !== self && word !== '') heard(word);
  };

  function listen(): void {
    const [url, address] = clientArguments(directUrl);
    const fresh = postgres(url, {
      ...address,
      max: 1,
      fetch_types: false,
      onnotice: () => {},
      connection: { application_name: 'throughline bell' },
    });
    client = fresh;
    heardSelfAt = performance.now();
    fresh
      .listen(CHANNEL, hear, () => {
        if (client !== fresh) return;
        listening();
        say(['']);
      })
      // Silence has it replaced.
      .catch(() => {});
  }

  function replace(): void {
    const old = client;
    if (!old) return;
    listen();
    old.end({ timeout: 0 }).catch(() => {});
  }

  const notify = (words: string[]) =>
    database.db.execute(
      sql`select pg_notify(${CHANNEL}, word) from unnest(${`{${words
        .map((word) => JSON.stringify(`${self} ${word}`))
        .join(',')}}`}::text[]) as word`,
    );
  function say(words: string[]): void {
    // A word that was not said is found by whoever sweeps.
    void notify(words).then(
      () => {},
      () => {},
    );
  }

  async function flush(): Promise<void> {
    while (waiting.size > 0) {
      const words = [...waiting];
      waiting = new Set();
      await notify(words).then(
        () => {},
        () => {},
      );
    }
    ringing = false;
  }

  listen();
  const stopWatching = onDriverAccident(replace);
  const timer = setInterval(() => {
    if (performance.now() - heardSelfAt > SILENT_MS) replace();
    say(['']);
  }, BEAT_MS);
  timer.unref();

  const hasOthers = () => performance.now() - heardOthersAt <= SILENT_MS;

  return {
    hasOthers,
    ring(word) {
      if (!hasOthers()) return;
      // What comes while one is said is said with the next one.
      waiting.add(word);
      if (ringing) return;
      ringing = true;
      void flush();
    },
    async close() {
      clearInterval(timer);
      stopWatching();
      const last = client;
      client = null;
      await last?.end({ timeout: 1 });
    },
  };
}
