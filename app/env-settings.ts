import { isIP } from 'node:net';
import * as z from 'zod';

export type Source = Readonly<Record<string, string | undefined>>;

/** Names that Express knows for ranges of proxies. */
const RANGES = new Set(['loopback', 'linklocal', 'uniquelocal']);

export function isTrustable(entry: string): boolean {
  if (RANGES.has(entry)) return true;
  const [address = '', bits, rest] = entry.split('/');
  const version = isIP(address);
  if (version === 0 || rest !== undefined) return false;
  return bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (version === 4 ? 32 : 128));
}

const databaseUrl = z
  .url({ protocol: /^postgres(ql)?$/, error: 'must be like postgres://user:password@host:5432/name' })
  .optional();

const seconds = (usual: number) =>
  z
    .string()
    .regex(/^\d{1,5}$/, 'must be a number of seconds')
    .transform(Number)
    .default(usual);

const origin = z
  .url({ protocol: /^https?$/, error: 'must be like https://plans.example.com', abort: true })
  .refine((url) => new URL(url).pathname === '/' && !/[?#@]/.test(url), {
    error: 'must be an address alone, without a path, a query or a login',
  })
  .transform((url) => new URL(url).origin)
  .optional();

const mailbox = z
  .string()
  .regex(
    /^(?:[^<>@\p{Cc}]+ )?<?[^\s<>@,;"]+@[^\s<>@,;"]+>?$/u,
    'must be like Throughline <plans@example.com>',
  )
  .optional();

const likeBucket = { error: 'must be like https://KEY:SECRET@host/bucket?region=…' };
const bucket = z
  .url({ protocol: /^https?$/, ...likeBucket, abort: true })
  .refine((text) => isBucket(new URL(text)), likeBucket)
  .optional();

function isBucket({ username, password, pathname, searchParams, hash }: URL): boolean {
  const others = [...searchParams.keys()].filter((name) => name !== 'region');
  return (
    [username, password].every(isDecodable) && /[^/]/.test(pathname) && others.length === 0 && hash === ''
  );
}
function isDecodable(part: string): boolean {
  try {
    return decodeURIComponent(part) !== '';
  } catch {
    return false;
  }
}

const setting = <Name extends string, Schema extends z.ZodType>(
  name: Name,
  schema: Schema,
  example: string,
  ...about: string[]
) => ({ name, schema, example, about });

/** One row a setting: what `.env.example` says and what is checked at start cannot drift apart. */
export const settings = [
  setting(
    'APP_URL',
    origin,
    'http://localhost:3000',
    'The address people type. Every link in a letter begins with it. https unless the host is localhost.',
  ),
  setting(
    'PORT',
    z
      .string()
      .regex(/^\d{1,5}$/, 'must be a port number')
      .transform(Number)
      .refine((port) => port <= 65_535, 'must be at most 65535')
      .default(3000),
    '3000',
    'Where to listen. 0 takes any free port.',
  ),
  setting(
    'HOST',
    z
      .string()
      .regex(/^[\w.:-]+$/, 'must be an address or a host name')
      .default('127.0.0.1'),
    '127.0.0.1',
    'Which network to listen on. By default only this machine can connect; 0.0.0.0 lets a proxy elsewhere in.',
  ),
  setting(
    'TRUST_PROXY',
    z
      .string()
      .transform((list) => list.split(/[\s,]+/).filter(Boolean))
      .refine((list) => list.every(isTrustable), 'must list addresses, ranges like 10.0.0.0/8, or loopback')
      .default([]),
    'loopback',
    'Proxies whose X-Forwarded-For is believed, separated by commas. Nobody is by default.',
  ),
  setting(
    'DATABASE_URL',
    databaseUrl,
    'postgres://throughline:password@localhost:5432/throughline',
    'PostgreSQL 15 or newer. Without it the built-in PostgreSQL runs in DATA_DIR.',
  ),
  setting(
    'DATABASE_DIRECT_URL',
    databaseUrl,
    'postgres://throughline:password@localhost:5432/throughline',
    'The same database without a transaction pooler between, for migrations and notifications.',
  ),
  setting(
    'DATA_DIR',
    z.string().optional(),
    '.data',
    'The folder of the built-in database, of files and of a secret we made ourselves.',
  ),
  setting(
    'FILES_DIR',
    z.string().optional(),
    '/var/lib/throughline/files',
    'The folder of files that came with replies, when not in DATA_DIR. With DATABASE_URL none are taken without this',
    'or FILES_S3_URL.',
  ),
  setting(
    'FILES_S3_URL',
    bucket,
    '',
    'A bucket for them instead, at anything that speaks S3: https://KEY:SECRET@s3.example.com/bucket?region=eu-central-1,',
    'with key and secret percent-encoded. Without a region it is us-east-1.',
  ),
  setting(
    'FILES_QUOTA_MB',
    z.coerce.number().int().min(0).max(10_000_000).default(2048),
    '2048',
    'How much the files of one workspace may take.',
  ),
  setting(
    'APP_SECRET',
    z.string().min(32, 'must be at least 32 characters').optional(),
    '',
    'The key of every link and code, 32 characters or more. Required with DATABASE_URL.',
    'Whoever has it can enter as anybody; changing it ends every link that was sent.',
  ),
  setting(
    'MAIL_FROM',
    mailbox,
    'Throughline <plans@example.com>',
    'Who letters come from. Required with RESEND_API_KEY or SMTP_URL.',
  ),
  setting(
    'RESEND_API_KEY',
    z.string().regex(/^\S+$/, 'must not contain spaces').optional(),
    '',
    'Send letters with Resend. Without this and SMTP_URL they are kept and read at /mailbox, on localhost only.',
  ),
  setting(
    'RESEND_BASE_URL',
    z.url({ protocol: /^https?$/, error: 'must be like https://api.resend.com' }).optional(),
    'https://api.resend.com',
    'Another address of the Resend API.',
  ),
  setting(
    'RESEND_WEBHOOK_SECRET',
    z
      .string()
      .regex(/^whsec_[A-Za-z0-9+/]{16,}={0,2}$/, 'must be like whsec_…, as Resend shows it')
      .optional(),
    '',
    'Resend then tells at /hooks/resend what became of each letter: delivered, delayed, bounced, complained.',
    'Add a webhook for the email events there, and put its signing secret here.',
  ),
  setting(
    'SMTP_URL',
    z.url({ protocol: /^smtps?$/, error: 'must be like smtps://user:password@mail.example.com' }).optional(),
    'smtps://user:password@mail.example.com',
    'Send letters with a mail server.',
  ),
  setting(
    'INBOUND_DOMAIN',
    z
      .string()
      .regex(/^(?=.{1,180}$)[a-z0-9-]+(\.[a-z0-9-]+)*$/, 'must be a domain such as replies.example.com')
      .optional(),
    'replies.example.com',
    'Replies to letters about one step come here and become comments: a domain whose mail Resend receives',
    '(its webhook then has email.received too), or whose mail server posts it to /hooks/inbound.',
  ),
  setting(
    'INBOUND_SECRET',
    z.string().min(32, 'must be at least 32 characters').optional(),
    '',
    'The key with which your mail server signs what it posts to /hooks/inbound; see the README.',
  ),
  setting(
    'INBOUND_AUTHSERV',
    z
      .string()
      .regex(/^[\w.-]+$/, 'must be a name such as mx.example.com')
      .optional(),
    'mx.example.com',
    'The name under which the server that receives your mail writes Authentication-Results. Senders that fail DMARC',
    'are then asked about, and only those that pass it are answered when their letter could not be taken.',
  ),
  setting(
    'REPLY_WAIT_SECONDS',
    seconds(600),
    '600',
    'How long a reply waits before others see it, so that whoever wrote it can take it back.',
  ),
  setting(
    'MAIL_QUIET_SECONDS',
    seconds(120),
    '120',
    'How long a plan must be quiet before its changes become one letter.',
  ),
  setting('MAIL_LONGEST_SECONDS', seconds(900), '900', 'How long a change waits for that at most.'),
  setting(
    'LOG_LEVEL',
    z.enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent']).default('info'),
    'info',
    'trace, debug, info, warn, error, fatal or silent.',
  ),
] as const;
