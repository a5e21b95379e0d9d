import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays } from '#app/domain/day.ts';
import type { CommandType } from '#app/domain/decide.ts';
import type { Plan } from '#app/domain/plan.ts';
import type { Recorded } from '#app/domain/undo/recorded.ts';
import { type CastMember, dana, maya } from '#tests/support/cast.ts';
import {
  type Asked,
  aPlan,
  aStep,
  ask,
  type Outcome,
  on,
  ownedBy,
  stepIn,
} from '#tests/support/plan-builder.ts';
import { carryOut, undo } from '#tests/support/undoing.ts';

interface Done {
  by: CastMember;
  recorded: Recorded[];
}

/** A plan with all that was written in it, act by act. */
class Log {
  readonly acts: Done[] = [];
  constructor(public plan: Plan) {}

  does<T extends CommandType>(by: CastMember, type: T, args: Asked<T>): Outcome {
    return this.takes(by, ask(this.plan, by, type, args, { confirmed: true }));
  }
  /** Takes back the act at that place of the log. */
  undoes(by: CastMember, at: number): Outcome {
    const since = this.acts
      .slice(at + 1)
      .flatMap((act) => act.recorded.map((r) => ({ ...r, mine: act.by === by })));
    return this.takes(by, undo(this.plan, by, this.acts[at]?.recorded ?? [], since));
  }
  private takes(by: CastMember, outcome: Outcome): Outcome {
    if (outcome.changes.length === 0) return outcome;
    const { plan, recorded } = carryOut(this.plan, outcome);
    this.plan = plan;
    this.acts.push({ by, recorded });
    return outcome;
  }
}

/** Without numbers that only grow, and without milestones reached: those follow from the rest once it is settled. */
const timeless = (plan: Plan): unknown =>
  JSON.parse(
    JSON.stringify(plan, (key, value) => (key === 'versions' || key === 'reachedOn' ? undefined : value)),
  );
const start = (): Plan =>
  aPlan({
    steps: ['s', 't', 'u'].map((id) =>
      aStep(id, { title: id, owners: ownedBy(maya), dueDay: on('2026-12-01') }),
    ),
  });
const day = (n: number) => addDays(on('2026-12-01'), n);
const title = (value: string) => ({ stepId: 's', field: 'title' as const, value });

describe('one’s own acts are taken back newest first, all the way', () => {
  test('a step that was moved twice, and both moves again', () => {
    const log = new Log(start());
    log.does(maya, 'rescheduleStep', { stepId: 's', dueDay: day(1) });
    log.does(maya, 'rescheduleStep', { stepId: 's', dueDay: day(2) });
    expect(log.undoes(maya, 1).code).toBeNull();
    expect(log.undoes(maya, 0).code).toBeNull();
    expect(stepIn(log.plan, 's').dueDay).toBe(day(0));
    // Again: each taking back is taken back, the newest first.
    expect(log.undoes(maya, 3).code).toBeNull();
    expect(stepIn(log.plan, 's').dueDay).toBe(day(1));
    expect(log.undoes(maya, 2).code).toBeNull();
    expect(stepIn(log.plan, 's').dueDay).toBe(day(2));
    expect(log.undoes(maya, 5).code).toBeNull();
    expect(log.undoes(maya, 4).code).toBeNull();
    expect(stepIn(log.plan, 's').dueDay).toBe(day(0));
  });

  test('a step that was added and renamed', () => {
    const log = new Log(start());
    const [place, words] = [
      { milestoneId: 'fit', afterId: null },
      { ask: '', doneWhen: '' },
    ];
    const added = { id: 'new', type: 'task' as const, title: 'New', dueDay: null, onlyOurs: false };
    log.does(maya, 'addStep', { ...added, ...place, ...words, owners: [] });
    log.does(maya, 'changeStep', { stepId: 'new', field: 'title', value: 'Newer' });
    expect(log.undoes(maya, 1).code).toBeNull();
    expect(log.undoes(maya, 0).code).toBeNull();
    expect(timeless(log.plan)).toEqual(timeless(start()));
    expect(log.undoes(maya, 3).code).toBeNull();
    expect(log.undoes(maya, 2).code).toBeNull();
    expect(stepIn(log.plan, 'new').title).toBe('Newer');
  });

  const act = fc.record({ what: fc.nat(6), step: fc.nat(2), how: fc.nat(4) });
  type Act = { what: number; step: number; how: number };
  function perform(log: Log, by: CastMember, { what, step, how }: Act): void {
    const stepId = ['s', 't', 'u'][step] ?? 's';
    if (!log.plan.steps.some((s) => s.id === stepId)) return;
    const afterId = log.plan.steps.find((s) => s.id !== stepId && s.milestoneId === 'fit')?.id ?? null;
    const confirmed = { stepId };
    switch (what) {
      case 0:
        return void log.does(by, 'rescheduleStep', { stepId, dueDay: day(how) });
      case 1:
        return void log.does(by, 'changeStep', { stepId, field: 'title', value: `title ${how}` });
      case 2:
        return void log.does(by, 'moveStep', { stepId, milestoneId: 'fit', afterId });
      case 3:
        return void log.does(by, how % 2 ? 'completeStep' : 'reopenStep', confirmed);
      case 4:
        return void log.does(by, 'changeGoal', { field: 'whyNow', value: `why ${how}` });
      case 5:
        return void log.does(by, 'renameMilestone', { milestoneId: 'fit', name: `name ${how}` });
      default:
        return void log.does(by, 'removeStep', { stepId });
    }
  }

  test('whatever they were, back to the beginning and forth again', () => {
    fc.assert(
      fc.property(fc.array(act, { maxLength: 8 }), (acts) => {
        const log = new Log({ ...start(), confirmed: null });
        const begun = timeless(log.plan);
        for (const each of acts) perform(log, maya, each);
        const [ended, count] = [timeless(log.plan), log.acts.length];
        for (let at = count - 1; at >= 0; at -= 1) expect(log.undoes(maya, at).code).toBeNull();
        expect(timeless(log.plan)).toEqual(begun);
        for (let at = 2 * count - 1; at >= count; at -= 1) expect(log.undoes(maya, at).code).toBeNull();
        expect(timeless(log.plan)).toEqual(ended);
      }),
      { numRuns: 300 },
    );
  });
});

describe('nobody else’s word is taken back with one’s own', () => {
  test('not even the same word again', () => {
    const log = new Log(start());
    log.does(maya, 'changeStep', title('Mine'));
    log.does(dana, 'changeStep', title('Hers'));
    log.does(dana, 'changeStep', title('Mine'));
    expect(log.undoes(maya, 0).sentence).toMatch(/That was not taken back/);
    log.does(maya, 'changeStep', title('Later'));
    expect(log.undoes(maya, 3).code).toBeNull();
    expect(log.undoes(maya, 0).sentence).toMatch(/That was not taken back/);
  });

  test('nor where its text was erased', () => {
    const log = new Log(start());
    log.does(maya, 'changeStep', title('Mine'));
    log.does(maya, 'changeStep', title('Later'));
    log.undoes(maya, 1);
    const since = log.acts.slice(1).flatMap(({ recorded }) => recorded.map((r) => ({ ...r, mine: true })));
    const recorded = log.acts[0]?.recorded ?? [];
    expect(undo(log.plan, maya, recorded, since).code).toBeNull();
    const erased = { change: null, n: (since[0]?.n ?? 0) - 0.5, layer: 'shared' as const, mine: false };
    expect(undo(log.plan, maya, recorded, [erased, ...since]).code).toBe('undo');
  });

  test('nor without what has been written since', () => {
    const log = new Log(start());
    log.does(maya, 'changeStep', title('Mine'));
    log.does(maya, 'changeStep', title('Later'));
    log.undoes(maya, 1);
    expect(undo(log.plan, maya, log.acts[0]?.recorded ?? []).code).toBe('undo');
  });

  test('whoever wrote when', () => {
    const write = fc.record({ hers: fc.boolean(), value: fc.nat(2), undo: fc.option(fc.nat(9)) });
    fc.assert(
      fc.property(fc.array(write, { maxLength: 12 }), (writes) => {
        const log = new Log(start());
        for (const { hers, value, undo: at } of writes) {
          const by = hers ? dana : maya;
          const later = log.acts.slice((at ?? 0) + 1).map((act) => act.by);
          if (at === null) log.does(by, 'changeStep', title(`title ${value}`));
          else if (log.acts[at]?.by === by && log.undoes(by, at).code === null)
            expect(later.every((other) => other === by)).toBe(true);
        }
      }),
      { numRuns: 400 },
    );
  });
});
