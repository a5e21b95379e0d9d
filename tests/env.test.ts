import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { EnvironmentProblems, exampleEnv, projectRoot, readEnv, readOrMakeSecret } from '#app/env.server.ts';
import type { Source } from '#app/env-settings.ts';

const secret = 'a'.repeat(40);
const hosted = {
  APP_URL: 'https://plans.example.com',
  DATABASE_URL: 'postgres://app@db.example.com/app',
  APP_SECRET: secret,
  RESEND_API_KEY: 're_123',
  MAIL_FROM: 'Throughline <plans@example.com>',
};

function problemsOf(source: Source): string {
  try {
    readEnv(source);
  } catch (error) {
    if (error instanceof EnvironmentProblems) return error.problems.join('\n');
    throw error;
  }
  return '';
}

describe('settings', () => {
  test('nothing needs to be set on one machine', () => {
    expect(readEnv({})).toMatchObject({
      APP_URL: 'http://localhost:3000',
      HOST: '127.0.0.1',
      PORT: 3000,
      mailTransport: 'mailbox',
      isLocal: true,
      MAIL_QUIET_SECONDS: 120,
      MAIL_LONGEST_SECONDS: 900,
      TRUST_PROXY: [],
    });
  });

  test('an address follows the port', () => {
    expect(readEnv({ PORT: '4000' }).APP_URL).toBe('http://localhost:4000');
  });

  test('an empty value is one that is not set', () => {
    expect(readEnv({ DATABASE_URL: '', APP_SECRET: ' ', SMTP_URL: '' }).DATABASE_URL).toBeUndefined();
  });

  test('a hosted installation is accepted', () => {
    expect(readEnv(hosted)).toMatchObject({ mailTransport: 'resend', isLocal: false });
  });

  test('every problem is named at once, in one message', () => {
    const source = {
      PORT: 'http',
      DATABASE_URL: 'mysql://x',
      LOG_LEVEL: 'loud',
      APP_URL: 'plans.example.com',
    };
    expect(() => readEnv(source)).toThrow(/PORT: [\s\S]*LOG_LEVEL: /);
    for (const name of Object.keys(source)) expect(problemsOf(source)).toContain(`${name}: `);
  });

  test('one bad value does not hide that two others disagree', () => {
    const problems = problemsOf({ PORT: 'x', DATABASE_URL: hosted.DATABASE_URL });
    expect(problems).toContain('PORT: ');
    expect(problems).toContain('APP_SECRET: ');
  });

  test('a secret is required with a database of one’s own', () => {
    expect(problemsOf({ ...hosted, APP_SECRET: undefined })).toContain('APP_SECRET: is required');
    expect(problemsOf({ ...hosted, APP_SECRET: 'short' })).toContain('APP_SECRET: must be at least 32');
  });

  test.each([
    ['the built-in database', { ...hosted, DATABASE_URL: undefined }],
    ['a database of one’s own', hosted],
  ])('with %s, another address than localhost needs a way to send letters', (_name, source) => {
    expect(problemsOf({ ...source, RESEND_API_KEY: undefined })).toContain('RESEND_API_KEY or SMTP_URL');
    expect(problemsOf(source)).toBe('');
  });

  test('a name that only begins like localhost is another address', () => {
    expect(problemsOf({ APP_URL: 'https://localhost.example.com' })).toContain('RESEND_API_KEY or SMTP_URL');
    expect(problemsOf({ APP_URL: 'https://127.0.0.1.example.com' })).toContain('RESEND_API_KEY or SMTP_URL');
  });

  test.each(['0.0.0.0', '::', '192.0.2.1'])('letters are not shown to whoever reaches %s', (HOST) => {
    expect(problemsOf({ HOST })).toContain('HOST: ');
    expect(problemsOf({ ...hosted, HOST })).toBe('');
  });

  test.each(['127.0.0.1', '::1', 'localhost'])('they may be read by whoever is at %s', (HOST) => {
    expect(problemsOf({ HOST })).toBe('');
  });

  test.each([
    'https://KEY:a%2Fsecret@s3.example.com/bucket?region=eu-central-1',
    'http://k:s@127.0.0.1:9000/bucket/folder',
  ])('%s is a bucket for files', (FILES_S3_URL) => {
    expect(problemsOf({ FILES_S3_URL })).toBe('');
    expect(problemsOf({ FILES_S3_URL, FILES_DIR: '/files' })).toContain('set one of them');
  });

  test.each([
    's3://k:s@bucket',
    'https://s3.example.com/bucket',
    'https://k@s3.example.com/bucket',
    'https://k:s@s3.example.com/',
    'https://k:%zz@s3.example.com/bucket',
    'https://k:s@s3.example.com/bucket?regoin=eu',
  ])('%s is none', (FILES_S3_URL) => {
    expect(problemsOf({ FILES_S3_URL })).toContain('FILES_S3_URL: must');
  });

  test('two ways to send letters are one too many', () => {
    expect(problemsOf({ ...hosted, SMTP_URL: 'smtp://mail.example.com' })).toContain('not both');
  });

  test('a sender is required with a way to send', () => {
    expect(problemsOf({ ...hosted, MAIL_FROM: undefined })).toContain('MAIL_FROM: is required');
  });

  test.each([
    'Maya <maya@example.com>\r\nBcc: all@example.com',
    'a@example.com, b@example.com',
    'no address',
  ])('%j is not a sender', (MAIL_FROM) => {
    expect(problemsOf({ ...hosted, MAIL_FROM })).toContain('MAIL_FROM: ');
  });

  test.each([
    'http://plans.example.com',
    'https://plans.example.com/app',
    'https://me:secret@plans.example.com',
    'https://plans.example.com/?a',
    'ftp://plans.example.com',
  ])('%s is not an address for people', (APP_URL) => {
    expect(problemsOf({ ...hosted, APP_URL })).toContain('APP_URL: ');
  });

  test.each(['10.0.0.0/8', 'loopback, 192.0.2.1', '2001:db8::/32'])(
    '%s may be trusted as proxies',
    (TRUST_PROXY) => {
      expect(problemsOf({ TRUST_PROXY })).toBe('');
    },
  );

  test.each(['true', '*', '1', '10.0.0.0/33', 'proxy.example.com'])('%s may not', (TRUST_PROXY) => {
    expect(problemsOf({ TRUST_PROXY })).toContain('TRUST_PROXY: ');
  });

  test('no value of a secret is repeated in a problem', () => {
    const problems = problemsOf({
      ...hosted,
      APP_SECRET: 'hush',
      RESEND_API_KEY: 'a b',
      DATABASE_URL: 'x://u:hush@h',
      FILES_S3_URL: 'https://key:hush@h',
    });
    expect(problems).not.toMatch(/hush|a b/);
  });

  test('.env.example says what is read, no more and no less', async () => {
    await expect(exampleEnv()).toMatchFileSnapshot(join(projectRoot, '.env.example'));
  });

  test('.env.example, with every line switched on, is a file that can be read', () => {
    const lines = exampleEnv()
      .split('\n')
      .filter((line) => /^# [A-Z_]+=/.test(line));
    const source = Object.fromEntries(lines.map((line) => line.slice(2).split(/=(.*)/s).slice(0, 2)));
    expect(lines.length).toBeGreaterThan(10);
    expect(problemsOf({ ...source, APP_SECRET: secret })).toBe('');
  });
});

describe('the secret we make ourselves', () => {
  const folder = mkdtempSync(join(tmpdir(), 'throughline-secret-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  test('is made once, long, and for nobody else to read', () => {
    const path = join(folder, 'data', 'app-secret');
    const made = readOrMakeSecret(path);
    expect(made).toMatch(/^[\w-]{43}$/);
    expect(readOrMakeSecret(path)).toBe(made);
    if (process.platform !== 'win32') expect(statSync(path).mode & 0o777).toBe(0o600);
  });

  test('is not used when it was cut short', () => {
    const path = join(folder, 'short');
    writeFileSync(path, 'abc');
    expect(() => readOrMakeSecret(path)).toThrow('cut short');
  });
});
