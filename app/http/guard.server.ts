import type { IncomingHttpHeaders } from 'node:http';
import type { RequestHandler } from 'express';
import { LARGEST_FILE, MOST_FILES } from '#app/domain/file.ts';
import { isLoopbackHost } from '#app/env.server.ts';
import { inboundHook, isForServers, takesFiles } from './paths.ts';

/** Why a request goes no further: a status and a sentence. */
export type Stop = { status: number; sentence: string };

export type GuardedRequest = { method: string; url: string; headers: IncomingHttpHeaders };

const MAX_SEGMENTS = 24;
const MAX_PATCH_PATHS = 64;
const MAX_URL = 4096;
export const MAX_BODY = 1024 * 1024;
/** Of a whole letter with what hangs on it. */
export const MAX_MAIL = 36 * MAX_BODY;
/** Of a comment with all its files. */
export const MAX_UPLOAD = MAX_BODY + MOST_FILES * LARGEST_FILE;

const tooLong: Stop = { status: 414, sentence: 'This address is too long.' };
const malformed: Stop = { status: 400, sentence: 'This address cannot be read.' };
const elsewhere: Stop = {
  status: 403,
  sentence: 'This did not come from a Throughline page, so nothing was changed. Open the page and try again.',
};

/** Remix tries every prefix of a path, so that one long address would keep the process busy for seconds. */
export function stopForAddress(url: string): Stop | undefined {
  if (url.length > MAX_URL) return tooLong;
  if (!url.startsWith('/')) return malformed;
  const mark = url.indexOf('?');
  const path = mark < 0 ? url : url.slice(0, mark);
  if (segments(path) > MAX_SEGMENTS) return tooLong;
  try {
    decodeURIComponent(path);
  } catch {
    return malformed;
  }
  // Remix's manifest takes whole paths as `p`, and matches each of them.
  const asked = new URLSearchParams(mark < 0 ? '' : url.slice(mark)).getAll('p');
  if (asked.length > MAX_PATCH_PATHS || asked.some((path) => segments(path) > MAX_SEGMENTS)) return tooLong;
  return undefined;
}

// A backslash is a slash to the URL parser.
const segments = (path: string) => path.split(/[/\\]/).length - 1;

/**
 * A browser says where a request comes from in Sec-Fetch-Site, an older one in Origin. A request that changes
 * something and says neither is refused: Remix's own check would let it through.
 */
export function stopForOrigin(request: GuardedRequest, appUrl: string): Stop | undefined {
  const { method, url, headers } = request;
  if (method === 'GET' || method === 'HEAD' || method === 'OPTIONS') return undefined;
  const { origin, 'sec-fetch-site': site } = headers;
  // A provider's server says neither; a browser on another site does. Without a query, which could name another
  // route's action.
  if (method === 'POST' && isForServers(url) && origin === undefined && site === undefined) return undefined;
  if (site === undefined) return origin === appUrl ? undefined : elsewhere;
  return site === 'same-origin' && (origin === undefined || isHere(origin, headers.host, appUrl))
    ? undefined
    : elsewhere;
}

/** Ours, or on localhost another of its names; Remix would answer anything else with a 500. */
const isHere = (origin: string, host: string | undefined, appUrl: string): boolean =>
  origin === appUrl || (URL.canParse(origin) && new URL(origin).host === host);

/** A way to one route's loader or action that Remix still has and no page of ours uses. */
export function stopForSideDoor(url: string): Stop | undefined {
  const mark = url.indexOf('?');
  return mark >= 0 && new URLSearchParams(url.slice(mark)).has('_data') ? malformed : undefined;
}

export function stopForBody({ method, url, headers }: GuardedRequest): Stop | undefined {
  if (method === 'GET' || method === 'HEAD') return undefined;
  if (headers['transfer-encoding'] !== undefined)
    return { status: 411, sentence: 'This request does not say how long it is.' };
  const most = mostOf(url, headers['content-type']);
  if (Number(headers['content-length'] ?? 0) > most)
    return {
      status: 413,
      sentence: `This is too large: at most ${Math.floor(most / MAX_BODY)} MB at a time. Nothing was changed; go back, and what you typed is still there.`,
    };
  return undefined;
}

function mostOf(url: string, type = ''): number {
  if (url === inboundHook()) return MAX_MAIL;
  return takesFiles(url) && type.startsWith('multipart/form-data') ? MAX_UPLOAD : MAX_BODY;
}

/**
 * On localhost letters and codes are shown to whoever asks, so another site must not reach us under a name of its
 * own that points here.
 */
export function stopForHost(headers: IncomingHttpHeaders, isLocal: boolean): Stop | undefined {
  if (!isLocal) return undefined;
  const host = (headers.host ?? '').replace(/:\d+$/, '').toLowerCase();
  if (isLoopbackHost(host)) return undefined;
  return { status: 421, sentence: 'This server is known as localhost. Set APP_URL to use another name.' };
}

export function guard({ appUrl, isLocal }: { appUrl: string; isLocal: boolean }): RequestHandler {
  return (req, res, next) => {
    const request = { method: req.method, url: req.originalUrl, headers: req.headers };
    const stop =
      stopForAddress(request.url) ??
      stopForHost(req.headers, isLocal) ??
      stopForOrigin(request, appUrl) ??
      stopForSideDoor(request.url) ??
      stopForBody(request);
    if (!stop) return next();
    // The body was not read: the connection cannot be used again.
    if (req.method !== 'GET' && req.method !== 'HEAD') res.setHeader('Connection', 'close');
    res.status(stop.status).type('text/plain').send(`${stop.sentence}\n`);
  };
}
