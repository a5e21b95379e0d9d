import { expect, test } from 'vitest';
import { mayReadLetter } from '#app/domain/letter-reader.ts';
import type { Layer, Side } from '#app/domain/plan.ts';

const reader = (personId: string, side: Side, pointPerson = false, admitted = true) => ({
  personId,
  side,
  pointPerson,
  layers: (admitted ? ['shared', side] : ['shared']) as Layer[],
});
const toDana = { kind: 'news', personId: 'dana', side: 'buyer', layers: ['shared'] } as const;

test('whoever it went to reads it again, and who answers for the same side', () => {
  expect(mayReadLetter(toDana, reader('dana', 'buyer'))).toBe(true);
  expect(mayReadLetter(toDana, reader('lena', 'buyer', true))).toBe(true);
});

test('nobody else does: no colleague, nobody at the other side, nobody who was not let in', () => {
  expect(mayReadLetter(toDana, reader('rui', 'buyer'))).toBe(false);
  expect(mayReadLetter(toDana, reader('maya', 'seller', true))).toBe(false);
  expect(mayReadLetter(toDana, reader('lena', 'buyer', true, false))).toBe(false);
});

test('what tells of one side’s own layer is for those who read that layer now', () => {
  const told = { ...toDana, layers: ['shared', 'buyer'] } as const;
  expect(mayReadLetter(told, reader('lena', 'buyer', true))).toBe(true);
  expect(mayReadLetter(told, reader('dana', 'buyer', false, false))).toBe(false);
  // She changed sides: neither she nor her new colleagues read what her old side kept to itself.
  expect(mayReadLetter({ ...told, side: 'seller' }, reader('dana', 'seller', true))).toBe(false);
  expect(mayReadLetter({ ...told, side: 'seller' }, reader('maya', 'seller', true))).toBe(false);
});

test('a letter of another kind is for its reader alone', () => {
  expect(mayReadLetter({ ...toDana, kind: 'replyTaken' }, reader('lena', 'buyer', true))).toBe(false);
  expect(mayReadLetter({ ...toDana, kind: 'replyTaken' }, reader('dana', 'buyer'))).toBe(true);
});
