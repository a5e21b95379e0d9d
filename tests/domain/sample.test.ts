import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { approvalState } from '#app/domain/approval.ts';
import { requireDay } from '#app/domain/day.ts';
import { currentMilestone } from '#app/domain/milestone.ts';
import { findStep } from '#app/domain/plan.ts';
import { chipOf } from '#app/domain/plan-words.ts';
import { sampleAddress, samplePeople } from '#app/domain/sample/people.ts';
import { sampleDeal } from '#app/domain/sample/play.ts';

const opening = (today: string) => ({
  planId: randomUUID(),
  workspaceId: randomUUID(),
  sellerName: 'Northwind',
  zone: 'Europe/Berlin',
  opener: { personId: randomUUID(), name: 'Maya Klein' },
  people: Object.fromEntries(samplePeople.map((p) => [p.key, randomUUID()])) as never,
  today: requireDay(today),
  newId: randomUUID,
  digest: JSON.stringify,
});

// Every weekday and a weekend, a new year and a leap day.
const days = [
  '2026-11-23',
  '2026-11-24',
  '2026-11-25',
  '2026-11-26',
  '2026-11-27',
  '2026-11-28',
  '2027-01-01',
  '2028-02-29',
];

test.each(days)('opened on %s, the sample plays through the rules of any plan', (day) => {
  const { plan, acts } = sampleDeal(opening(day));
  expect(plan.sample).toBe(true);
  expect(acts.map((a) => a.at)).toEqual([...acts.map((a) => a.at)].sort());
  expect(acts.every((a) => a.on <= day)).toBe(true);
  expect(currentMilestone(plan)?.name).toBe('Case made');
});

test('it shows what there is to see', () => {
  const today = requireDay('2026-11-26');
  const { plan } = sampleDeal(opening(today));
  const chips = new Set(plan.steps.map((s) => chipOf(plan, s, today)?.tone));
  expect([...chips]).toEqual(expect.arrayContaining(['late', 'toAnswer', 'nameNeeded']));
  expect(new Set(plan.steps.map((s) => s.type))).toEqual(new Set(['task', 'meeting', 'approval']));
  expect(new Set(plan.steps.map((s) => s.agreement))).toEqual(new Set(['agreed', 'proposed', 'outline']));
  expect(plan.steps.some((s) => s.layer === 'seller')).toBe(true);
  expect(new Set(plan.comments.map((c) => c.layer))).toEqual(new Set(['shared', 'seller']));
  expect(plan.comments.filter((c) => c.request && c.answeredOn === null)).toHaveLength(1);
  expect(plan.inputs.filter((i) => !i.here)).toHaveLength(2);
  expect(plan.links).not.toEqual([]);
  expect(plan.figures.map((f) => f.layer).sort()).toEqual(['buyer', 'seller']);
  const [decided] = plan.decisions;
  expect(decided && approvalState(plan, findStep(plan, decided.stepId) as never)).toBe('approved');
  expect(plan.people).toHaveLength(7);
});

test('its people have addresses that lead nowhere', () => {
  for (const person of samplePeople) expect(sampleAddress(person, randomUUID())).toMatch(/\.example$/);
});

test('what somebody wrote or decided carries the time of the act that did it', () => {
  const { acts } = sampleDeal(opening('2026-11-26'));
  for (const { at, changes } of acts)
    for (const change of changes)
      if (change.kind === 'commentAdded' || change.kind === 'decisionAdded') expect(change.thing.at).toBe(at);
});

test('what both sides read is nobody’s "us"', () => {
  const { plan } = sampleDeal(opening('2026-11-26'));
  for (const { title, ask, doneWhen, ifSlips } of plan.steps.filter((s) => s.layer === 'shared'))
    expect(`${title} ${ask} ${doneWhen} ${ifSlips}`).not.toMatch(/\b(we|us|our)\b/i);
});
