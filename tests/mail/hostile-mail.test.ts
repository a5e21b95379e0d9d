import { describe, expect, test } from 'vitest';
import { readApart } from '#app/mail/apart.server.ts';
import { textOfHtml } from '#app/mail/html-text.ts';
import { readMail } from '#app/mail/read-mail.server.ts';

const head = 'From: <a@b.test>\r\nTo: <x@replies.test>\r\nMessage-ID: <1@m>\r\n';
const read = (letter: string) => readMail(Buffer.from(letter), { authserv: 'mx.test' });

describe('a letter made to keep the server busy', () => {
  test('is read beside everything else that goes on, as far as it can be', async () => {
    let turns = 0;
    const others = setInterval(() => {
      turns += 1;
    }, 20);
    const mail = await read(`${head}\r\n${'\n'.repeat(100_000)}Yes, it is right.`);
    clearInterval(others);
    expect(mail?.text).toBe('Yes, it is right.');
    expect(turns, 'others had their turns').toBeGreaterThan(0);
  });

  test('as HTML is read in one go over it', () => {
    for (const piece of ['<', '<br', '<style', '</style ', '<blockquote', '<a href="', '<!--', '&#x1'])
      expect(textOfHtml(piece.repeat(500_000)).length).toBeGreaterThan(0);
  });

  test('ends, whatever it does to what reads it', async () => {
    const apart = (body: string, withinMs = 30_000) =>
      readApart<unknown>({ library: 'postal-mime', body, withinMs }, 'a letter');
    expect(await apart('while (true);', 300)).toEqual({ kind: 'too long' });
    expect(await apart('throw new Error(input);')).toEqual({ kind: 'failed' });
    expect(await apart('const all = []; while (true) all.push(Array(1e5).fill(input));')).toEqual({
      kind: 'failed',
    });
    expect(await apart('process.exit(0);')).toEqual({ kind: 'failed' });
    expect(await apart('return [input, process.env.APP_SECRET];')).toEqual({
      kind: 'done',
      value: ['a letter', undefined],
    });
  });

  test('a thousand deep is no letter', async () => {
    const deep = Array.from(
      { length: 1000 },
      (_, n) => `Content-Type: multipart/mixed; boundary=b${n}\r\n\r\n--b${n}\r\n`,
    );
    expect(await read(`${head}${deep.join('')}Content-Type: text/plain\r\n\r\nx`)).toBeNull();
  });
});

describe('a letter that came as HTML alone', () => {
  const cases: [string, string][] = [
    ['<p>One</p><p>Two &amp; three</p>', 'One\nTwo & three\n'],
    ['<head><title>T</title><style>p{}</style></head>Yes<br>no', 'Yes\nno'],
    ['Yes<blockquote>a<blockquote>b</blockquote>c</blockquote>and', 'Yesand'],
    ['<blockquote>a</blockquote>between<blockquote>b</blockquote>', 'between'],
    ['<blockquote>never closed', 'never closed'],
    ['<STYLE>x</STYLE>1 < 2 and <b>bold</b>', '1 < 2 and bold'],
    ['<header>top</header><heading>', 'top'],
  ];
  test.each(cases)('%s', (html, text) => expect(textOfHtml(html)).toBe(text));
});

test('who sent it cannot say in its own address that it was checked', async () => {
  const by = (results: string) => read(`Authentication-Results: mx.test; ${results}\r\n${head}\r\nx`);
  expect((await by('spf=pass; dmarc=pass header.from=b.test'))?.dmarc).toBe('pass');
  for (const forged of [
    'spf=pass smtp.mailfrom="x; dmarc=pass"@evil.test; dmarc=fail header.from=b.test',
    'spf=pass (says "x; dmarc=pass; y" (or; dmarc=pass; z)) smtp.mailfrom=evil.test; dmarc=fail',
    'spf=pass smtp.mailfrom="x\\"; dmarc=pass;"@evil.test; dmarc=fail',
    'spf=none smtp.mailfrom=x; dmarc=pass; dmarc=fail',
  ])
    expect((await by(forged))?.dmarc, forged).toBe('fail');
  expect((await by('spf=pass smtp.mailfrom="x; dmarc=pass"@evil.test'))?.dmarc).toBe('unknown');
  expect((await by('spf=pass smtp.mailfrom="x; dmarc=pass'))?.dmarc, 'a quote that never ends').toBe(
    'unknown',
  );
});

test('is from one address, or nobody knows from whom', async () => {
  const from = async (line: string) =>
    (await readMail(Buffer.from(`From: ${line}\r\nTo: <x@replies.test>\r\n\r\nx`), { authserv: null }))?.from;
  for (const one of [
    '<dana@acme.example>',
    'dana@acme.example',
    'Dana (at home) <Dana@Acme.example>',
    '"Dana @ Acme, Freight" <dana@acme.example>',
    '=?utf-8?q?D=C3=A1na?= <dana@acme.example>',
  ])
    expect(await from(one), one).toBe('dana@acme.example');
  for (const several of [
    '<dana@acme.example>, <x@evil.example>',
    '<x@evil.example>, dana@acme.example',
    '<dana@acme.example> <x@evil.example>',
    'dana@acme.example <x@evil.example>',
    'Both: dana@acme.example, x@evil.example;',
    '<dana@acme.example>\r\nFrom: <x@evil.example>',
  ])
    expect(await from(several), several).toBeNull();
});
