export type OutageReason =
  /** Refused, cut, or shutting down. */
  | 'connection'
  /** Silent past the deadline. */
  | 'deadline'
  /** Alive, but a lock or a statement took too long. */
  | 'busy';

/**
 * The database did not answer. Callers answer 503. A transaction that ends with this has stored nothing and may be
 * tried again; a single writing statement outside one may have been stored.
 */
export class DatabaseUnavailable extends Error {
  override readonly name: string = 'DatabaseUnavailable';

  constructor(
    readonly reason: OutageReason,
    options?: ErrorOptions,
  ) {
    super(`The database is unavailable (${reason})`, options);
  }
}

/**
 * COMMIT was sent and its answer never came: the work is stored, or it is not. Callers answer 503, and the same
 * command id settles it.
 */
export class OutcomeUnknown extends Error {
  override readonly name: string = 'OutcomeUnknown';

  constructor(options?: ErrorOptions) {
    super('The database did not answer the commit, so the outcome is unknown', options);
  }
}

const CUT_OFF = new Set([
  'CONNECTION_CLOSED',
  'CONNECTION_ENDED',
  'CONNECTION_DESTROYED',
  'CONNECT_TIMEOUT',
  'EAI_AGAIN',
  'ECONNREFUSED',
  'ECONNRESET',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOENT', // the unix socket is gone
  'ENOTFOUND',
  'EPIPE',
  'ETIMEDOUT',
  '25P03', // idle in transaction timeout: the session is ended
  '25P04', // transaction timeout: the session is ended
  '53300', // too many connections
  '57P01', // ended by an administrator
  '57P02', // crash shutdown
  '57P03', // starting up or shutting down
  '57P05', // idle session timeout
]);

const TOO_SLOW = new Set([
  '55P03', // lock timeout
  '57014', // statement timeout
]);

/** The outage behind an error, however deep Drizzle and others have wrapped it; undefined when there is none. */
export function outageIn(error: unknown): DatabaseUnavailable | OutcomeUnknown | undefined {
  for (const cause of causes(error)) {
    if (cause instanceof DatabaseUnavailable || cause instanceof OutcomeUnknown) return cause;
    const code = codeOf(cause);
    // Not the outer error as the cause: Drizzle's message holds the parameters, and this one is logged.
    if (code !== undefined && (CUT_OFF.has(code) || code.startsWith('08'))) {
      return new DatabaseUnavailable('connection', { cause });
    }
    if (code !== undefined && TOO_SLOW.has(code)) return new DatabaseUnavailable('busy', { cause });
    if (isDriverAccident(cause)) return new DatabaseUnavailable('connection', { cause });
  }
  return undefined;
}

const CONFLICTS = new Set([
  '40001', // serialization failure
  '40P01', // deadlock
]);

/** Whether the transaction lost against another one and may simply be run again. */
export function isConflict(error: unknown): boolean {
  return causes(error).some((cause) => CONFLICTS.has(codeOf(cause) ?? ''));
}

const NULL_SOCKET = /^Cannot (read|set) propert(y|ies) (.+ )?of (null|undefined)/;
const INSIDE_POSTGRES_JS = /[\\/]postgres[\\/](cjs[\\/]|cf[\\/])?src[\\/]\w+\.js/;

/**
 * postgres.js 3.4.9 touches the socket of a connection that has just died, in a timer where no caller can catch it
 * (its issues #1066, #1154, #1208). Only that shape: the TypeError of a null, thrown by postgres.js's own frame.
 */
export function isDriverAccident(error: unknown): boolean {
  if (!(error instanceof TypeError) || !NULL_SOCKET.test(error.message)) return false;
  const thrower = error.stack?.split('\n').find((line) => /^\s+at /.test(line));
  return thrower !== undefined && INSIDE_POSTGRES_JS.test(thrower);
}

function codeOf(error: unknown): string | undefined {
  const code: unknown = error instanceof Error && 'code' in error ? error.code : undefined;
  return typeof code === 'string' ? code : undefined;
}

function causes(error: unknown): unknown[] {
  const chain: unknown[] = [];
  for (let at = error; at !== undefined && at !== null && chain.length < 8; ) {
    chain.push(at);
    at = at instanceof Error ? at.cause : undefined;
  }
  return chain;
}
