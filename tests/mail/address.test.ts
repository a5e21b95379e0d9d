import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formatMailbox, parseAddress, safeName, safeSubject } from '#app/mail/address.ts';
import { hasTricks } from '#emails/plain-words.ts';

describe('one identity per address', () => {
  test.each([
    [' Dana.Ortiz@ACME.test ', 'dana.ortiz@acme.test'],
    ["o'brien+plans@mail.acme.co.uk", "o'brien+plans@mail.acme.co.uk"],
    ['dana@Bücher.example', 'dana@xn--bcher-kva.example'],
  ])('%s', (typed, address) => expect(parseAddress(typed)).toBe(address));

  test.each([
    ['nothing', ''],
    ['no domain', 'dana'],
    ['a host without a dot', 'dana@localhost'],
    ['two people', 'dana@acme.test, lena@acme.test'],
    ['two people with a semicolon', 'dana@acme.test;lena@acme.test'],
    ['a name around it', 'Dana <dana@acme.test>'],
    ['quotes', '"dana"@acme.test'],
    ['two ats', 'dana@evil.test@acme.test'],
    ['a comment', 'dana(x)@acme.test'],
    ['an address literal', 'dana@[127.0.0.1]'],
    ['numbers for a domain', 'dana@127.0.0.1'],
    ['a port', 'dana@acme.test:25'],
    ['an escape', 'dana@ac%6de.test'],
    ['a second line', 'dana@acme.test\r\nBcc: x@evil.test'],
    ['a hidden turn', 'dana@acme\u202e.test'],
    ['a zero-width space', 'da\u200bna@acme.test'],
    ['double dots', 'da..na@acme.test'],
    ['a leading dot', '.dana@acme.test'],
    ['a look-alike letter before the at', 'dаna@acme.test'],
    ['a hyphen at the edge', 'dana@-acme.test'],
    ['65 characters', `${'a'.repeat(65)}@acme.test`],
    ['255 characters', `dana@${`${'a'.repeat(60)}.`.repeat(5)}test`],
  ])('%s is refused', (_what, typed) => expect(parseAddress(typed)).toBeNull());

  test('reading an address twice changes nothing', () => {
    fc.assert(
      fc.property(fc.oneof(fc.emailAddress(), fc.string(), fc.string({ unit: 'binary' })), (typed) => {
        const address = parseAddress(typed);
        if (address !== null) expect(parseAddress(address)).toBe(address);
      }),
    );
  });
});

describe('names and subjects', () => {
  test('nothing a person types can add a line or turn one round', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (typed) => {
        expect(hasTricks(safeSubject(typed))).toBe(false);
        expect(hasTricks(formatMailbox({ address: 'a@b.test', name: typed }))).toBe(false);
      }),
    );
    expect(safeSubject('Fit\r\nBcc: x@evil.test')).toBe('Fit Bcc: x@evil.test');
  });

  test('a name cannot pass for another address', () => {
    expect(formatMailbox({ address: 'plans@throughline.test', name: 'Bank <help@bank.test>' })).toBe(
      '"Bank help@bank.test" <plans@throughline.test>',
    );
  });

  test('names in any script stay as they are', () => {
    for (const name of ['Zoë Ó Briain', '王小明', 'مریم', 'Ana-María']) expect(safeName(name)).toBe(name);
    expect(formatMailbox({ address: 'a@b.test', name: 'Ortiz, Dana' })).toBe('"Ortiz, Dana" <a@b.test>');
    expect(formatMailbox({ address: 'a@b.test', name: ' \u200b ' })).toBe('a@b.test');
  });

  test('a very long subject ends at a word', () => {
    const subject = safeSubject('word '.repeat(60));
    expect(subject.length).toBeLessThanOrEqual(160);
    expect(subject.endsWith('word…')).toBe(true);
  });
});
