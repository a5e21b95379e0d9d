import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, type Day, requireDay } from '#app/domain/day.ts';
import type { ScheduleInput } from '#app/domain/schedule/input.ts';
import { couldCome, ifMoved, moveTheRest } from '#app/domain/schedule/move.ts';
import { anyInput, midDay, network, runs } from './arbitrary.ts';
import { countBetween, referenceEnds, referenceLive } from './reference.ts';
import { aStep, behind, inputOf } from './sketch.ts';

const day = requireDay;
const one = (id: string, to: Day) => new Map([[id, to]]);
const due = (input: ScheduleInput, days: ReadonlyMap<string, Day>): ScheduleInput => ({
  ...input,
  steps: input.steps.map((s) => ({ ...s, dueDay: days.get(s.id) ?? s.dueDay })),
});

const anyMove = anyInput()
  .filter(({ steps }) => steps.some(({ endedOn }) => endedOn === null))
  .chain((input) =>
    fc.record({
      input: fc.constant(input),
      id: fc.constantFrom(...input.steps.flatMap(({ id, endedOn }) => (endedOn === null ? [id] : []))),
      to: fc.integer({ min: -10, max: 50 }).map((days) => addDays(midDay, days)),
    }),
  );

describe('before a day is moved', () => {
  const input = inputOf(
    [
      aStep('try', { dueDay: day('2026-12-04'), duration: 5 }),
      aStep('write', { dueDay: day('2026-12-09'), duration: 2, after: behind('try') }),
      aStep('sign', { dueDay: day('2026-12-11'), after: behind('write') }),
      aStep('party', { dueDay: day('2026-12-11') }),
    ],
    { liveDay: day('2026-12-11') },
  );

  it('one sees what else moves, by how much and through what, and the live day', () => {
    expect(ifMoved(network(input), one('try', day('2026-12-09')))).toEqual({
      own: new Map([['try', { start: '2026-12-03', end: '2026-12-09', late: 0, driver: { by: 'dueDay' } }]]),
      others: [
        { id: 'write', from: '2026-12-09', to: '2026-12-11', by: 2, through: 'try' },
        { id: 'sign', from: '2026-12-11', to: '2026-12-14', by: 1, through: 'write' },
      ],
      live: { before: { day: '2026-12-11', lateBy: 0 }, after: { day: '2026-12-14', lateBy: 1 } },
    });
  });

  it('one sees what could come too when it moves earlier, and nothing comes by itself', () => {
    const days = one('try', day('2026-12-02'));
    const moved = ifMoved(network(input), days);
    expect(moved.others).toEqual([]);
    expect(couldCome(network(input), days)).toEqual([
      { id: 'write', from: '2026-12-09', to: '2026-12-04', by: 3 },
      { id: 'sign', from: '2026-12-11', to: '2026-12-07', by: 4 },
    ]);
    expect(moved.live.after).toEqual(moved.live.before);
  });

  it('what waits for a step that is done is not behind the move any more, and keeps its promise', () => {
    const slow = network(
      inputOf([
        aStep('try', { dueDay: day('2026-12-09') }),
        aStep('demo', { endedOn: day('2026-11-24'), after: behind('try') }),
        // Taken to end today, for it is promised; its two days from today on would end on Monday.
        aStep('late', { dueDay: day('2026-11-25'), duration: 2, after: behind('demo') }),
        aStep('write', { dueDay: day('2026-12-11'), after: [...behind('try'), ...behind('late', 1)] }),
      ]),
    );
    const days = one('try', day('2026-11-27'));
    expect(ifMoved(slow, days).others).toEqual([]);
    expect(couldCome(slow, days)).toEqual([{ id: 'write', from: '2026-12-11', to: '2026-12-01', by: 8 }]);
  });

  it('one sees that the day cannot hold, and why', () => {
    const { own } = ifMoved(network(input), one('write', day('2026-12-02')));
    expect(own.get('write')).toMatchObject({ end: '2026-12-08', late: 4, driver: { by: 'step', id: 'try' } });
  });

  it('nothing ended can be moved', () => {
    const ended = network(inputOf([aStep('a', { endedOn: midDay })]));
    expect(() => ifMoved(ended, one('a', midDay))).toThrow('No open step has the id a');
    expect(() => ifMoved(ended, one('b', midDay))).toThrow('No open step has the id b');
  });

  it('the others are those that end later than without the move, and only those', () => {
    fc.assert(
      fc.property(anyMove, ({ input, id, to }) => {
        const { others, live, own } = ifMoved(network(input), one(id, to));
        const [before, after] = [input, due(input, new Map([[id, to]]))].map((each) => referenceEnds(each));
        expect(own.get(id)?.end).toBe(after!.get(id));
        const pushed = input.steps.filter(
          (s) => s.id !== id && !s.endedOn && s.dueDay && after!.get(s.id)! > before!.get(s.id)!,
        );
        expect(others.map(({ id: other, from, to, by }) => ({ id: other, from, to, by }))).toEqual(
          pushed.map((s) => {
            const [from, to] = [before!.get(s.id)!, after!.get(s.id)!];
            return { id: s.id, from, to, by: countBetween(from, to, s.calendar) };
          }),
        );
        expect([live.before.day, live.after.day]).toEqual([
          referenceLive(input, before!),
          referenceLive(input, after!),
        ]);
      }),
      runs,
    );
  });

  it('several days moved at once push what they push together', () => {
    fc.assert(
      fc.property(anyMove, fc.integer({ min: -10, max: 50 }), ({ input, id, to }, later) => {
        const open = input.steps.filter((s) => !s.endedOn && s.id !== id);
        const second = open[Math.abs(later) % Math.max(1, open.length)];
        if (!second) return;
        const days = new Map([...one(id, to), ...one(second.id, addDays(midDay, later))]);
        const { others, own } = ifMoved(network(input), days);
        const [before, after] = [referenceEnds(input), referenceEnds(due(input, days))];
        for (const [each, { end }] of own) expect(end).toBe(after.get(each));
        expect([...own.keys()]).toEqual([...days.keys()]);
        expect(others.map((each) => [each.id, each.to])).toEqual(
          input.steps.flatMap((s) =>
            !days.has(s.id) && !s.endedOn && s.dueDay && after.get(s.id)! > before.get(s.id)!
              ? [[s.id, after.get(s.id)]]
              : [],
          ),
        );
      }),
      runs,
    );
  });

  it('the rest moved with it leaves nothing late that was not late before', () => {
    fc.assert(
      fc.property(anyMove, ({ input, id, to }) => {
        const rest = moveTheRest(network(input), one(id, to));
        const after = due(input, new Map([...rest, [id, to]]));
        const [ends, was] = [referenceEnds(after), referenceEnds(input)];
        for (const { id: other, dueDay, endedOn } of after.steps) {
          if (other === id || endedOn || !dueDay || ends.get(other)! <= dueDay) continue;
          expect(rest.has(other)).toBe(false);
          expect(ends.get(other)! <= was.get(other)!).toBe(true);
        }
      }),
      runs,
    );
  });

  it('what could come can: promised that day, it ends on it, and without the move it would not', () => {
    fc.assert(
      fc.property(anyMove, ({ input, id, to }) => {
        const earlier = couldCome(network(input), one(id, to));
        const days = new Map(earlier.map((each) => [each.id, each.to]));
        // Of steps in between that have room of their own, any may have to come.
        const freed = {
          ...input,
          steps: input.steps.map((s) => (isBehind(input, id, s.id) ? { ...s, dueDay: null } : s)),
        };
        const with_ = referenceEnds(due(due(freed, days), new Map([[id, to]])));
        const without = referenceEnds(due(freed, days));
        for (const each of earlier) {
          expect(with_.get(each.id)).toBe(each.to);
          expect(without.get(each.id)! > each.to).toBe(true);
          expect(each.from > each.to).toBe(true);
        }
      }),
      runs,
    );
  });
});

/** Not through a step that is done: nobody behind it waits for anything before it. */
function isBehind(input: ScheduleInput, first: string, id: string): boolean {
  const step = input.steps.find((each) => each.id === id)!;
  if (step.endedOn && !step.isSkipped) return false;
  return step.after.some((wait) => wait.id === first || isBehind(input, first, wait.id));
}
