import { expect, it } from 'vitest';
import { clientArguments, connectionUrl, withDatabase, withRole } from '#db/embedded/socket-url.ts';

const socket = { host: '/a b/é', port: 5432, username: 'us:er', password: 'p@ss/?#%', database: 'one two' };

it('carries a socket, its user and an awkward password through one string', () => {
  const [url, options] = clientArguments(connectionUrl(socket));
  const parsed = new URL(url);
  expect(options).toEqual({ path: '/a b/é/.s.PGSQL.5432' });
  expect(decodeURIComponent(parsed.username)).toBe('us:er');
  expect(decodeURIComponent(parsed.password)).toBe('p@ss/?#%');
  expect(decodeURIComponent(parsed.pathname)).toBe('/one two');
  expect(parsed.search).toBe('');
});

it('leaves an address on the network as it is', () => {
  const url = 'postgres://user:pass@db.example.com:6432/plans?sslmode=require';
  expect(clientArguments(url)).toEqual([url, {}]);
  expect(connectionUrl({ ...socket, host: '127.0.0.1', port: 6000 })).toMatch(/@127\.0\.0\.1:6000\//);
});

it('reads the empty host that libpq allows before a socket', () => {
  for (const url of ['postgres://u:p@/db?host=/run/pg', 'postgresql:///db?host=%2Frun%2Fpg&port=5433']) {
    const [plain, { path }] = clientArguments(url);
    expect(new URL(plain).pathname).toBe('/db');
    expect(path).toMatch(/^\/run\/pg\/\.s\.PGSQL\.543[23]$/);
  }
});

it('changes only the database, or only who signs in', () => {
  const url = connectionUrl(socket);
  expect(clientArguments(withDatabase(url, 'other'))[0]).toMatch(/\/other$/);
  expect(clientArguments(withDatabase(url, 'other'))[1]).toEqual(clientArguments(url)[1]);
  expect(new URL(withRole(url, 'throughline_app', 'secret')).username).toBe('throughline_app');
});
