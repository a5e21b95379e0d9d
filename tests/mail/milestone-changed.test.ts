import { randomUUID } from 'node:crypto';
import { beforeAll, beforeEach, expect, test } from 'vitest';
import { dana, maya, tom } from '#tests/support/cast.ts';
import { type FreshDatabase, freshDatabase } from '#tests/support/databases.server.ts';
import { requireOk, type StoredPlan, storedPlan } from '#tests/support/stored-plan.server.ts';
import { type MailStand, mailStand, steadyPlan } from './mail-stand.server.ts';

let fresh: FreshDatabase;
let plan: StoredPlan;
let mail: MailStand;
beforeAll(async () => {
  fresh = await freshDatabase();
  return fresh.drop;
});
beforeEach(async () => {
  await fresh.owner`delete from letter`;
  plan = await storedPlan(fresh.database, { milestones: steadyPlan });
  mail = mailStand(fresh.database);
  await fresh.owner`delete from line`;
});
const DAY = 86_400;
const rename = async (name: string) =>
  requireOk(await plan.send(maya, 'renameMilestone', { milestoneId: plan.id('Fit proven'), name }));
const add = async (name: string) =>
  requireOk(await plan.send(maya, 'addMilestone', { id: randomUUID(), name, afterId: null }));
const subjects = (address: string) => mail.to(address).map(({ subject }) => subject);

test('a milestone with another name is told to whoever has a step in it, and to nobody else by itself', async () => {
  await rename('Trial passed');
  mail.wait(121);
  await mail.post();
  expect(subjects(dana.address)).toEqual(['The milestone “Fit proven” is now called “Trial passed”']);
  expect(mail.to(dana.address)[0]?.text).toContain('Maya renamed it.');
  expect(subjects(maya.address), 'who did it').toEqual([]);
  expect(subjects(tom.address)).toEqual([]);
});

test('a new milestone waits for the next letter, and for a week at most', async () => {
  await add('Second warehouse');
  mail.wait(5 * DAY);
  expect(await mail.post()).toEqual([]);
  requireOk(await plan.send(dana, 'changeGoal', { field: 'whyNow', value: 'The lease ends' }));
  await rename('Trial passed');
  mail.wait(121);
  await mail.post();
  expect(subjects(dana.address)).toHaveLength(1);
  expect(mail.to(dana.address)[0]?.text).toContain('“Second warehouse” is a new milestone.');
  expect(subjects(tom.address)).toEqual([]);
  mail.wait(3 * DAY);
  await mail.post();
  expect(subjects(tom.address)).toEqual(['The milestone “Fit proven” is now called “Trial passed”']);
  expect(mail.to(tom.address)[0]?.text).toContain('“Second warehouse” is a new milestone.');
});

test('one that got its old name back, or was taken away again, is no news', async () => {
  await rename('Trial passed');
  await rename('Fit proven');
  requireOk(await plan.undo(maya, await add('Second warehouse')));
  mail.wait(8 * DAY);
  await mail.post();
  expect(mail.sent).toEqual([]);
});
