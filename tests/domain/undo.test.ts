import { describe, expect, test } from 'vitest';
import { commandText } from '#app/domain/change-text.ts';
import { addDays } from '#app/domain/day.ts';
import type { CommandType } from '#app/domain/decide.ts';
import { plainPhrase } from '#app/domain/phrase.ts';
import type { Layer, Plan } from '#app/domain/plan.ts';
import { asWritten } from '#app/domain/undo/as-written.ts';
import { type CastMember, dana, grace, maya } from '#tests/support/cast.ts';
import {
  type Asked,
  anOffer,
  aPlan,
  aStep,
  ask,
  on,
  ownedBy,
  stepIn,
  waits,
} from '#tests/support/plan-builder.ts';
import { carryOut, undo } from '#tests/support/undoing.ts';

const does = <T extends CommandType>(plan: Plan, who: CastMember, type: T, args: Asked<T>) =>
  carryOut(plan, ask(plan, who, type, args, { confirmed: true }));

const plan = aPlan({ steps: [aStep('s', { title: 'Demo' }), aStep('t')], dependencies: [waits('t', 's')] });

describe('undo leaves alone', () => {
  test('a field somebody has written since, and says what each of them wrote', () => {
    const mine = does(plan, maya, 'changeStep', { stepId: 's', field: 'title', value: 'Mine' });
    const hers = does(mine.plan, dana, 'changeStep', { stepId: 's', field: 'title', value: 'Hers' });
    expect(undo(hers.plan, maya, mine.recorded).sentence).toBe(
      'That was not taken back, because somebody has changed it since: the name of “Hers” is now “Hers”, and yours was “Mine”.',
    );
    const beside = does(mine.plan, dana, 'changeStep', { stepId: 's', field: 'doneWhen', value: 'Seen' });
    expect(stepIn(undo(beside.plan, maya, mine.recorded).plan, 's')).toMatchObject({
      title: 'Demo',
      doneWhen: 'Seen',
    });
  });

  test('an owner somebody has put in its place since', () => {
    const to = (ownerId: string, stakeholderId: string) =>
      ({ stepId: 's', ownerId, side: 'buyer', role: null, stakeholderId }) as const;
    const first = does(plan, dana, 'assignStep', to('owner-dana', 'grace'));
    const second = does(
      first.plan,
      grace,
      'assignStep',
      to(stepIn(first.plan, 's').owners[0]?.id ?? '', 'rui'),
    );
    expect(undo(second.plan, dana, first.recorded).code).toBe('undo');
    expect(stepIn(undo(first.plan, dana, first.recorded).plan, 's').owners).toEqual(ownedBy(dana));
  });

  test('a new step somebody has worked on since', () => {
    const added = does(plan, dana, 'addStep', {
      id: 'new',
      milestoneId: 'fit',
      afterId: null,
      title: 'New',
      type: 'task',
      dueDay: null,
      ask: '',
      doneWhen: '',
      owners: [],
      onlyOurs: false,
    });
    expect(undo(added.plan, dana, added.recorded).plan.steps.map((s) => s.id)).not.toContain('new');
    const done = does(added.plan, grace, 'completeStep', { stepId: 'new' });
    expect(undo(done.plan, dana, added.recorded).code).toBe('undo');
  });

  test('an answered question, and the goal once it is the buyer’s', () => {
    const asked = does(plan, maya, 'rescheduleStep', { stepId: 's', dueDay: on('2026-12-18') });
    const offerIds = asked.plan.offers.map((o) => o.id);
    const answered = does(asked.plan, dana, 'acceptOffers', { offerIds });
    expect(undo(answered.plan, maya, asked.recorded).sentence).toContain('answered since');
    const notes = does(aPlan({ confirmed: null }), maya, 'changeGoal', { field: 'whyNow', value: 'Soon' });
    const theirs = does(notes.plan, dana, 'confirmGoal', {});
    expect(undo(theirs.plan, maya, notes.recorded).sentence).toContain('Acme Freight');
  });
});

describe('undo gives back', () => {
  test('a counter-offer that was taken back, in place of the question that stood again', () => {
    const asked = { ...plan, steps: [aStep('s', { agreement: 'proposed' })], offers: [anOffer('s')] };
    const countered = does(asked, dana, 'counterOffer', { offerId: 'offer-s', dueDay: on('2026-12-18') });
    const offerId = countered.plan.offers[0]?.id ?? '';
    const back = does(countered.plan, dana, 'withdrawOffer', { offerId });
    expect(back.plan.offers).toEqual([anOffer('s')]);
    const again = undo(back.plan, dana, back.recorded);
    expect(again.plan.offers).toEqual(countered.plan.offers);
    expect(plainPhrase(commandText(again.plan, again.changes) ?? [])).toBe('suggested Fri 18 Dec for “s”');
    expect(undo(countered.plan, dana, countered.recorded).plan.offers).toEqual([anOffer('s')]);
    const answered = does(back.plan, dana, 'acceptOffers', { offerIds: ['offer-s'] });
    expect(undo(answered.plan, dana, back.recorded).sentence).toContain('answered since');
  });

  test('a removed step with what waited for it and what was asked about it', () => {
    const asked = does(plan, maya, 'rescheduleStep', { stepId: 's', dueDay: on('2026-12-18') }).plan;
    const gone = does(asked, dana, 'removeStep', { stepId: 's' });
    expect(gone.plan.dependencies).toEqual([]);
    const back = undo(gone.plan, dana, gone.recorded).plan;
    expect(stepIn(back, 's').title).toBe('Demo');
    expect(back.dependencies).toMatchObject(asked.dependencies.map(({ versions: _, ...tie }) => tie));
    expect(back.offers).toEqual(asked.offers);
    expect(undo(back, dana, gone.recorded).code).toBe('undo');
  });

  test('no tie that has become a circle meanwhile', () => {
    const cut = does(plan, dana, 'removeDependency', { dependencyId: 't-after-s' });
    const turned = does(cut.plan, maya, 'addDependency', { id: 'd', stepId: 's', afterId: 't' });
    expect(undo(turned.plan, dana, cut.recorded).sentence).toContain('circle');
  });
});

test('the days between two steps go back as they were, unless somebody has said otherwise since', () => {
  const args = { dependencyId: 't-after-s', lag: 3 };
  const waited = does(plan, dana, 'changeDependency', args);
  expect(undo(waited.plan, dana, waited.recorded).plan.dependencies[0]?.lag).toBe(0);
  const over = does(waited.plan, maya, 'changeDependency', { ...args, lag: 5 });
  expect(undo(over.plan, dana, waited.recorded).sentence).toBe(
    'That was not taken back, because somebody has changed it since: how long “t” waits is now 5 working days after, and yours was 3 working days after.',
  );
});

test('the two logs of one command are read in the order they were written', () => {
  const event = (layer: Layer, n: number, kind: string) => ({ layer, n, kind });
  const written = asWritten([
    event('seller', 8, 'agreementChanged'),
    event('seller', 7, 'stepHidden'),
    event('shared', 41, 'dependencyRemoved'),
    event('shared', 42, 'stepLeft'),
    event('shared', 40, 'offerClosed'),
  ]);
  expect(written.map((e) => e.kind)).toEqual([
    'offerClosed',
    'dependencyRemoved',
    'stepHidden',
    'agreementChanged',
  ]);
});

test('hands nothing to somebody else behind a yes to who does it', () => {
  const asked = aPlan({ steps: [aStep('s', { agreement: 'proposed', owners: ownedBy(maya, dana) })] });
  const offered = { ...asked, offers: [anOffer('s')] };
  const handed = does(offered, maya, 'assignStep', {
    stepId: 's',
    ownerId: 'owner-maya',
    side: 'seller',
    role: null,
    stakeholderId: 'tom',
  });
  expect(undo(handed.plan, maya, handed.recorded).code).toBeNull();
  const agreed = does(handed.plan, dana, 'acceptOffers', { offerIds: ['offer-s'] });
  expect(undo(agreed.plan, maya, handed.recorded)).toMatchObject({ code: 'undo', changes: [] });
});

test('changes nothing the other side has said yes to since, and still takes back one’s own yes', () => {
  const asked = aPlan({ steps: [aStep('s', { agreement: 'proposed', dueDay: on('2026-12-14') })] });
  const offered = { ...asked, offers: [anOffer('s')] };
  const moved = does(offered, maya, 'rescheduleStep', { stepId: 's', dueDay: on('2026-12-18') });
  const agreed = does(moved.plan, dana, 'acceptOffers', { offerIds: ['offer-s'] });
  expect(undo(agreed.plan, maya, moved.recorded)).toMatchObject({ code: 'undo', changes: [] });

  const terms = { field: 'dueDay', value: on('2026-12-21') } as const;
  const question = aPlan({ steps: [aStep('s')], offers: [anOffer('s', { terms, by: dana })] });
  const joint = { ...question, steps: question.steps.map((s) => ({ ...s, owners: ownedBy(dana, maya) })) };
  const yes = does(joint, maya, 'acceptOffers', { offerIds: ['offer-s'] });
  expect(undo(yes.plan, maya, yes.recorded).code).toBeNull();
});

describe('undoing an undo decides for nobody', () => {
  const joint = aPlan({
    steps: [aStep('s', { agreement: 'outline', owners: [...ownedBy(maya), ...ownedBy(dana)] }), aStep('t')],
  });
  /** Done by Maya, and taken back at once; what takes back the taking back. */
  function doneAndBack() {
    const done = does(joint, maya, 'completeStep', { stepId: 's' });
    return carryOut(done.plan, undo(done.plan, maya, done.recorded));
  }

  test('it is done again while nothing else has changed', () => {
    const { plan, recorded } = doneAndBack();
    expect(stepIn(undo(plan, maya, recorded).plan, 's').status).toBe('done');
  });

  test('but never an approval, though it was a task then', () => {
    const { plan, recorded } = doneAndBack();
    const approval = does(plan, maya, 'changeStep', { stepId: 's', field: 'type', value: 'approval' });
    expect(undo(approval.plan, maya, recorded).sentence).toMatch(/approval/);
  });

  test('nor one that is the other side’s alone by now', () => {
    const { plan, recorded } = doneAndBack();
    const own = stepIn(plan, 's').owners.find((o) => o.side === 'seller')?.id ?? '';
    const given = does(plan, maya, 'removeOwner', { stepId: 's', ownerId: own });
    expect(undo(given.plan, maya, recorded).sentence).toBeTruthy();
  });

  test('nor a yes to what has become another bargain', () => {
    const { plan, recorded } = doneAndBack();
    const later = does(plan, maya, 'rescheduleStep', { stepId: 's', dueDay: addDays(plan.startDay, 30) });
    expect(undo(later.plan, maya, recorded).sentence).toMatch(/not what was agreed/);
  });
});
