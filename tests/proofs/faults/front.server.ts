import { createServer, type IncomingMessage, request, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What a proxy in the way does to streams: keeps all of it, or all but what the stream begins with. */
export type Holding = 'everything' | 'all but the beginning';

export interface Front {
  /** Where one screen finds the app. */
  address(screen: string): string;
  /** Of each screen: who is signed in there, and which process it is led to while that one answers. */
  admit(screen: string, cookie: string, process: number): void;
  /** The process a screen is led to. */
  leadsTo(screen: string): number | undefined;
  /** Addresses of the processes, by number; null where there is none now. */
  readonly processes: (string | null)[];
  /** As a train in a tunnel: what is open is cut, and nothing goes through. */
  asleep: Set<string>;
  /** Streams of these screens are held back. */
  holding: Map<string, Holding>;
  /** Asked for as JSON these screens are told to come later: a planted bug. */
  withoutTwin: Set<string>;
  /** Cuts what these screens have open. */
  cut(screens: Iterable<string>): void;
  /** Bytes that went to a screen. */
  bytesTo(screen: string): number;
  close(): Promise<void>;
}

const ENOUGH_TO_BEGIN = /"type":"hello"/;

/**
 * The door in front of several processes, as a load balancer is: each screen is led to its own process while that one
 * takes connections, and to another one when it does not.
 */
export async function openFront(): Promise<Front> {
  const guests = new Map<string, { cookie: string; process: number }>();
  const open = new Map<string, Set<ServerResponse>>();
  const sent = new Map<string, number>();
  const processes: (string | null)[] = [];
  const asleep = new Set<string>();
  const holding = new Map<string, Holding>();
  const withoutTwin = new Set<string>();
  let posts = 0;

  const server: Server = createServer((req, res) => {
    const [, screen = '', path = ''] = /^\/as\/([^/]+)(\/.*)$/.exec(req.url ?? '') ?? [];
    const guest = guests.get(screen);
    if (!guest || asleep.has(screen)) return void res.destroy();
    const isAsked = req.headers.accept === 'application/json' && req.method === 'GET';
    if (isAsked && withoutTwin.has(screen)) return void res.writeHead(503).end();
    const mine = open.get(screen) ?? new Set();
    open.set(screen, mine.add(res));
    res.once('close', () => mine.delete(res));
    const order = [guest.process, ...processes.keys()].filter((n, at, all) => all.indexOf(n) === at);
    const body: Buffer[] = [];
    req.on('data', (chunk: Buffer) => body.push(chunk));
    req.on('end', () => lead(order, path, req, res, screen, Buffer.concat(body)));
  });

  function lead(
    [process, ...others]: number[],
    path: string,
    req: IncomingMessage,
    res: ServerResponse,
    screen: string,
    body: Buffer,
  ): void {
    if (process === undefined) return void res.writeHead(502).end();
    const to = processes[process];
    const next = () => lead(others, path, req, res, screen, body);
    if (!to) {
      next();
      return;
    }
    const { host } = new URL(to);
    posts += req.method === 'POST' ? 1 : 0;
    const onward = request(`${to}${path}`, {
      agent: false,
      method: req.method,
      headers: {
        ...req.headers,
        connection: 'close',
        host,
        origin: to,
        cookie: guests.get(screen)?.cookie,
        // Another network every so often: how much one may write in a minute is not what is tried here.
        'x-forwarded-for': `198.18.${Math.floor(posts / 200) % 250}.${posts % 250}`,
      },
    });
    onward.on('response', (answer) => pass(answer, res, screen));
    onward.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'ECONNREFUSED' && !res.headersSent) return next();
      res.destroy();
    });
    res.once('close', () => onward.destroy());
    onward.end(body);
  }

  function pass(answer: IncomingMessage, res: ServerResponse, screen: string): void {
    const isStream = answer.headers['content-type']?.startsWith('text/event-stream');
    const held: Buffer[] = [];
    let begun = '';
    const begin = () => {
      if (!res.headersSent) res.writeHead(answer.statusCode ?? 502, answer.headers).flushHeaders();
    };
    const write = (chunk: Buffer) => {
      begin();
      sent.set(screen, (sent.get(screen) ?? 0) + chunk.length);
      res.write(chunk);
    };
    const isHeld = () => {
      const how = isStream ? holding.get(screen) : undefined;
      return how === 'everything' || (how !== undefined && ENOUGH_TO_BEGIN.test(begun));
    };
    if (!isHeld()) begin();
    answer.on('data', (chunk: Buffer) => {
      if (isHeld()) return void held.push(chunk);
      begun = (begun + chunk.toString()).slice(-200);
      for (const each of [...held.splice(0), chunk]) write(each);
    });
    answer.on('end', () => {
      for (const each of held.splice(0)) write(each);
      begin();
      res.end();
    });
    answer.on('error', () => res.destroy());
    answer.on('close', () => answer.complete || res.destroy());
  }

  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  return {
    processes,
    asleep,
    holding,
    withoutTwin,
    address: (screen) => `http://127.0.0.1:${port}/as/${screen}`,
    admit: (screen, cookie, process) => void guests.set(screen, { cookie, process }),
    leadsTo: (screen) => guests.get(screen)?.process,
    cut(screens) {
      for (const screen of screens) for (const res of open.get(screen) ?? []) res.destroy();
    },
    bytesTo: (screen) => sent.get(screen) ?? 0,
    async close() {
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
    },
  };
}
