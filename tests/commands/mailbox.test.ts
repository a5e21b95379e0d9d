import { expect, test } from 'vitest';
import { openMailboxes } from '#app/commands/mailbox.server.ts';
import { DatabaseUnavailable } from '#db/client/outage.ts';

/** Batches as they were taken, and a way to let each one end. */
function counter(over: (items: string[]) => void = () => {}) {
  const taken: string[][] = [];
  const ends: (() => void)[] = [];
  const post = openMailboxes(async (items: string[]) => {
    taken.push(items);
    await new Promise<void>((end) => ends.push(end));
    over(items);
    return items.map((item) => item.toUpperCase());
  });
  const endOne = async () => {
    ends.shift()?.();
    for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
  };
  return { post, taken, endOne };
}

test('what comes while a batch is being done is the next batch, and each gets its own answer', async () => {
  const { post, taken, endOne } = counter();
  const answers = ['a', 'b', 'c'].map((item) => post('plan', item));
  expect(taken).toEqual([['a']]);
  await endOne();
  expect(taken).toEqual([['a'], ['b', 'c']]);
  await endOne();
  expect(await Promise.all(answers)).toEqual(['A', 'B', 'C']);
});

test('another plan does not wait', async () => {
  const { post, taken, endOne } = counter();
  const answers = [post('one', 'a'), post('other', 'b')];
  expect(taken).toEqual([['a'], ['b']]);
  await endOne();
  await endOne();
  expect(await Promise.all(answers)).toEqual(['A', 'B']);
});

test('a box that was emptied is opened anew', async () => {
  const { post, endOne } = counter();
  const one = post('plan', 'a');
  await endOne();
  expect(await one).toBe('A');
  const two = post('plan', 'b');
  await endOne();
  expect(await two).toBe('B');
});

test('what fails them all is done again one by one, and fails alone', async () => {
  const { post, taken, endOne } = counter((items) => {
    if (items.includes('poison')) throw new Error('cannot be');
  });
  const first = post('plan', 'a');
  const answers = ['b', 'poison', 'c'].map((item) => post('plan', item));
  const settled = Promise.allSettled(answers);
  for (let batch = 0; batch < 5; batch += 1) await endOne();
  expect(taken).toEqual([['a'], ['b', 'poison', 'c'], ['b'], ['poison'], ['c']]);
  expect(await first).toBe('A');
  expect((await settled).map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
});

test('when the database is away nothing is tried again here: whoever asked does, with the same id', async () => {
  const { post, taken, endOne } = counter(() => {
    throw new DatabaseUnavailable('connection');
  });
  const settled = Promise.allSettled(['a', 'b', 'c'].map((item) => post('plan', item)));
  await endOne();
  await endOne();
  expect(taken).toEqual([['a'], ['b', 'c']]);
  expect((await settled).every(({ status }) => status === 'rejected')).toBe(true);
});

test('five hundred wait, and no more', async () => {
  const { post } = counter();
  void post('plan', 'first');
  for (let at = 0; at < 500; at += 1) void post('plan', `${at}`);
  await expect(post('plan', 'one too many')).rejects.toBeInstanceOf(DatabaseUnavailable);
});
