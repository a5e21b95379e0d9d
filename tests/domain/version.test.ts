import { describe, expect, test } from 'vitest';
import { seen } from '#app/components/seen.ts';
import { covers, LAID_OVER, numberIn, SEEN_NOTHING, versionAt } from '#app/domain/version.ts';
import { maya } from '#tests/support/cast.ts';
import { aPlan, aStep, ask } from '#tests/support/plan-builder.ts';

describe('a version as a command carries it', () => {
  test('says of which log it is', () => {
    expect(versionAt('shared', 7)).toBe(7);
    expect(versionAt('buyer', 7)).toBe(-7);
    expect(Object.is(versionAt('seller', 0), 0)).toBe(true);
    expect(numberIn('seller', -7)).toBe(7);
    expect(numberIn('shared', -7)).toBeNull();
    expect(numberIn('seller', 7)).toBeNull();
  });

  test('has been seen by whoever saw a later one of the same log, and of no other', () => {
    expect(covers(7, 6)).toBe(true);
    expect(covers(-7, -6)).toBe(true);
    expect(covers(6, 7)).toBe(false);
    expect(covers(17, -6)).toBe(false);
    expect(covers(-17, 6)).toBe(false);
  });

  test('of what nobody has written is known to all', () => {
    expect(covers(5, 0)).toBe(true);
    expect(covers(0, -1)).toBe(false);
    expect(covers(LAID_OVER, 9)).toBe(true);
    expect(covers(SEEN_NOTHING, 0)).toBe(false);
    expect(covers(SEEN_NOTHING, -9)).toBe(false);
  });
});

test('a step that was kept back meanwhile is not written over by whoever saw it shared, whatever the numbers say', () => {
  const shared = aStep('s', { title: 'Demo', layer: 'shared', versions: { title: 15 } });
  const hidden = aStep('s', { title: 'Our demo', layer: 'seller', versions: { title: 15 } });
  const rename = { stepId: 's', field: 'title' as const, value: 'The demo' };
  const over = (base: Record<string, number>) =>
    ask(aPlan({ steps: [hidden] }), maya, 'changeStep', rename, { base }).code;
  expect(over(seen(shared, 'title'))).toBe('conflict');
  expect(over(seen({ ...shared, versions: { title: 40 } }, 'title'))).toBe('conflict');
  expect(over(seen(hidden, 'title'))).toBeNull();
});
