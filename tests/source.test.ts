import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { projectRoot } from '#app/env.server.ts';

/** What the import rules cannot say, because it is about words and not about files. */
const sources = ['app', 'db', 'emails'].flatMap((room) =>
  readdirSync(join(projectRoot, room), { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.(tsx?|mjs)$/.test(path))
    .map((path) => {
      const name = `${room}/${path.replaceAll('\\', '/')}`;
      return { name, text: readFileSync(join(projectRoot, name), 'utf8') };
    }),
);

const naming = (pattern: RegExp) => sources.filter(({ text }) => pattern.test(text)).map(({ name }) => name);

describe('in the source', () => {
  test('one module reads the environment (starting and handing it on to a child aside)', () => {
    const readers = naming(/\bprocess\.env\b|\bloadEnvFile\b/);
    expect(readers).toContain('app/env.server.ts');
    expect(
      readers.filter(
        (name) => !/^(app\/(env\.server\.ts|start\.mjs)|db\/(embedded\/|drizzle\.config))/.test(name),
      ),
    ).toEqual([]);
  });

  test('only the write path sees every layer at once', () => {
    const raisers = naming(/\bimport\b[^;]*\braise\b[^;]*scope\.server\.ts/);
    expect(raisers.filter((name) => name !== 'app/commands/change-plan.server.ts')).toEqual([]);
  });

  test('nothing is called by a word that says nothing', () => {
    const vague = /(^|[/.-])(utils?|helpers?|misc|service|manager|common)([/.-]|$)/;
    expect(sources.map(({ name }) => name).filter((name) => vague.test(name))).toEqual([]);
  });

  test('our own modules are imported by their whole name', () => {
    expect(naming(/from '(#app|#db|#emails|#tests|\.{1,2})\/[^']*(?<!\.(tsx?|css|mjs))';/)).toEqual([]);
  });
});
