/**
 * Where a PostgreSQL server listens and who signs in. `host` is a host name, or the absolute folder of a unix socket.
 */
export interface ConnectionTarget {
  host: string;
  port: number;
  username: string;
  password: string;
  database: string;
}

/** One string for a target. A socket folder is written as libpq does: `?host=/folder&port=5432`. */
export function connectionUrl(target: ConnectionTarget): string {
  const socket = target.host.startsWith('/');
  const url = new URL(`postgres://${socket ? 'localhost' : target.host}`);
  url.username = encodeURIComponent(target.username);
  url.password = encodeURIComponent(target.password);
  url.pathname = `/${encodeURIComponent(target.database)}`;
  if (socket) {
    url.searchParams.set('host', target.host);
    url.searchParams.set('port', String(target.port));
  } else {
    url.port = String(target.port);
  }
  return url.href;
}

/**
 * The arguments for `postgres(url, options)`. postgres.js 3.4.9 would send `?host=` to the server as a setting,
 * which the server refuses, so a socket becomes its `path` option. Any other URL passes through unchanged.
 */
export function clientArguments(connection: string): [url: string, options: { path?: string }] {
  if (!/[?&]host=(\/|%2f)/i.test(connection)) return [connection, {}];
  // libpq also allows an empty host (`postgres://user:pass@/db?host=/folder`), which `URL` does not.
  const url = new URL(connection.replace(/^(postgres(?:ql)?:\/\/[^/?]*@?)(?=\/)/i, emptyHostAsLocalhost));
  const folder = url.searchParams.get('host');
  const port = url.searchParams.get('port') ?? (url.port || '5432');
  url.searchParams.delete('host');
  url.searchParams.delete('port');
  return [url.href, { path: `${folder}/.s.PGSQL.${port}` }];
}

/** The same server and person, another database. */
export function withDatabase(connection: string, database: string): string {
  const url = new URL(connection);
  url.pathname = `/${encodeURIComponent(database)}`;
  return url.href;
}

/** The same server and database, another role. */
export function withRole(connection: string, username: string, password: string): string {
  const url = new URL(connection);
  url.username = encodeURIComponent(username);
  url.password = encodeURIComponent(password);
  return url.href;
}

function emptyHostAsLocalhost(authority: string): string {
  return authority.endsWith('@') || authority.endsWith('//') ? `${authority}localhost` : authority;
}
