import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as z from 'zod';
import { type Source, settings } from './env-settings.ts';

/** How letters leave: an API, a mail server, or the pages at /mailbox. */
export type MailTransport = 'resend' | 'smtp' | 'mailbox';

const shape = z.object(
  Object.fromEntries(settings.map(({ name, schema }) => [name, schema])) as {
    [S in (typeof settings)[number] as S['name']]: S['schema'];
  },
);

export type Env = Omit<z.output<typeof shape>, 'APP_URL' | 'MAIL_FROM'> & {
  /** An origin, without a slash at its end. */
  readonly APP_URL: string;
  readonly MAIL_FROM: string;
  readonly mailTransport: MailTransport;
  /** Whether only this machine is meant to reach the app: the one place where letters may be read on a page. */
  readonly isLocal: boolean;
};

export class EnvironmentProblems extends Error {
  override readonly name = 'EnvironmentProblems';

  constructor(readonly problems: readonly string[]) {
    const title = 'Throughline cannot start with these settings (see .env.example):';
    super([title, ...problems.map((problem) => `  - ${problem}`)].join('\n'));
  }
}

/** The folder with package.json, whether we run from the source or from the build. */
export const projectRoot = findProjectRoot();

/** Everything wrong is named at once. An empty value counts as not set. */
export function readEnv(source: Source): Env {
  const given = Object.fromEntries(
    settings.map(({ name }) => [name, source[name]?.trim() || undefined] as const),
  );
  const parsed = shape.safeParse(given);
  const problems = parsed.success
    ? []
    : parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
  const values = parsed.data ?? lenient(given);
  problems.push(...disagreements(values));
  if (!parsed.success || problems.length > 0) throw new EnvironmentProblems(problems);

  const { data } = parsed;
  const APP_URL = data.APP_URL ?? `http://localhost:${data.PORT}`;
  return Object.freeze({
    ...data,
    APP_URL,
    DATA_DIR: data.DATA_DIR && resolve(projectRoot, data.DATA_DIR),
    FILES_DIR: data.FILES_DIR && resolve(projectRoot, data.FILES_DIR),
    MAIL_FROM: data.MAIL_FROM ?? 'Throughline <throughline@localhost>',
    mailTransport: data.RESEND_API_KEY ? 'resend' : data.SMTP_URL ? 'smtp' : 'mailbox',
    isLocal: isLoopbackHost(new URL(APP_URL).hostname),
  });
}

/** What can be said about settings that are each right but do not go together. */
function disagreements(values: Partial<z.output<typeof shape>>): string[] {
  const problems: string[] = [];
  const local = !values.APP_URL || isLoopbackHost(new URL(values.APP_URL).hostname);
  const transports = [values.RESEND_API_KEY, values.SMTP_URL].filter(Boolean).length;
  if (values.APP_URL?.startsWith('http:') && !local)
    problems.push('APP_URL: must begin with https:// unless its host is localhost');
  if (values.DATABASE_URL && !values.APP_SECRET)
    problems.push('APP_SECRET: is required with DATABASE_URL (`openssl rand -base64 32` makes one)');
  if (values.DATABASE_DIRECT_URL && !values.DATABASE_URL)
    problems.push('DATABASE_DIRECT_URL: needs DATABASE_URL beside it');
  if (transports === 2) problems.push('RESEND_API_KEY and SMTP_URL: set one of them, not both');
  if (values.FILES_DIR && values.FILES_S3_URL)
    problems.push('FILES_DIR and FILES_S3_URL: set one of them, not both');
  if (values.INBOUND_SECRET && !values.INBOUND_DOMAIN)
    problems.push('INBOUND_SECRET: needs INBOUND_DOMAIN beside it');
  if (values.RESEND_WEBHOOK_SECRET && !values.RESEND_API_KEY)
    problems.push('RESEND_WEBHOOK_SECRET: needs RESEND_API_KEY beside it');
  if (transports === 0 && !local)
    problems.push(
      'RESEND_API_KEY or SMTP_URL: one is required when APP_URL is not localhost, since the built-in mailbox shows every letter',
    );
  // Whoever can connect can call us localhost, and would read codes that let them in as anybody.
  if (transports === 0 && local && values.HOST && !isLoopbackHost(values.HOST))
    problems.push(
      'HOST: must stay on this machine (127.0.0.1) without RESEND_API_KEY or SMTP_URL, since the built-in mailbox shows every letter',
    );
  if (transports > 0 && !values.MAIL_FROM)
    problems.push('MAIL_FROM: is required with RESEND_API_KEY or SMTP_URL, an address they may send from');
  if ((values.MAIL_LONGEST_SECONDS ?? 900) < (values.MAIL_QUIET_SECONDS ?? 120))
    problems.push('MAIL_LONGEST_SECONDS: must not be less than MAIL_QUIET_SECONDS');
  return problems;
}

/** Each setting that is right by itself, so that one bad value does not hide what else is wrong. */
function lenient(given: Record<string, string | undefined>): Partial<z.output<typeof shape>> {
  return Object.fromEntries(
    settings.flatMap(({ name, schema }) => {
      const value = schema.safeParse(given[name]);
      return value.success ? [[name, value.data]] : [];
    }),
  );
}

let current: Env | undefined;

/** The settings of this process, read when first asked for. */
export function env(): Env {
  if (!current) {
    const file = join(projectRoot, '.env');
    if (existsSync(file)) process.loadEnvFile(file);
    current = readEnv(process.env);
  }
  return current;
}

/** PORT=0 means any free port: it is chosen before anything else, because APP_URL may follow from it. */
export async function settlePort(): Promise<void> {
  if (env().PORT !== 0) return;
  const probe = createServer();
  await new Promise<void>((listening) => probe.listen(0, env().HOST, listening));
  const address = probe.address();
  await new Promise((closed) => probe.close(closed));
  if (!address || typeof address === 'string') throw new Error('No free port was found');
  process.env.PORT = String(address.port);
  current = readEnv(process.env);
}

// On globalThis because development evaluates modules again after each edit.
const shelf = globalThis as typeof globalThis & { throughlineDataFolder?: string };
let madeSecret: string | undefined;

/** Where the built-in database is, once that is known; what else we make ourselves is kept beside it. */
export function useDataFolder(folder: string): void {
  shelf.throughlineDataFolder = folder;
}

/** Unknown with a database of one's own. */
export const dataFolder = (): string | undefined => shelf.throughlineDataFolder;

/** The key of every link and code; made on first use when it is not set. */
export function appSecret(): string {
  const given = env().APP_SECRET ?? madeSecret;
  if (given) return given;
  const folder = shelf.throughlineDataFolder;
  if (!folder) throw new Error('No secret yet: call useDataFolder() at start');
  madeSecret = readOrMakeSecret(join(folder, 'app-secret'));
  return madeSecret;
}

export function readOrMakeSecret(path: string): string {
  mkdirSync(dirname(path), { recursive: true });
  try {
    // 'wx' so that of two processes starting at once only one makes it.
    writeFileSync(path, `${randomBytes(32).toString('base64url')}\n`, {
      mode: 0o600,
      flag: 'wx',
      flush: true,
    });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
  const secret = readFileSync(path, 'utf8').trim();
  if (secret.length < 32)
    throw new Error(`The secret in ${path} is cut short: restore it, or remove the file`);
  return secret;
}

/** The text of `.env.example`. */
export function exampleEnv(): string {
  const entries = settings.map(({ name, about, example }) => {
    const lines = about.map((line) => `# ${line}`);
    return [...lines, `# ${name}=${example}`].join('\n');
  });
  return `# Nothing here is needed to try Throughline on one machine. Copy to .env and set what you want otherwise.\n\n${entries.join('\n\n')}\n`;
}

export function isLoopbackHost(host: string): boolean {
  return host === 'localhost' || host === '[::1]' || host === '::1' || /^127(\.\d{1,3}){3}$/.test(host);
}

function findProjectRoot(): string {
  for (let folder = dirname(fileURLToPath(import.meta.url)); ; folder = dirname(folder)) {
    if (existsSync(join(folder, 'package.json'))) return folder;
    if (folder === dirname(folder)) return process.cwd();
  }
}
