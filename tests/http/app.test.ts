import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import type { AppLoadContext, ServerBuild } from '@remix-run/node';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createHttpApp } from '#app/http/app.server.ts';
import { createLog } from '#app/http/log.server.ts';
import * as paths from '#app/http/paths.ts';
import { useRateLimits } from '#app/http/rate-limit.server.ts';

/** A build of three resource routes: what Remix itself would answer is not in question here. */
function fakeBuild(seen: AppLoadContext[]): ServerBuild {
  const route = (id: string, path: string, module: object) => ({ id, path, parentId: 'root', module });
  const note = ({ context }: { context: AppLoadContext }) => {
    seen.push(context);
    return new Response('done');
  };
  return {
    routes: {
      root: { id: 'root', path: '', module: { default: () => null } },
      act: route('act', 'act', { loader: note, action: note }),
      frame: route('frame', 'frame', {
        loader: () =>
          new Response('<p>', {
            headers: { 'Content-Security-Policy': 'sandbox', 'Cache-Control': 'private' },
          }),
      }),
      wait: route('wait', 'wait', {
        loader: ({ context }: { context: AppLoadContext }) => {
          seen.push(context);
          return new Response(new ReadableStream({ start: (body) => body.enqueue(new Uint8Array(8)) }));
        },
      }),
    },
    entry: {
      module: {
        default: (_request: Request, status: number, headers: Headers) =>
          new Response('', { status, headers }),
        handleError: () => {},
      },
    },
    assets: { entry: { imports: [], module: '' }, routes: {}, url: '', version: '1' },
    future: { v3_singleFetch: true },
    publicPath: '/',
    assetsBuildDirectory: '',
    isSpaMode: false,
  } as unknown as ServerBuild;
}

type Answer = { status: number; headers: Record<string, string | string[] | undefined>; text: string };

async function start(settings: { APP_URL: string; isLocal: boolean }) {
  const seen: AppLoadContext[] = [];
  const state = { healthy: true, atWork: true, writesLeft: Number.POSITIVE_INFINITY, logged: '' };
  const folder = mkdtempSync(join(tmpdir(), 'throughline-assets-'));
  mkdirSync(join(folder, 'assets'));
  writeFileSync(join(folder, 'assets', 'app-1a2b.js'), 'let a');
  writeFileSync(join(folder, 'assets', 'app-1a2b.js.br'), 'brotli');
  writeFileSync(join(folder, 'favicon.svg'), '<svg/>');
  useRateLimits({
    spend: async () =>
      state.writesLeft-- > 0 ? { allowed: true } : { allowed: false, retryAfterSeconds: 30 },
  });
  const build = fakeBuild(seen);
  const to = new Writable({
    write(chunk, _encoding, done) {
      state.logged += chunk;
      done();
    },
  });
  const app = createHttpApp({
    env: { ...settings, TRUST_PROXY: [] },
    log: createLog({ level: 'info', to }),
    loadBuild: async () => build,
    resolveSession: async () => ({ context: {}, cookies: ['tl=1; HttpOnly'] }),
    planEvents: (req, res) =>
      req.accepts('text/event-stream')
        ? void res.type('text/event-stream').end('data: 1\n\n')
        : void res.json({ patches: Array.from({ length: 200 }, (_, n) => ({ n, kind: 'stepChanged' })) }),
    planPresence: (_req, res) => void res.status(204).end(),
    readiness: { database: async () => state.healthy || Promise.reject(new Error('dana@acme.com')) },
    work: { letters: async () => state.atWork || Promise.reject(new Error('dana@acme.com')) },
    assets: { folder },
  });
  const server: Server = createServer(app);
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  // Not fetch: it would not let us set Host and Origin.
  const ask = (
    path: string,
    options: { method?: string; headers?: Record<string, string>; body?: string } = {},
  ) =>
    new Promise<Answer>((resolve, reject) => {
      const { method = 'GET', headers = {}, body } = options;
      const length: Record<string, string> =
        body === undefined ? {} : { 'content-length': String(body.length) };
      const outgoing = request(
        { port, host: '127.0.0.1', path, method, headers: { ...length, ...headers } },
        (res) => {
          let text = '';
          res.on('data', (chunk) => (text += chunk));
          res.on('end', () => resolve({ status: res.statusCode ?? 0, headers: res.headers, text }));
        },
      );
      outgoing.on('error', reject);
      outgoing.end(body);
    });
  const stop = async () => {
    server.closeAllConnections();
    await new Promise((closed) => server.close(closed));
    rmSync(folder, { recursive: true });
  };
  return { ask, seen, state, port, stop };
}

describe('the HTTP process on localhost', () => {
  let http: Awaited<ReturnType<typeof start>>;
  beforeAll(async () => {
    http = await start({ APP_URL: 'http://localhost:3000', isLocal: true });
  });
  afterAll(() => http.stop());

  test('an action from elsewhere is refused before Remix sees it', async () => {
    const before = http.seen.length;
    for (const path of ['/act', '/act.data', '/act?_data=act', '/act/']) {
      const { status, text } = await http.ask(path, {
        method: 'POST',
        body: 'a=1',
        headers: { origin: 'https://evil.example' },
      });
      expect(status).toBe(403);
      expect(text).toContain('nothing was changed');
      expect((await http.ask(path, { method: 'POST', body: 'a=1' })).status).toBe(403);
    }
    expect(http.seen.length).toBe(before);
  });

  test('an action from our page runs', async () => {
    const { status, text } = await http.ask('/act', {
      method: 'POST',
      body: 'a=1',
      headers: { 'sec-fetch-site': 'same-origin' },
    });
    expect([status, text]).toEqual([200, 'done']);
  });

  test('an address too deep to match is refused at once', async () => {
    const begun = performance.now();
    expect((await http.ask('/a'.repeat(1500))).status).toBe(414);
    expect((await http.ask(`/__manifest?p=${'/a'.repeat(1500)}`)).status).toBe(414);
    expect(performance.now() - begun).toBeLessThan(500);
  });

  test('every answer carries the standing headers, and a nonce of its own', async () => {
    const [page, refusal, missing] = await Promise.all([
      http.ask('/act'),
      http.ask('/%'),
      http.ask('/nothing'),
    ]);
    const nonces = [page, refusal, missing].map(({ headers }) => {
      expect(headers).toMatchObject({
        'referrer-policy': 'same-origin',
        'x-content-type-options': 'nosniff',
        'cache-control': 'no-store',
        'x-request-id': expect.stringMatching(/^[0-9a-f-]{36}$/),
      });
      expect(headers['x-powered-by']).toBeUndefined();
      expect(headers['strict-transport-security']).toBeUndefined();
      return /script-src 'nonce-([\w+/]{24})' 'strict-dynamic';/.exec(
        String(headers['content-security-policy']),
      )?.[1];
    });
    expect(new Set(nonces).size).toBe(3);
    expect(nonces).not.toContain(undefined);
  });

  test('a route’s own policy takes the place of ours, and is not added to it', async () => {
    const { headers } = await http.ask('/frame');
    expect(headers['content-security-policy']).toBe('sandbox');
    expect(headers['cache-control']).toBe('private');
    expect(headers['x-frame-options']).toBeUndefined();
  });

  test('the session’s cookies reach whatever was asked for', async () => {
    expect((await http.ask('/act')).headers['set-cookie']).toEqual(['tl=1; HttpOnly']);
  });

  test('the loader learns that its reader has gone', async () => {
    const reading = request({
      port: http.port,
      host: '127.0.0.1',
      path: '/wait',
      headers: { host: 'localhost' },
    });
    reading.on('error', () => {});
    await new Promise<void>((begun) =>
      reading.on('response', (res) => res.once('data', () => begun())).end(),
    );
    const context = http.seen.at(-1);
    expect(context?.gone.aborted).toBe(false);
    reading.destroy();
    await expect.poll(() => context?.gone.aborted).toBe(true);
  });

  test('hashed assets are kept for ever, come compressed, and set no cookie', async () => {
    const { headers, text } = await http.ask('/assets/app-1a2b.js', { headers: { 'accept-encoding': 'br' } });
    expect(text).toBe('brotli');
    expect(headers).toMatchObject({
      'content-encoding': 'br',
      'cache-control': 'public, max-age=31536000, immutable',
    });
    expect(headers['set-cookie']).toBeUndefined();
    expect((await http.ask('/favicon.svg')).headers['cache-control']).toBe('public, max-age=3600');
  });

  test('what was missed of a plan comes compressed, and its stream as it is written', async () => {
    const events = paths.planEvents('00000000-0000-4000-8000-000000000000');
    const encodings = await Promise.all(
      ['application/json', 'text/event-stream'].map(async (accept) => {
        const { headers } = await http.ask(events, { headers: { accept, 'accept-encoding': 'gzip' } });
        return headers['content-encoding'];
      }),
    );
    expect(encodings).toEqual(['gzip', undefined]);
  });

  test('another name for this machine is not answered', async () => {
    expect((await http.ask('/act', { headers: { host: 'evil.example:3000' } })).status).toBe(421);
    expect((await http.ask('/healthz', { headers: { host: '10.0.0.3:3000' } })).text).toBe('ok\n');
  });

  test('too many changes are refused with a time to come back', async () => {
    http.state.writesLeft = 1;
    const post = () =>
      http.ask('/act', { method: 'POST', body: '', headers: { 'sec-fetch-site': 'same-origin' } });
    expect((await post()).status).toBe(200);
    const refused = await post();
    http.state.writesLeft = Number.POSITIVE_INFINITY;
    expect(refused.status).toBe(429);
    expect(refused.headers['retry-after']).toBe('30');
  });

  test('it says that it lives, and whether it is ready, without saying why not', async () => {
    expect((await http.ask('/readyz')).status).toBe(200);
    http.state.healthy = false;
    const answer = await http.ask('/readyz');
    http.state.healthy = true;
    expect([answer.status, JSON.parse(answer.text)]).toEqual([
      503,
      { ready: false, checks: { database: 'failing' }, work: { letters: 'ok' } },
    ]);
    http.state.atWork = false;
    const late = await http.ask('/readyz');
    http.state.atWork = true;
    expect([late.status, JSON.parse(late.text)], 'pages are served while letters wait').toEqual([
      200,
      { ready: true, checks: { database: 'ok' }, work: { letters: 'failing' } },
    ]);
  });

  test('its log has one line a request, without the query or a token', async () => {
    http.state.logged = '';
    const { headers } = await http.ask('/invitation/tok123?email=dana@acme.com');
    await expect.poll(() => http.state.logged).toContain('"path"');
    const line = JSON.parse(http.state.logged);
    expect(line).toMatchObject({
      requestId: headers['x-request-id'],
      method: 'GET',
      path: '/invitation/[token]',
      status: 404,
    });
    expect(http.state.logged).not.toMatch(/tok123|dana/);
  });
});

describe('the HTTP process under its public name', () => {
  let http: Awaited<ReturnType<typeof start>>;
  beforeAll(async () => {
    http = await start({ APP_URL: 'https://plans.example.com', isLocal: false });
  });
  afterAll(() => http.stop());

  test('browsers are told to stay with https', async () => {
    const { headers } = await http.ask('/act');
    expect(headers['strict-transport-security']).toContain('max-age=');
    expect(headers['content-security-policy']).toContain('upgrade-insecure-requests');
  });

  test('an older browser proves itself by its origin', async () => {
    const post = (origin: string) => http.ask('/act', { method: 'POST', body: '', headers: { origin } });
    expect((await post('https://plans.example.com')).status).toBe(200);
    expect((await post('https://plans.example.com.evil.example')).status).toBe(403);
  });

  test('a forwarded address from nobody we trust is not believed', async () => {
    await http.ask('/act', {
      headers: { 'x-forwarded-for': '203.0.113.9', 'x-forwarded-host': 'evil.example' },
    });
    expect(http.seen.at(-1)?.network).toBe('127.0.0.1');
  });
});
