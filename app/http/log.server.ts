import { type DestinationStream, type Logger, pino } from 'pino';
import { env } from '#app/env.server.ts';
import { scrub } from './scrub.ts';

const HIDDEN_KEYS =
  /token|secret|password|cookie|authorization|e-?mail|address|subject|html|text|body|params|otp/i;

/** JSON lines without tokens, codes, addresses or contents, whatever a caller or an error puts into them. */
export function createLog(options: { level: string; to?: DestinationStream }): Logger {
  const settings = {
    level: options.level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: {
      level: (level: string) => ({ level }),
      log: (fields: Record<string, unknown>) => clean(fields, 0) as Record<string, unknown>,
    },
    serializers: { err: (error: unknown) => error },
    hooks: {
      logMethod(this: Logger, args: Parameters<pino.LogFn>, method: pino.LogFn) {
        const [first, ...rest] = args.map((arg) => (typeof arg === 'string' ? scrub(arg) : arg));
        const subject = first instanceof Error ? { err: first } : first;
        // Without a sentence of ours pino would repeat the error's own, as it is.
        const sentence = rest.length > 0 || typeof subject !== 'object' ? rest : ['unexpected'];
        method.apply(this, [subject, ...sentence] as Parameters<pino.LogFn>);
      },
    },
  };
  return options.to ? pino(settings, options.to) : pino(settings);
}

let shared: Logger | undefined;

/** The log of this process. */
export function log(): Logger {
  shared ??= createLog({ level: env().LOG_LEVEL });
  return shared;
}

/** For the person at the terminal, as written; never kept with the log's own lines. */
export function announce(...lines: string[]): void {
  process.stdout.write(`${lines.join('\n')}\n`);
}

function clean(value: unknown, depth: number): unknown {
  if (typeof value === 'string') return scrub(value);
  if (typeof value === 'bigint') return String(value);
  if (typeof value !== 'object' || value === null || value instanceof Date) return value;
  if (depth > 5) return '[deep]';
  if (value instanceof Error) return cleanError(value, depth);
  if (Array.isArray(value)) return value.slice(0, 20).map((item) => clean(item, depth + 1));
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [
      key,
      HIDDEN_KEYS.test(key) ? '[hidden]' : clean(item, depth + 1),
    ]),
  );
}

function cleanError(error: Error, depth: number): Record<string, unknown> {
  const code: unknown = 'code' in error ? error.code : undefined;
  return {
    type: error.name,
    message: scrub(error.message),
    ...(typeof code === 'string' ? { code } : {}),
    // Without the message that it repeats.
    stack: scrub(error.stack?.replace(error.message, '') ?? ''),
    ...(error.cause === undefined ? {} : { cause: clean(error.cause, depth + 1) }),
  };
}
