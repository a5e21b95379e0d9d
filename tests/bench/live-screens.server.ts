import { Agent, get, type IncomingMessage, request } from 'node:http';

/** One plan somewhere: where to write, where to listen, and what a command is there. */
export interface LivePlan {
  /** Of the process that writes, and of the one whose screens look on. */
  writeUrl: string;
  listenUrl: string;
  headers: Record<string, string>;
  /** Of those who look on, in turn: nobody may have more than some screens of one plan. */
  readers: readonly Record<string, string>[];
  command(id: string, client: number): unknown;
}

export interface Screens {
  /** When each of them had heard of that command; waits for all. */
  heard(commandId: string): Promise<number[]>;
  close(): void;
}

const writers = new Agent({ keepAlive: true, maxSockets: 64 });

export function openStream({ listenUrl: url, readers }: LivePlan, n: number): Promise<IncomingMessage> {
  const headers = readers[n % readers.length];
  return new Promise((resolve, reject) => {
    const asked = get(
      url,
      { agent: false, headers: { ...headers, accept: 'text/event-stream' } },
      (response) => {
        if (response.statusCode !== 200) reject(new Error(`${url}: ${response.statusCode}`));
        else resolve(response);
      },
    );
    asked.on('error', reject);
  });
}

/** Of the body of an answer, compressed as for a browser. */
export function bytesSent(url: string, headers: Record<string, string>): Promise<number> {
  return new Promise((resolve, reject) => {
    const asked = get(url, { headers: { ...headers, 'accept-encoding': 'gzip' } }, async (response) => {
      let bytes = 0;
      for await (const chunk of response) bytes += (chunk as Buffer).length;
      resolve(bytes);
    });
    asked.on('error', reject);
  });
}

/** Streams of one plan, each looked at byte by byte, and only for the id of the command. */
export async function openScreens(plan: LivePlan, count: number): Promise<Screens> {
  const streams: IncomingMessage[] = [];
  let waiting: { id: string; times: number[]; all: () => void } | null = null;
  for (let n = 0; n < count; n += 32)
    streams.push(
      ...(await Promise.all(
        Array.from({ length: Math.min(32, count - n) }, (_, more) => openStream(plan, n + more)),
      )),
    );
  for (const stream of streams) {
    let told: string | null = null;
    stream.on('error', () => {});
    stream.on('data', (chunk: Buffer) => {
      if (!waiting || told === waiting.id || !chunk.includes(waiting.id)) return;
      told = waiting.id;
      waiting.times.push(performance.now());
      if (waiting.times.length === count) waiting.all();
    });
  }
  return {
    heard: (id) =>
      new Promise((resolve, reject) => {
        const late = setTimeout(() => reject(new Error('Not everybody was told within 20 s')), 20_000);
        const times: number[] = [];
        waiting = {
          id,
          times,
          all: () => {
            clearTimeout(late);
            resolve(times);
          },
        };
      }),
    close: () => {
      for (const stream of streams) stream.destroy();
    },
  };
}

let posts = 0;

/** One command, until it is answered. */
export function post(plan: LivePlan, id: string, client = 0): Promise<void> {
  posts += 1;
  const body = JSON.stringify(plan.command(id, client));
  // Another network every so often: how much one may write in a minute is not what is measured.
  const network = `198.18.${Math.floor(posts / 200) % 250}.${client}`;
  return new Promise((resolve, reject) => {
    const sent = request(
      plan.writeUrl,
      {
        agent: writers,
        method: 'POST',
        headers: {
          ...plan.headers,
          'content-type': 'application/json',
          'content-length': Buffer.byteLength(body),
          'x-forwarded-for': network,
        },
      },
      (response) => {
        let text = '';
        response.on('data', (chunk: Buffer) => {
          text += chunk;
        });
        response.on('end', () =>
          response.statusCode === 200 ? resolve() : reject(new Error(`${response.statusCode}: ${text}`)),
        );
      },
    );
    sent.on('error', reject);
    sent.end(body);
  });
}

/** From pressing until each screen has it, in milliseconds: all of them, and of each edit the slowest. */
export async function editsSeen(
  plan: LivePlan,
  screens: Screens,
  edits: number,
  newId: () => string,
): Promise<{ all: number[]; slowest: number[] }> {
  const all: number[] = [];
  const slowest: number[] = [];
  const warmUp = Math.min(5, edits);
  for (let n = 0; n < edits + warmUp; n += 1) {
    const id = newId();
    const from = performance.now();
    const [times] = await Promise.all([screens.heard(id), post(plan, id)]);
    if (n < warmUp) continue;
    all.push(...times.map((time) => time - from));
    slowest.push(Math.max(...times) - from);
  }
  return { all, slowest };
}
