import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ScheduleInput } from '#app/domain/schedule/input.ts';
import { networkOf } from '#app/domain/schedule/network.ts';
import { anyInput, runs } from './arbitrary.ts';
import { aStep, behind, inputOf } from './sketch.ts';

const errorOf = (input: ScheduleInput) => {
  const network = networkOf(input);
  return network.ok ? null : network.error;
};

describe('a network of steps', () => {
  it('names the circle in which steps wait for one another, and only that', () => {
    const steps = [
      aStep('start'),
      aStep('sign', { after: [...behind('start'), ...behind('approve')] }),
      aStep('approve', { after: behind('write') }),
      aStep('write', { after: behind('sign') }),
      aStep('celebrate', { after: behind('sign') }),
    ];
    expect(errorOf(inputOf(steps))).toEqual({ code: 'circle', path: ['sign', 'approve', 'write'] });
    expect(errorOf(inputOf([aStep('a', { after: behind('a') })]))).toEqual({ code: 'circle', path: ['a'] });
  });

  it('names a real circle whenever there is one, and none when there is none', () => {
    const waits = fc.array(fc.array(fc.nat(11), { maxLength: 2 }), { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(waits, (lists) => {
        const steps = lists.map((list, at) =>
          aStep(`s${at}`, { after: list.map((on) => ({ id: `s${on}`, lag: 0 })) }),
        );
        const waitsFor = (id: string) =>
          steps
            .find((s) => s.id === id)!
            .after.map((w) => w.id)
            .filter((each) => steps.some((s) => s.id === each));
        // Taking away what waits for nothing that is left, until nothing goes any more.
        let left = steps.map(({ id }) => id);
        for (let before = -1; before !== left.length; ) {
          before = left.length;
          left = left.filter((id) => waitsFor(id).some((on) => left.includes(on)));
        }
        const error = errorOf(inputOf(steps));
        expect(error?.code).toBe(left.length > 0 ? 'circle' : undefined);
        if (error?.code !== 'circle') return;
        const { path } = error;
        expect(new Set(path).size).toBe(path.length);
        for (const [at, id] of path.entries()) expect(waitsFor(id)).toContain(path[(at + 1) % path.length]);
      }),
      runs,
    );
  });

  it('puts each step behind all it waits for', () => {
    fc.assert(
      fc.property(anyInput(), (input) => {
        const network = networkOf(input);
        if (!network.ok) throw new Error(network.error.code);
        const { order, steps } = network.value;
        const at = new Map(order.map((place, index) => [steps[place]!.id, index]));
        expect(at.size).toBe(input.steps.length);
        for (const { id, after } of input.steps)
          for (const wait of after) expect(at.get(wait.id)!).toBeLessThan(at.get(id)!);
      }),
    );
  });

  it('passes over a wait for a step that is not there', () => {
    expect(errorOf(inputOf([aStep('a', { after: behind('gone', -99) })]))).toBeNull();
  });

  it('refuses what no step can be: half a day, none, twice there, an overlap longer than what it overlaps', () => {
    for (const duration of [0, -1, 1.5, Number.NaN])
      expect(errorOf(inputOf([aStep('a', { duration })]))).toEqual({ code: 'duration', id: 'a' });
    const overlap = (lag: number) =>
      errorOf(inputOf([aStep('a', { duration: 2 }), aStep('b', { duration: 9, after: behind('a', lag) })]));
    expect(overlap(-2)).toBeNull();
    expect(overlap(-3)).toEqual({ code: 'lag', id: 'b' });
    expect(overlap(0.5)).toEqual({ code: 'lag', id: 'b' });
    expect(errorOf(inputOf([aStep('a'), aStep('a')]))).toEqual({ code: 'twice', id: 'a' });
  });
});
