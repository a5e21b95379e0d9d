import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { projectRoot } from '#app/env.server.ts';
import { type BuildManifest, filesAtFirst, type Page, weigh, weighBuild } from './weight.server.ts';

const LIMIT = { buyer: 130_000, seller: 200_000 };

describe('the JavaScript of a page', () => {
  const weights = weighBuild();

  test('is told in kilobytes', () => {
    const rows = weights.map(
      ({ page, bytes, files }) =>
        `  ${page.reader.padEnd(6)}  ${page.name.padEnd(10)}  ${(bytes / 1000).toFixed(1).padStart(6)} kB in ${files.length} files`,
    );
    process.stdout.write(`JavaScript at first, gzip\n${rows.join('\n')}\n`);
    for (const { bytes } of weights) expect(bytes).toBeGreaterThan(50_000);
  });

  test.each(weights)('stays light for the $page.reader: $page.name', ({ page, bytes }) => {
    expect(bytes).toBeLessThanOrEqual(LIMIT[page.reader]);
  });

  test('holds nothing that checks forms: zod and conform stay on the server', () => {
    const files = new Set(weights.flatMap(({ files }) => files));
    const heavy = [...files].filter((file) =>
      /ZodError|invalid_union|conform:|__intent__/.test(
        readFileSync(join(projectRoot, 'build/client', file), 'utf8'),
      ),
    );
    expect(heavy).toEqual([]);
  });
});

describe('weighing', () => {
  const manifest: BuildManifest = {
    'app/entry.client.tsx': { file: 'assets/entry.js', imports: ['_framework.js'] },
    'app/root.tsx?part': { file: 'assets/root.js', imports: ['_framework.js'] },
    'app/routes/plan/route.tsx?part': {
      file: 'assets/plan.js',
      imports: ['_rows.js'],
      dynamicImports: ['app/drag.ts'],
    },
    '_framework.js': { file: 'assets/framework.js' },
    '_rows.js': { file: 'assets/rows.js', imports: ['_framework.js', '_words.js'] },
    '_words.js': { file: 'assets/words.js', imports: ['_rows.js'] },
    'app/drag.ts': { file: 'assets/drag.js', imports: ['_kit.js'] },
    '_kit.js': { file: 'assets/kit.js' },
  };
  const page: Page = { name: 'plan', reader: 'buyer', routes: ['plan'] };
  const heavyKit = (file: string) => (file === 'assets/kit.js' ? 1_000_000 : 10);

  test('counts what is imported statically, however deep and once, in a circle too', () => {
    expect(filesAtFirst(manifest, ['app/routes/plan/route.tsx?part']).sort()).toEqual([
      'assets/framework.js',
      'assets/plan.js',
      'assets/rows.js',
      'assets/words.js',
    ]);
    expect(weigh(manifest, page, heavyKit).bytes).toBe(60);
  });

  test('leaves out what is imported on first use, until somebody imports it statically', () => {
    expect(weigh(manifest, page, heavyKit).files).not.toContain('assets/kit.js');
    const careless = { ...manifest, '_rows.js': { file: 'assets/rows.js', imports: ['app/drag.ts'] } };
    expect(weigh(careless, page, heavyKit).bytes).toBeGreaterThan(LIMIT.buyer);
  });

  test('counts what a page imports by itself at once, when it says so', () => {
    expect(weigh(manifest, { ...page, atOnce: ['app/drag.ts'] }, heavyKit).files).toContain('assets/kit.js');
  });

  test('refuses a page that the build does not have', () => {
    expect(() => weigh(manifest, { ...page, routes: ['gone'] }, heavyKit)).toThrow('no page app/routes/gone');
  });
});
