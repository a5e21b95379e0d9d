import { expect, test } from 'vitest';
import { checkStages, type Stage, stageOf } from '#app/domain/stages.ts';
import { aDraft, aMilestone, aPlan, on } from '#tests/support/plan-builder.ts';

const stage = (name: string, begins: Stage['begins'], milestone = ''): Stage => ({ name, begins, milestone });
const stages = [
  stage('Found', 'opened'),
  stage('Talking', 'shared'),
  stage('Proven', 'milestone', 'fit  Proven'),
  stage('Half way', 'half'),
  stage('Won', 'all'),
];
const reached = (...names: string[]) =>
  aPlan({
    milestones: ['Goal', 'Fit proven', 'Case', 'Live'].map((name) =>
      aMilestone(name, { name, reachedOn: names.includes(name) ? on('2026-11-20') : null }),
    ),
  });

test('a plan is in the last stage that has begun, by what both sides have reached', () => {
  const names = [aDraft(), reached(), reached('Goal'), reached('Fit proven'), reached('Goal', 'Fit proven')];
  expect(names.map((plan) => stageOf(plan, stages)?.name)).toEqual([
    'Found',
    'Talking',
    'Talking',
    'Proven',
    'Half way',
  ]);
  expect(stageOf(reached('Goal', 'Fit proven', 'Case', 'Live'), stages)?.name).toBe('Won');
  expect(stageOf(aPlan({ milestones: [] }), [stage('Won', 'all')])).toBeNull();
  expect(stageOf(reached(), [])).toBeNull();
});

test('what is wrong with them is said in sentences', () => {
  expect(checkStages(stages)).toEqual([]);
  expect(checkStages([stage('Proven', 'milestone'), stage('proven', 'half')])).toEqual([
    'Write the name of the milestone that “Proven” begins with.',
    '“proven” is there twice.',
  ]);
});
