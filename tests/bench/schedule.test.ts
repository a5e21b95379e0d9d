import { expect, test } from 'vitest';
import { addDays, type Day, requireDay, type Weekday } from '#app/domain/day.ts';
import { bothTogether, calendarOf } from '#app/domain/schedule/calendar.ts';
import type { ScheduleInput } from '#app/domain/schedule/input.ts';
import { ifMoved } from '#app/domain/schedule/move.ts';
import { networkOf } from '#app/domain/schedule/network.ts';
import { project } from '#app/domain/schedule/project.ts';
import { slackOf } from '#app/domain/schedule/slack.ts';
import { committed, type Figure, inReadme, isWhole, median, table, write } from './figures.ts';

const today = requireDay('2026-11-27');
const rounds = isWhole ? 2_000 : 20;
const all: Figure[] = [];

function calendarWith(week: Weekday[], every: number) {
  const daysOff: Day[] = Array.from({ length: 60 }, (_, n) => addDays(today, (n - 20) * every));
  const calendar = calendarOf(week, daysOff);
  if (!calendar.ok) throw new Error(calendar.error.sentence);
  return calendar.value;
}

/** Steps in rows of ten, each waiting for two of the row before. */
function planOf(count: number): ScheduleInput {
  const seller = calendarWith([1, 2, 3, 4, 5], 17);
  const buyer = calendarWith([7, 1, 2, 3, 4], 23);
  const together = bothTogether(seller, buyer);
  const calendars = [seller, buyer, together.ok ? together.value : buyer];
  const steps = Array.from({ length: count }, (_, at) => ({
    id: `step ${at}`,
    duration: 1 + (at % 5),
    dueDay: at % 2 === 0 ? addDays(today, at) : null,
    endedOn: at < 20 ? addDays(today, at - 20) : null,
    isSkipped: at % 13 === 0 && at < 20,
    calendar: calendars[at % 3]!,
    after: [10, 7].flatMap((back) => (at >= 10 ? [{ id: `step ${at - back}`, lag: at % 3 }] : [])),
  }));
  return { steps, today, liveDay: addDays(today, 200), calendar: buyer };
}

function whole(input: ScheduleInput): number {
  const network = networkOf(input);
  if (!network.ok) throw new Error(network.error.code);
  return slackOf(network.value, project(network.value)).steps.size;
}

/** The least a schedule can be: over every tie once forward and once back, adding numbers. */
function bare(input: ScheduleInput): number {
  const at = new Map(input.steps.map(({ id }, place) => [id, place]));
  const ends: number[] = [];
  for (const { duration, after } of input.steps)
    ends.push(after.reduce((last, { id, lag }) => Math.max(last, ends[at.get(id)!]! + lag), 0) + duration);
  const last = Math.max(...ends);
  const latest = ends.map(() => last);
  for (const [place, { duration, after }] of [...input.steps.entries()].reverse())
    for (const { id, lag } of after)
      latest[at.get(id)!] = Math.min(latest[at.get(id)!]!, latest[place]! - duration - lag);
  return latest.length;
}

function took(work: () => number): number {
  const begun = performance.now();
  expect(work()).toBeGreaterThan(0);
  return performance.now() - begun;
}

test('projecting a plan with its slack, beside adding the same numbers', () => {
  const figures = [60, 500].map((count): Figure => {
    const input = planOf(count);
    const times = { ours: [] as number[], bare: [] as number[] };
    for (let round = 0; round < rounds; round++) {
      times.ours.push(took(() => whole(input)));
      times.bare.push(took(() => bare(input)));
    }
    const after = (list: number[]) => median(list.slice(rounds / 2));
    return {
      what: `Projection and slack, ${count} steps, two calendars`,
      ours: after(times.ours),
      bare: after(times.bare),
      unit: 'ms',
      wanted: 'well under 5 ms',
    };
  });
  all.push(...figures);
});

test('what a moved day would move', () => {
  for (const count of [60, 500]) {
    const input = planOf(count);
    const made = networkOf(input);
    if (!made.ok) throw new Error(made.error.code);
    const days = new Map([[`step ${count / 2}`, addDays(today, count)]]);
    const moved = () => ifMoved(made.value, days).others.length + 1;
    const times = Array.from({ length: rounds }, () => took(moved));
    all.push({
      what: `What moves with one day, ${count} steps`,
      ours: median(times.slice(rounds / 2)),
      unit: 'ms',
      wanted: 'well under 5 ms',
    });
  }
});

test('is told', () => {
  if (isWhole) write('schedule', all);
  process.stdout.write(`${table({ day: 'now', cores: 0, figures: all })}\n`);
  expect(all).toHaveLength(4);
  const whole = committed('schedule');
  expect(inReadme('schedule')).toBe(whole ? table(whole) : '');
});
