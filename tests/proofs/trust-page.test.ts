import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { projectRoot } from '#app/env.server.ts';
import { seeded } from './random.ts';
import { listResults } from './results.ts';
import { trustPageOf } from './trust-page.ts';

test('TRUST.md says what the committed results say', () => {
  expect(readFileSync(join(projectRoot, 'TRUST.md'), 'utf8')).toBe(trustPageOf(listResults()));
});

test('every line has a twin that was caught, and a name of its own', () => {
  for (const { name, twins } of listResults()) {
    expect(twins, name).not.toEqual([]);
    for (const { caught } of twins) expect(caught, name).toMatch(/\S/);
  }
});

test('a seed gives the same run again, and another one another', () => {
  const draw = (seed: number) => {
    const random = seeded(seed);
    return [random.uuid(), random.below(1_000_000), random.shuffle([1, 2, 3, 4, 5, 6, 7, 8]), random.hex(16)];
  };
  expect(draw(1)).toEqual(draw(1));
  expect(draw(1)).not.toEqual(draw(2));
});
