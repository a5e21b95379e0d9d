import { randomUUID } from 'node:crypto';
import { createRequestHandler } from '@remix-run/express';
import type { AppLoadContext, ServerBuild } from '@remix-run/node';
import compression from 'compression';
import express, {
  type ErrorRequestHandler,
  type Express,
  type Request,
  type RequestHandler,
  type Response,
} from 'express';
import type { Logger } from 'pino';
import sirv from 'sirv';
import type { Env } from '#app/env.server.ts';
import { accessLog } from './access-log.server.ts';
import { guard } from './guard.server.ts';
import { admitOutages, completeHeaders, makeNonce, standingHeaders } from './headers.server.ts';
import type { RequestFacts } from './load-context.ts';
import * as paths from './paths.ts';
import { limitWrites, networkOf } from './rate-limit.server.ts';

/** What a request brings besides its facts; `cookies` are set on documents and data alike. */
export type ResolveSession = (
  req: Request,
  facts: RequestFacts,
) => Promise<{ context: Partial<AppLoadContext>; cookies: readonly string[] }>;

export type HttpAppOptions = {
  env: Pick<Env, 'APP_URL' | 'TRUST_PROXY' | 'isLocal'>;
  log: Logger;
  loadBuild: () => Promise<ServerBuild>;
  resolveSession: ResolveSession;
  /** Each throws when it is not ready. */
  readiness: Readonly<Record<string, () => Promise<unknown>>>;
  /** Each throws while its work is not done; told beside readiness, since pages can be served all the same. */
  work: Readonly<Record<string, () => Promise<unknown>>>;
  /** Answers `GET /plans/:planId/events`, ahead of what keeps answers back to compress them. */
  planEvents: RequestHandler;
  /** Answers `POST /plans/:planId/presence`, which is said all the time and limited by itself. */
  planPresence: RequestHandler;
  /** The built client files, or Vite in their place while developing. */
  assets: { folder: string } | { vite: RequestHandler };
};

/** Everything in front of Remix, in this order: facts, health, guard, assets, compression, limits. */
export function createHttpApp(options: HttpAppOptions): Express {
  const { env, log, assets } = options;
  const dev = 'vite' in assets;
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  app.set('trust proxy', env.TRUST_PROXY);
  app.use(requestFacts({ https: env.APP_URL.startsWith('https:'), dev }));
  app.use(accessLog(log));
  app.get(paths.health(), (_req, res) => void res.type('text/plain').send('ok\n'));
  app.get(paths.ready(), readiness(options));
  app.use(guard({ appUrl: env.APP_URL, isLocal: env.isLocal }));
  app.use(believedAddress(env));
  app.use('vite' in assets ? assets.vite : builtAssets(assets.folder));
  const compressed = compression();
  // A stream goes out as it comes; what somebody missed is an answer like any other.
  app.get(paths.planEventsRoute, (req, res, next) =>
    req.accepts('text/event-stream') ? next() : compressed(req, res, next),
  );
  app.get(paths.planEventsRoute, options.planEvents);
  app.post(paths.planPresenceRoute, options.planPresence);
  app.use(compressed);
  app.use(limitWrites());
  app.use(remixHandler(options, dev ? 'development' : 'production'));
  app.use(lastResort(log));
  return app;
}

function requestFacts(headers: { https: boolean; dev: boolean }): RequestHandler {
  return (req, res, next) => {
    const gone = new AbortController();
    res.once('close', () => gone.abort());
    res.locals.requestId = randomUUID();
    res.locals.nonce = makeNonce();
    res.locals.gone = gone.signal;
    res.locals.network = networkOf(req.ip);
    res.setHeader('X-Request-Id', res.locals.requestId);
    completeHeaders(res, standingHeaders(res.locals.nonce, headers));
    next();
  };
}

type Checks = HttpAppOptions['readiness'];

const answersTo = async (checks: Checks): Promise<Record<string, 'ok' | 'failing'>> =>
  Object.fromEntries(
    await Promise.all(
      Object.entries(checks).map(async ([name, check]) => [
        name,
        await check().then(
          () => 'ok' as const,
          () => 'failing' as const,
        ),
      ]),
    ),
  );

function readiness({ readiness, work }: Pick<HttpAppOptions, 'readiness' | 'work'>): RequestHandler {
  return (_req, res, next) => {
    Promise.all([answersTo(readiness), answersTo(work)]).then(([checks, done]) => {
      const ready = Object.values(checks).every((answer) => answer === 'ok');
      res.status(ready ? 200 : 503).json({ ready, checks, work: done });
    }, next);
  };
}

/**
 * Remix builds the request's URL from Host and X-Forwarded-Host. We know our address, so neither a proxy that
 * rewrites them nor a caller who makes them up has a say.
 */
function believedAddress({ APP_URL, isLocal }: HttpAppOptions['env']): RequestHandler {
  const { host, protocol } = new URL(APP_URL);
  return (req, _res, next) => {
    delete req.headers['x-forwarded-host'];
    if (!isLocal) {
      req.headers.host = host;
      Object.defineProperty(req, 'protocol', { value: protocol.slice(0, -1) });
    }
    next();
  };
}

function builtAssets(folder: string): RequestHandler {
  const serve = sirv(folder, {
    etag: true,
    brotli: true,
    gzip: true,
    setHeaders(res, path) {
      const hashed = path.startsWith('/assets/');
      res.setHeader('Cache-Control', hashed ? 'public, max-age=31536000, immutable' : 'public, max-age=3600');
    },
  });
  return (req, res, next) => (req.method === 'GET' || req.method === 'HEAD' ? serve(req, res, next) : next());
}

function remixHandler({ loadBuild, resolveSession }: HttpAppOptions, mode: string): RequestHandler {
  const getLoadContext = async (req: Request, res: Response): Promise<AppLoadContext> => {
    const { nonce, requestId, network, gone } = res.locals as RequestFacts;
    const facts: RequestFacts = { nonce, requestId, network, gone };
    const { context, cookies } = await resolveSession(req, facts);
    for (const cookie of cookies) res.append('Set-Cookie', cookie);
    admitOutages(res, facts);
    return Object.assign(facts, context);
  };
  return (req, res, next) => {
    loadBuild()
      .then((build) => createRequestHandler({ build, getLoadContext, mode })(req, res, next))
      .catch(next);
  };
}

/** For what Remix could not turn into a page. */
function lastResort(log: Logger): ErrorRequestHandler {
  return (error: unknown, _req, res, _next) => {
    const requestId: string = res.locals.requestId;
    log.error({ requestId, err: error }, 'request failed');
    if (res.headersSent) return void res.destroy();
    res
      .status(500)
      .type('text/plain')
      .send(
        `Something went wrong on our side. Nothing you saved is lost. If it happens again, say ${requestId}.\n`,
      );
  };
}
