import { Agent, request } from 'node:http';

export interface Asked {
  method?: string;
  headers?: Record<string, string>;
  body?: string;
  /** The value of the session's cookie. */
  session?: string | undefined;
  /** From our own page: what a browser says then. */
  own?: boolean;
}

export interface Answered {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  text: string;
}

export type Ask = (path: string, asked?: Asked) => Promise<Answered>;

/**
 * Requests as bytes on a socket: fetch would not let us say any Origin. Each comes from a network of its own, behind a
 * proxy the app trusts (`TRUST_PROXY=loopback`), so that no limit stands before what is asked about.
 */
export function asker(url: string): Ask & { close(): void } {
  const { hostname, port } = new URL(url);
  const agent = new Agent({ keepAlive: true, maxSockets: 8 });
  let count = 0;
  const ask: Ask = (path, { method = 'GET', headers = {}, body, session, own = false } = {}) => {
    count += 1;
    return new Promise((resolve, reject) => {
      const outgoing = request(
        {
          agent,
          host: hostname,
          port,
          path,
          method,
          headers: {
            host: `${hostname}:${port}`,
            'x-forwarded-for': `10.${(count >> 16) & 255}.${(count >> 8) & 255}.${count & 255}`,
            ...(session ? { cookie: `tl=${session}` } : {}),
            ...(own ? { origin: url, 'sec-fetch-site': 'same-origin' } : {}),
            ...(body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) }),
            ...headers,
          },
        },
        (response) => {
          let text = '';
          response.setEncoding('utf8');
          response.on('data', (chunk: string) => {
            text += chunk;
          });
          response.on('end', () =>
            resolve({ status: response.statusCode ?? 0, headers: response.headers, text }),
          );
          response.on('error', reject);
        },
      );
      outgoing.on('error', reject);
      outgoing.end(body);
    });
  };
  return Object.assign(ask, { close: () => agent.destroy() });
}

/** `{ a: '1' }` as a browser posts it. */
export const formBody = (fields: Record<string, string>): Pick<Asked, 'body' | 'headers'> => ({
  body: new URLSearchParams(fields).toString(),
  headers: { 'content-type': 'application/x-www-form-urlencoded' },
});

/** In order of starting, so that a seed still means the same requests. */
export async function threeAtOnce<T>(
  list: readonly T[],
  work: (item: T, n: number) => Promise<void>,
): Promise<void> {
  let next = 0;
  const worker = async () => {
    for (let n = next++; n < list.length; n = next++) await work(list[n] as T, n);
  };
  await Promise.all(Array.from({ length: 3 }, worker));
}
