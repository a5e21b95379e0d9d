import { expect, test } from 'vitest';
import { lateSentence, lateWorkers, type WorkerName } from '#app/domain/worker-alarm.ts';

const at = (minutes: number) => new Date(Date.UTC(2026, 10, 23, 9, minutes));
const late = (beats: [WorkerName, Date][], now: Date, watchedSince = at(0)) =>
  lateWorkers({ beats: new Map(beats), watchedSince }, now);

test('what went round within five minutes is well', () => {
  expect(
    late(
      [
        ['letters', at(6)],
        ['days', at(7)],
        ['replies', at(10)],
      ],
      at(11),
    ),
  ).toEqual([]);
});

test('what did not is told with when it last did', () => {
  expect(
    late(
      [
        ['letters', at(6)],
        ['days', at(4)],
        ['replies', at(10)],
      ],
      at(11),
    ),
  ).toEqual([{ name: 'days', since: at(4) }]);
});

test('who has just begun to watch waits before saying so, also of what was never seen', () => {
  expect(late([['letters', at(0)]], at(64), at(60))).toEqual([]);
  expect(late([['letters', at(0)]], at(66), at(60)).map(({ name, since }) => [name, since])).toEqual([
    ['letters', at(0)],
    ['days', at(60)],
    ['replies', at(60)],
  ]);
});

test('all of it is one sentence', () => {
  expect(lateSentence(['letters', 'days', 'replies'])).toBe(
    'Letters, days that come or pass and replies by mail have not been looked after',
  );
});
