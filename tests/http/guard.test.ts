import { describe, expect, test } from 'vitest';
import {
  MAX_BODY,
  stopForAddress,
  stopForBody,
  stopForHost,
  stopForOrigin,
  stopForSideDoor,
} from '#app/http/guard.server.ts';
import * as paths from '#app/http/paths.ts';

const appUrl = 'https://plans.example.com';

function statusOf(method: string, headers: Record<string, string>, url = '/plans/new') {
  return stopForOrigin({ method, url, headers }, appUrl)?.status ?? 200;
}

describe('a request that changes something', () => {
  test.each([
    ['says nothing about where it comes from', {}],
    ['comes from another site', { 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' }],
    ['comes from a sibling site', { 'sec-fetch-site': 'same-site', origin: 'https://other.example.com' }],
    ['comes from outside any page', { 'sec-fetch-site': 'none' }],
    ['is cross-site but claims our origin', { 'sec-fetch-site': 'cross-site', origin: appUrl }],
    ['says its site twice', { 'sec-fetch-site': 'same-origin, cross-site' }],
    ['has an empty site', { 'sec-fetch-site': '', origin: appUrl }],
    ['comes from an older browser on another site', { origin: 'https://evil.example' }],
    ['comes from a sandboxed frame', { origin: 'null' }],
    ['comes over http', { origin: 'http://plans.example.com' }],
    ['comes from another port', { origin: 'https://plans.example.com:8443' }],
    ['comes from a name that begins like ours', { origin: 'https://plans.example.com.evil.example' }],
    [
      'says it is ours and comes from another',
      { 'sec-fetch-site': 'same-origin', origin: 'https://evil.example' },
    ],
    ['only has a referer of ours', { referer: `${appUrl}/plans` }],
  ])('is refused when it %s', (_what, headers) => {
    for (const method of ['POST', 'PUT', 'PATCH', 'DELETE', 'post', 'PROPFIND', 'TRACE'])
      expect(statusOf(method, headers as Record<string, string>)).toBe(403);
  });

  test.each([
    ['a resource route', '/plans/1/commands'],
    ['data of a route', '/plans/new?_data=routes%2Fplans.new'],
    ['single fetch', '/plans/new.data'],
    ['an index action', '/?index'],
    ['health', '/healthz'],
  ])('is refused from elsewhere on %s too', (_what, url) => {
    expect(statusOf('POST', { 'sec-fetch-site': 'cross-site' }, url)).toBe(403);
    expect(statusOf('POST', {}, url)).toBe(403);
  });

  test('is let in from a page of ours', () => {
    expect(statusOf('POST', { 'sec-fetch-site': 'same-origin', origin: appUrl })).toBe(200);
    expect(statusOf('POST', { origin: appUrl })).toBe(200);
  });

  test('may be the one-click unsubscribe of a mail provider, and nothing beside it', () => {
    const stop = paths.stopLetters('abcDEF123-_');
    expect(statusOf('POST', {}, stop)).toBe(200);
    for (const url of [
      `${stop}?index`,
      `${stop}?_data=routes/plans.new`,
      `${stop}/x`,
      `${stop}.data`,
      '/stop/',
      '/stop/a%2fb',
    ])
      expect(statusOf('POST', {}, url)).toBe(403);
    expect(statusOf('DELETE', {}, stop)).toBe(403);
    expect(statusOf('POST', { origin: 'https://evil.example' }, stop)).toBe(403);
    expect(statusOf('POST', { origin: 'null' }, stop)).toBe(403);
    expect(statusOf('POST', { 'sec-fetch-site': 'cross-site' }, stop)).toBe(403);
    expect(statusOf('POST', { origin: appUrl }, stop)).toBe(200);
  });
});

test('reading needs no origin', () => {
  expect(statusOf('GET', { 'sec-fetch-site': 'cross-site' })).toBe(200);
  expect(statusOf('HEAD', {})).toBe(200);
});

test.each([paths.resendHook(), paths.inboundHook()])(
  'what is signed may be posted to %s, and nothing beside it',
  (hook) => {
    expect(statusOf('POST', {}, hook)).toBe(200);
    for (const url of [`${hook}.data`, `${hook}?x`, `${hook}/x`, '/hooks/other', `/plans/..${hook}`])
      expect(statusOf('POST', {}, url)).toBe(403);
    expect(statusOf('DELETE', {}, hook)).toBe(403);
    expect(statusOf('POST', { origin: 'https://evil.example' }, hook)).toBe(403);
    expect(statusOf('POST', { 'sec-fetch-site': 'cross-site' }, hook)).toBe(403);
  },
);

describe('an address', () => {
  const statusFor = (url: string) => stopForAddress(url)?.status ?? 200;
  const deep = (segments: number) => '/a'.repeat(segments);
  const patch = (values: string[]) =>
    `/__manifest?${values.map((value) => `p=${encodeURIComponent(value)}`).join('&')}`;

  test('may have 24 segments, not 25', () => {
    expect(statusFor(deep(24))).toBe(200);
    expect(statusFor(deep(25))).toBe(414);
    expect(statusFor('/'.repeat(25))).toBe(414);
    expect(statusFor('\\a'.repeat(25).replace('\\', '/'))).toBe(414);
  });

  test('may ask for 64 paths, not 65, and for none that is too deep itself', () => {
    expect(statusFor(patch(Array(64).fill('/a')))).toBe(200);
    expect(statusFor(patch(Array(65).fill('/a')))).toBe(414);
    expect(statusFor(patch([deep(25)]))).toBe(414);
  });

  test('may be 4 kB long, no longer', () => {
    expect(statusFor(`/?q=${'x'.repeat(4092)}`)).toBe(200);
    expect(statusFor(`/?q=${'x'.repeat(4093)}`)).toBe(414);
  });

  test('must be a path that can be read', () => {
    expect(statusFor('/%')).toBe(400);
    expect(statusFor('/%ff')).toBe(400);
    expect(statusFor('http://evil.example/')).toBe(400);
    expect(statusFor('*')).toBe(400);
  });
});

test('Remix’s older way to one route’s loader or action is closed', () => {
  expect(stopForSideDoor('/plans?_data=routes%2Fplans')?.status).toBe(400);
  expect(stopForSideDoor('/plans.data?_routes=routes%2Fplans')).toBeUndefined();
});

test('a body says how long it is, at most 1 MB', () => {
  const statusFor = (headers: Record<string, string>) =>
    stopForBody({ method: 'POST', url: '/', headers })?.status ?? 200;
  expect(statusFor({ 'content-length': String(MAX_BODY) })).toBe(200);
  expect(statusFor({ 'content-length': String(MAX_BODY + 1) })).toBe(413);
  expect(statusFor({ 'transfer-encoding': 'chunked' })).toBe(411);
});

test('on localhost no other name is answered, so that a site elsewhere cannot point its name at us', () => {
  const statusFor = (host: string, isLocal = true) => stopForHost({ host }, isLocal)?.status ?? 200;
  for (const host of ['localhost:3000', 'localhost', '127.0.0.1:3000', '[::1]:3000'])
    expect(statusFor(host)).toBe(200);
  for (const host of ['evil.example:3000', 'localhost.evil.example', '', '127.0.0.1.evil.example'])
    expect(statusFor(host)).toBe(421);
  expect(statusFor('plans.example.com', false)).toBe(200);
});
