import { readdirSync } from 'node:fs';
import { expect } from 'vitest';
import { domainUnder } from './clocks/under-clock.server.ts';
import { isWhole, proof, twin } from './proof.ts';

/** Behind the sun and ahead of it: where it is another day than here for most of the time. */
const clocks = ['America/Los_Angeles', 'Pacific/Auckland'];

proof(
  {
    name: 'two-clocks',
    claim:
      'Days, dates, schedules and everything else the domain says do not depend on where the clock of the machine stands.',
    sample: 1,
    whole: 2,
    unit: 'clocks, Los Angeles and Auckland, each over every test of the domain',
    seconds: 240,
  },
  async ({ size, random, count }) => {
    const files = readdirSync('tests/domain', { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.test.ts'))
      .sort();
    // A sample is a quarter of the files under one of the clocks.
    const some = isWhole ? [] : files.filter(() => random.chance(0.25));
    for (const zone of (random.chance(0.5) ? clocks : clocks.toReversed()).slice(0, size)) {
      const { passed, failed } = await domainUnder(zone, some);
      expect(failed, zone).toEqual([]);
      expect(passed).toBeGreaterThan(isWhole ? 400 : 20);
      count(`tests under ${zone}`, passed);
    }
  },
);

twin('a day is told by the clock of the machine', async () => {
  const planted = { file: 'app/domain/day.ts', find: 'timeZone: zone,', put: '' };
  const { failed } = await domainUnder('Pacific/Auckland', ['day.test'], planted);
  expect(failed.length).toBeGreaterThan(0);
  return `${failed.length} tests of days`;
});
