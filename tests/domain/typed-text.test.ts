import { describe, expect, test } from 'vitest';
import { isName, isRoleText, keptText } from '#app/domain/typed-text.ts';

describe('what is typed', () => {
  test.each([
    ['  Security review ', 'Security review'],
    ['two\nlines', 'two\nlines'],
    ['turned \u202eround', 'turned round'],
    ['👩‍💻 demo', '👩‍💻 demo'],
    ['می‌خواهم', 'می‌خواهم'],
    ['\u0000', ''],
  ])('%j is kept as %j', (typed, kept) => expect(keptText(typed)).toBe(kept));

  test.each([
    '\u200b',
    '\u200b \u200d',
    '\u2060',
    '\ufeff',
    '\u00ad',
    '\u3164',
    '\u2800',
    '\u180e',
    '\u00a0',
  ])('%j is nothing, because nobody sees it', (typed) => expect(keptText(typed)).toBe(''));

  test.each(['Dana Ortiz', 'Seán O’Neill', 'María-José', 'Müller, Dr.', '李雷'])('%s is a name', (name) =>
    expect(isName(name)).toBe(true),
  );
  test.each(['Click https://evil.example now', '<b>Dana</b>', 'dana@acme.com'])('%s is none', (name) =>
    expect(isName(name)).toBe(false),
  );

  test.each(['champion', 'fleet_manager', 'Head of R&D', 'Einkauf/Logistik', ''])('%j is a part', (role) =>
    expect(isRoleText(role)).toBe(true),
  );
  test.each(['<b>zz', '__proto__', 'see https://evil.example', '-'])('%j is none', (role) =>
    expect(isRoleText(role)).toBe(false),
  );
});
