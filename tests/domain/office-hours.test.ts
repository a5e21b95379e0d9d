import { expect, test } from 'vitest';
import { weekdaysOnly } from '#app/domain/calendars.ts';
import { inOfficeHours } from '#app/domain/office-hours.ts';
import { aPlan, on } from '#tests/support/plan-builder.ts';

const [berlin, angeles] = ['Europe/Berlin', 'America/Los_Angeles'];
test.each([
  ['at night', berlin, '2026-11-26T23:02:00Z', '2026-11-27T08:00:00Z'],
  ['by day', berlin, '2026-11-27T10:30:00Z', '2026-11-27T10:30:00Z'],
  ['in the evening, a Friday', berlin, '2026-11-27T19:00:00Z', '2026-11-30T08:00:00Z'],
  ['on a Sunday', berlin, '2026-11-29T10:00:00Z', '2026-11-30T08:00:00Z'],
  ['in the last night before summer time', angeles, '2030-03-09T20:00:00Z', '2030-03-11T16:00:00Z'],
])('what time brings %s in %s is told at', (_when, zone, now, told) => {
  expect(inOfficeHours(aPlan({ zone }), new Date(now))).toEqual(new Date(told));
});

test('a holiday of the buyer is no day for letters', () => {
  const buyer = { ...weekdaysOnly, daysOff: [on('2026-11-27')] };
  const plan = aPlan({ zone: 'UTC', calendars: { seller: weekdaysOnly, buyer } });
  expect(inOfficeHours(plan, new Date('2026-11-27T10:00:00Z'))).toEqual(new Date('2026-11-30T09:00:00Z'));
});
