import { expect, test } from 'vitest';
import { type Change, entriesOf } from '#app/domain/change.ts';
import type { Day } from '#app/domain/day.ts';
import type { CommandType } from '#app/domain/decide.ts';
import type { Plan } from '#app/domain/plan.ts';
import { type LoggedOn, ledgerOfPerson, ledgerOfSide, promisesIn } from '#app/domain/promises.ts';
import { preview } from '#app/domain/settle.ts';
import { sharedView } from '#app/domain/shared-view.ts';
import { type CastMember, dana, grace, maya, tom } from '#tests/support/cast.ts';
import { type Asked, aPlan, aStep, ask, on, ownedBy } from '#tests/support/plan-builder.ts';

/** A shared plan that people act on, day by day, and what its shared log says. */
class Story {
  log: LoggedOn[];
  constructor(
    public plan: Plan,
    since: Day,
  ) {
    const body = { kind: 'planShared', plan: sharedView(plan) };
    this.log = [{ on: since, event: { layer: 'shared', n: 1, kind: 'planShared', body } }];
  }
  do<T extends CommandType>(day: string, who: CastMember, type: T, args: Asked<T>): this {
    const { changes, code } = ask(this.plan, who, type, args, { confirmed: true, today: on(day) });
    expect(code, `${type} on ${day}`).toBeNull();
    return this.write(day, changes);
  }
  write(day: string, changes: readonly Change[]): this {
    for (const change of changes) {
      const after = preview(this.plan, [change]);
      for (const { layer, kind, body } of entriesOf(this.plan, after, change))
        if (layer === 'shared')
          this.log.push({ on: on(day), event: { layer, n: this.log.length + 1, kind, body } });
      this.plan = after;
    }
    return this;
  }
  promises(today: string) {
    return promisesIn(this.log, on(today));
  }
  ends(today: string, who: CastMember | null = null) {
    return this.promises(today)
      .filter((p) => p.stakeholderId === (who?.key ?? null))
      .map(({ stepId, side, day, end }) => `${stepId} ${side} ${day} ${end}`);
  }
}

/** Dana has said yes to Friday 4 December, from Monday 23 November on. */
const danas = (over: Parameters<typeof aStep>[1] = {}) =>
  new Story(aPlan({ steps: [aStep('form', { dueDay: on('2026-12-04'), ...over })] }), on('2026-11-23'));

test('a day that is still to come is open, and kept once the step is done by then', () => {
  const story = danas();
  expect(story.ends('2026-12-04')).toEqual(['form buyer 2026-12-04 open']);
  story.do('2026-12-03', dana, 'completeStep', { stepId: 'form' });
  expect(story.ends('2027-01-15')).toEqual(['form buyer 2026-12-04 kept']);
});

test('what was promised for Friday may come on Sunday, and not on Monday', () => {
  const sunday = danas().do('2026-12-06', dana, 'completeStep', { stepId: 'form' });
  expect(sunday.ends('2026-12-20')).toEqual(['form buyer 2026-12-04 kept']);
  const monday = danas().do('2026-12-07', dana, 'completeStep', { stepId: 'form' });
  expect(monday.ends('2026-12-20')).toEqual(['form buyer 2026-12-04 missed']);
  expect(danas().ends('2026-12-06')).toEqual(['form buyer 2026-12-04 open']);
  expect(danas().ends('2026-12-07')).toEqual(['form buyer 2026-12-04 missed']);
});

test('another day said before the first has passed is moved with notice, afterwards it is not', () => {
  const notice = danas().do('2026-12-04', dana, 'rescheduleStep', {
    stepId: 'form',
    dueDay: on('2026-12-09'),
  });
  expect(notice.ends('2026-12-09')).toEqual(['form buyer 2026-12-04 moved', 'form buyer 2026-12-09 open']);
  const late = danas().do('2026-12-08', dana, 'rescheduleStep', { stepId: 'form', dueDay: on('2026-12-11') });
  late.do('2026-12-10', dana, 'completeStep', { stepId: 'form' });
  expect(late.ends('2026-12-20')).toEqual(['form buyer 2026-12-04 missed', 'form buyer 2026-12-11 kept']);
});

test('what was taken back the same day was never said', () => {
  const story = danas();
  const step = { stepId: 'form' };
  story.do('2026-12-01', dana, 'rescheduleStep', { ...step, dueDay: on('2026-12-09') });
  story.do('2026-12-01', dana, 'rescheduleStep', { ...step, dueDay: on('2026-12-04') });
  story.do('2026-12-02', dana, 'completeStep', step).do('2026-12-02', dana, 'reopenStep', step);
  expect(story.ends('2026-12-03')).toEqual(['form buyer 2026-12-04 open']);
});

test('a step that is opened again was not kept: it runs on, or its day has passed', () => {
  const story = danas().do('2026-12-01', dana, 'completeStep', { stepId: 'form' });
  story.do('2026-12-02', dana, 'reopenStep', { stepId: 'form' });
  expect(story.ends('2026-12-03')).toEqual(['form buyer 2026-12-04 open']);
  const later = danas().do('2026-12-01', dana, 'completeStep', { stepId: 'form' });
  later.do('2026-12-08', dana, 'reopenStep', { stepId: 'form' });
  expect(later.ends('2026-12-08')).toEqual(['form buyer 2026-12-04 missed']);
});

test('what nobody needs any more is let go, unless its day has passed', () => {
  const skip = (day: string) =>
    danas().do(day, dana, 'skipStep', { stepId: 'form', reason: 'Not needed' }).ends('2026-12-20');
  expect(skip('2026-12-02')).toEqual(['form buyer 2026-12-04 letGo']);
  expect(skip('2026-12-08')).toEqual(['form buyer 2026-12-04 missed']);
});

test('a step that is asked about, outlined or private is no promise until it is agreed', () => {
  for (const agreement of ['outline', 'proposed', 'declined'] as const)
    expect(danas({ agreement }).ends('2026-12-20'), agreement).toEqual([]);
  expect(danas({ layer: 'buyer' }).ends('2026-12-20')).toEqual([]);
  expect(danas({ dueDay: null }).ends('2026-12-20')).toEqual([]);
});

test('nobody can promise a day that has passed', () => {
  expect(danas({ dueDay: on('2026-11-18') }).ends('2026-12-20')).toEqual([]);
});

test('a joint step is a promise of both sides, and of each person who is named', () => {
  const story = danas({ owners: ownedBy(maya, dana) });
  story.do('2026-12-03', maya, 'completeStep', { stepId: 'form' });
  expect(story.ends('2026-12-20')).toEqual(['form seller 2026-12-04 kept', 'form buyer 2026-12-04 kept']);
  expect(story.ends('2026-12-20', dana)).toEqual(['form buyer 2026-12-04 kept']);
});

test('work that is handed on is let go by one and promised by the other, and the side’s promise stands', () => {
  const story = danas();
  const args = { stepId: 'form', side: 'buyer', role: null, ownerId: 'owner-dana' } as const;
  story.do('2026-12-01', dana, 'assignStep', { ...args, stakeholderId: grace.key });
  story.do('2026-12-03', grace, 'completeStep', { stepId: 'form' });
  expect(story.ends('2026-12-20', dana)).toEqual(['form buyer 2026-12-04 letGo']);
  expect(story.ends('2026-12-20', grace)).toEqual(['form buyer 2026-12-04 kept']);
  expect(story.ends('2026-12-20')).toEqual(['form buyer 2026-12-04 kept']);
});

test('who approves has kept their day by answering, whatever they answer', () => {
  const story = danas({ type: 'approval', owners: ownedBy(dana, grace) });
  const args = { stepId: 'form', id: 'said', conditions: [], missing: '', note: '' };
  story.do('2026-12-03', grace, 'decideApproval', { ...args, outcome: 'rejected', note: 'Too early' });
  expect(story.ends('2026-12-20', grace)).toEqual(['form buyer 2026-12-04 kept']);
  expect(story.ends('2026-12-20', dana)).toEqual(['form buyer 2026-12-04 missed']);
  expect(story.ends('2026-12-20')).toEqual(['form buyer 2026-12-04 missed']);
});

test('every day that was said yes to ends in one way: the counts add up', () => {
  const story = new Story(
    aPlan({
      steps: [
        aStep('form', { dueDay: on('2026-12-04') }),
        aStep('demo', { dueDay: on('2026-12-02'), owners: ownedBy(tom, dana) }),
        aStep('far', { dueDay: on('2027-02-02') }),
      ],
    }),
    on('2026-11-23'),
  );
  story.do('2026-12-01', dana, 'rescheduleStep', { stepId: 'form', dueDay: on('2026-12-10') });
  story.do('2026-12-02', tom, 'completeStep', { stepId: 'demo' });
  const promises = story.promises('2026-12-18');
  expect(ledgerOfSide(promises, 'buyer')).toEqual({
    ...{ made: 4, kept: 1, moved: 1, missed: 1, open: 1, letGo: 0 },
  });
  expect(ledgerOfPerson(promises, tom.key)).toMatchObject({ made: 1, kept: 1 });
});
