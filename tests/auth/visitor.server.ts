import type { ActionFunctionArgs, AppLoadContext, LoaderFunctionArgs } from '@remix-run/node';
import type { Request as ServerRequest } from 'express';
import { resolveSession } from '#app/auth/session.server.ts';
import { useRateLimits } from '#app/http/rate-limit.server.ts';
import { useDatabase } from '#db/client.server.ts';
import { type FreshDatabase, freshDatabase } from '#tests/support/databases.server.ts';
import { type Browsing, signIn } from '#tests/support/signed-in.server.ts';

type Route = {
  loader?: (args: LoaderFunctionArgs) => unknown;
  action?: (args: ActionFunctionArgs) => unknown;
};

export type Seen = {
  status: number;
  location: string | null;
  /** What the page would be given. */
  body: unknown;
  setCookies: string[];
  /** What the browser is asked to clear. */
  clears: string | null;
};

/** A database, a secret, and limits that count nothing, for a file of tests about the doors. */
export async function openDoors(): Promise<FreshDatabase> {
  process.env.APP_SECRET = 'a secret of thirty-two characters or more';
  const fresh = await freshDatabase();
  useDatabase(fresh.database);
  useRateLimits({ spend: async () => ({ allowed: true }) });
  return fresh;
}

/** One browser: keeps cookies between requests and calls routes as the server does, session first. */
export class Visitor {
  readonly cookies = new Map<string, string>();

  /** One in which this person is signed in already. */
  static async of(owner: FreshDatabase['owner'], personId: string, browsing?: Browsing): Promise<Visitor> {
    const { cookie } = await signIn(owner, personId, browsing);
    const visitor = new Visitor();
    visitor.cookies.set('tl', cookie);
    return visitor;
  }

  get(route: Route, path: string, params: Record<string, string> = {}): Promise<Seen> {
    return this.#ask('GET', route, path, params);
  }

  head(route: Route, path: string, params: Record<string, string> = {}): Promise<Seen> {
    return this.#ask('HEAD', route, path, params);
  }

  post(
    route: Route,
    path: string,
    form: Record<string, string>,
    params: Record<string, string> = {},
  ): Promise<Seen> {
    return this.#ask('POST', route, path, params, new URLSearchParams(form));
  }

  /** What loaders and actions would be given in this browser. */
  async arrival(path: string, method = 'GET', body?: URLSearchParams) {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const facts = { nonce: '', requestId: 'r', network: '192.0.2.1', gone: new AbortController().signal };
    const { context, cookies } = await resolveSession({ headers: { cookie } } as ServerRequest, facts);
    this.#keep([...cookies]);
    const request = new Request(`http://localhost:3000${path}`, { method, body, headers: { cookie } });
    return { request, context: { ...facts, ...context } satisfies AppLoadContext };
  }

  async #ask(
    method: string,
    route: Route,
    path: string,
    params: Record<string, string>,
    body?: URLSearchParams,
  ): Promise<Seen> {
    const arrival = await this.arrival(path, method, body);
    const handle = method === 'POST' ? route.action : route.loader;
    if (!handle) throw new Error(`${path} does not take ${method}`);
    const answer = await Promise.resolve()
      .then(() => handle({ ...arrival, params }))
      .catch((thrown: unknown) => {
        if (thrown instanceof Error) throw thrown;
        return thrown;
      });
    const seen = seenFrom(answer);
    this.#keep(seen.setCookies);
    return seen;
  }

  #keep(setCookies: string[]) {
    for (const line of setCookies) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (!name) continue;
      if (value && !/Max-Age=0/.test(line)) this.cookies.set(name, value);
      else this.cookies.delete(name);
    }
  }
}

function seenFrom(answer: unknown): Seen {
  if (answer instanceof Response) return seen(answer.status, answer.headers, null);
  if (isData(answer)) return seen(answer.init?.status ?? 200, new Headers(answer.init?.headers), answer.data);
  return seen(200, new Headers(), answer);
}

const seen = (status: number, headers: Headers, body: unknown): Seen => ({
  status,
  location: headers.get('Location'),
  body,
  setCookies: headers.getSetCookie(),
  clears: headers.get('Clear-Site-Data'),
});

const isData = (value: unknown): value is { data: unknown; init: ResponseInit | null } =>
  typeof value === 'object' && value !== null && 'type' in value && value.type === 'DataWithResponseInit';
