import { expect, test } from 'vitest';
import { type Ability, abilities, can, type Standing, standings } from '#app/domain/policy.ts';

const may = (ability: Ability): Standing[] => standings.filter((standing) => can(standing, ability));

test('somebody who was removed, a visitor, a summary reader and a bare token may do nothing', () => {
  for (const standing of ['removed', 'visitor', 'summaryReader', 'apiToken'] as const)
    expect(abilities.filter((ability) => can(standing, ability))).toEqual([]);
});

test('a member of the workspace reads its plans, and changes none they are not on', () => {
  expect(can('member', 'readPlan')).toBe(true);
  expect(may('editPlan')).not.toContain('member');
});

test('the goal is a buyer’s to confirm, sharing a seller’s', () => {
  expect(may('confirmGoal')).toEqual(['buyerStakeholder', 'buyerPointPerson']);
  expect(may('sharePlan')).toEqual(['sellerStakeholder', 'sellerPointPerson', 'admin', 'owner']);
});

test('no buyer reaches the seller’s workspace', () => {
  for (const ability of ['readPlansOfWorkspace', 'openPlan', 'manageWorkspace'] as const)
    expect(may(ability).filter((standing) => standing.startsWith('buyer'))).toEqual([]);
});

test('who changes a plan may read it, and only admins and owners manage the workspace', () => {
  for (const standing of may('editPlan')) expect(can(standing, 'readPlan')).toBe(true);
  expect(may('manageWorkspace')).toEqual(['admin', 'owner']);
});

test('a draft is its lead’s to remove, what the buyer has seen an admin’s', () => {
  expect(may('removeDraft')).toEqual(['sellerPointPerson', 'admin', 'owner']);
  expect(may('removePlan')).toEqual(['admin', 'owner']);
});
