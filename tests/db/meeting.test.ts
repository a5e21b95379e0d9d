import { afterAll, beforeAll, expect, test } from 'vitest';
import { addDays } from '#app/domain/day.ts';
import { meetingOf } from '#app/domain/meeting.ts';
import { findStep } from '#app/domain/plan.ts';
import { dana, maya } from '#tests/support/cast.ts';
import { type FreshDatabase, freshDatabase } from '#tests/support/databases.server.ts';
import { realToday, requireOk, type StoredPlan, storedPlan } from '#tests/support/stored-plan.server.ts';

let fresh: FreshDatabase;
let plan: StoredPlan;
let stepId: string;
const at = { time: '15:00', zone: 'Europe/Berlin', minutes: 45 };
const dueDay = addDays(realToday(), 9);
beforeAll(async () => {
  fresh = await freshDatabase();
  plan = await storedPlan(fresh.database);
  stepId = plan.id('workshop');
});
afterAll(async () => {
  await fresh?.drop();
});
const workshop = async () => findStep(await plan.load(dana), stepId);

test('a time, a place and people are stored with the step, and read by both sides', async () => {
  const value = [maya, dana].map((who) => plan.access(who).stakeholderId ?? '');
  const [offer] = (await plan.load(dana)).offers.filter((o) => o.stepId === stepId);
  if (offer) requireOk(await plan.send(dana, 'acceptOffers', { offerIds: [offer.id] }));
  requireOk(await plan.send(maya, 'changeStep', { stepId, field: 'attendees', value }));
  requireOk(await plan.send(dana, 'changeStep', { stepId, field: 'venue', value: 'Room 4' }));
  requireOk(await plan.send(dana, 'changeStep', { stepId, field: 'agenda', value: 'Prices\nDates' }));
  requireOk(await plan.send(maya, 'changeStep', { stepId, field: 'checkpoint', value: true }));
  requireOk(await plan.send(maya, 'rescheduleStep', { stepId, dueDay, at }));
  const [asked] = (await plan.load(dana)).offers.filter((o) => o.stepId === stepId);
  // Both sides do it: neither says the time alone.
  expect(asked?.terms).toMatchObject({ field: 'dueDay', at });
  requireOk(await plan.send(dana, 'acceptOffers', { offerIds: [asked?.id ?? ''] }));
  expect(await workshop()).toMatchObject({ meetingTime: at, venue: 'Room 4', attendees: value, dueDay });
  expect(await workshop()).toMatchObject({ agenda: 'Prices\nDates', checkpoint: true });
  const step = await workshop();
  expect(step && meetingOf(step)?.minutes).toBe(45);
});
