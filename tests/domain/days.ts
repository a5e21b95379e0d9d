import fc from 'fast-check';
import { expect } from 'vitest';
import { addDays, type Day, requireDay } from '#app/domain/day.ts';

/** Any day of the known years, far enough from their edges to count a few thousand days either way. */
export const anyDay: fc.Arbitrary<Day> = fc
  .integer({ min: 0, max: 66_000 })
  .map((count) => addDays(requireDay('2010-01-01'), count));

/** Both sides of the date line, where a day read through a local clock shows first. */
export const machineZones = ['America/Los_Angeles', 'Pacific/Auckland', 'UTC'];

/** Moves this process to a zone for one test; `before` fails when the runtime does not follow. */
export function inMachineZone(zone: string): { before: () => void; after: () => void } {
  const original = process.env.TZ;
  return {
    before() {
      process.env.TZ = zone;
      expect(Intl.DateTimeFormat().resolvedOptions().timeZone).toBe(zone);
      const hour = new Intl.DateTimeFormat('en-GB', { timeZone: zone, hour: 'numeric', hourCycle: 'h23' });
      expect(new Date(0).getHours()).toBe(Number(hour.format(0)));
    },
    after() {
      if (original === undefined) delete process.env.TZ;
      else process.env.TZ = original;
    },
  };
}
