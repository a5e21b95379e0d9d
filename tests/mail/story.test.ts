import { expect, test } from 'vitest';
import type { Change } from '#app/domain/change.ts';
import type { Plan } from '#app/domain/plan.ts';
import { liveDayOf } from '#app/mail/live-day.ts';
import { proposalOf } from '#app/mail/questions.ts';
import { moveIn, type Story } from '#app/mail/story.ts';
import { type CastMember, dana, maya } from '#tests/support/cast.ts';
import {
  aMilestone,
  anOffer,
  aPlan,
  aStep,
  ask,
  on,
  ownedBy,
  today,
  waits,
} from '#tests/support/plan-builder.ts';

const told = (by: CastMember, changes: Change[]): Story => ({
  events: changes.map((body) => ({
    kind: body.kind,
    at: new Date(),
    by: by.personId,
    commandId: 'one',
    body,
  })),
});
const reads = (who: CastMember) => ({ milestoneId: 'fit', reader: who.personId, day: (day: string) => day });
const plan = aPlan({ steps: [aStep('s', { title: 'Demo', dueDay: on('2026-12-01') })] });

test('who moved a day reads of it as their own doing', () => {
  const moved = ask(plan, dana, 'rescheduleStep', { stepId: 's', dueDay: on('2026-12-04') });
  const story = told(dana, moved.changes);
  expect(moveIn(moved.plan, story, reads(dana))).toBe('You moved “Demo” to 2026-12-04.');
  expect(moveIn(moved.plan, story, reads(maya))).toBe('Dana moved “Demo” to 2026-12-04.');
});

test('and who said yes to a day, as their yes', () => {
  const terms = { field: 'dueDay', value: on('2026-12-04') } as const;
  const asked = { ...plan, offers: [anOffer('s', { terms })] };
  const yes = ask(asked, dana, 'acceptOffers', { offerIds: ['offer-s'] });
  const story = told(dana, yes.changes);
  expect(moveIn(yes.plan, story, reads(dana))).toBe(
    'Maya suggested moving “Demo” to 2026-12-04, and you said yes.',
  );
  expect(moveIn(yes.plan, story, reads(maya))).toBe(
    'You suggested moving “Demo” to 2026-12-04, and Dana said yes.',
  );
});

test('a day that went with another says with which, moved or asked for', () => {
  const steps = [
    aStep('form', { title: 'Form', milestoneId: 'case', owners: ownedBy(maya), dueDay: on('2026-12-01') }),
    aStep('draft', { title: 'Draft', owners: ownedBy(maya), dueDay: on('2026-12-02') }),
    aStep('reading', { title: 'Reading', owners: ownedBy(dana), dueDay: on('2026-12-03') }),
  ];
  const dependencies = [waits('draft', 'form'), waits('reading', 'form')];
  const before = aPlan({ milestones: [aMilestone('fit'), aMilestone('case')], steps, dependencies });
  const rest = (stepId: string) => [{ stepId, dueDay: on('2026-12-09') }];
  const move = { stepId: 'form', dueDay: on('2026-12-08') };
  const moved = ask(before, maya, 'rescheduleSteps', { ...move, rest: rest('draft') });
  expect(moveIn(moved.plan, told(maya, moved.changes), reads(dana))).toBe(
    'Maya moved “Draft” to 2026-12-09, because “Form” moved to 2026-12-08.',
  );
  const asked = ask(before, maya, 'rescheduleSteps', { ...move, rest: rest('reading') });
  const [offer] = asked.plan.offers;
  expect(offer && proposalOf(asked.plan, offer, today)).toEqual({
    kind: 'change',
    title: 'Reading',
    suggestion: '9 instead of 3 December',
    why: '“Form” moved to Tue 8 Dec',
  });
  const yes = ask(asked.plan, dana, 'acceptOffers', { offerIds: [offer?.id ?? ''] });
  expect(moveIn(yes.plan, told(dana, yes.changes), reads(maya))).toBe(
    'You suggested moving “Reading” to 2026-12-09, because “Form” moved to 2026-12-08, and Dana said yes.',
  );
});

test('a meeting’s time is asked for with its day, and its zone is named', () => {
  const before = aPlan({
    steps: [aStep('demo', { type: 'meeting', owners: ownedBy(dana), dueDay: on('2026-12-03') })],
  });
  const at = { time: '15:00', zone: 'Europe/Berlin', minutes: 45 };
  const suggestionFor = (day: string) => {
    const asked = ask(before, maya, 'rescheduleStep', { stepId: 'demo', dueDay: on(day), at }).plan;
    return asked.offers.map((offer) => proposalOf(asked, offer, today));
  };
  expect(suggestionFor('2026-12-03')).toMatchObject([{ suggestion: '3 December, 15:00–15:45 Berlin time' }]);
  expect(suggestionFor('2026-12-09')).toMatchObject([
    { suggestion: '9 instead of 3 December, 15:00–15:45 Berlin time' },
  ]);
});

test('a milestone whose steps have kept their days says what came or went', () => {
  const later = aPlan({
    milestones: [aMilestone('fit'), aMilestone('case')],
    steps: [aStep('s', { title: 'Demo', milestoneId: 'case', dueDay: on('2026-12-04') })],
  });
  const into = ask(later, dana, 'moveStep', { stepId: 's', milestoneId: 'fit', afterId: null });
  expect(moveIn(into.plan, told(dana, into.changes), reads(maya))).toBe('Dana moved “Demo” into it.');
  const gone = ask(plan, dana, 'removeStep', { stepId: 's' });
  expect(moveIn(gone.plan, told(dana, gone.changes), reads(dana))).toBe('You removed “Demo”.');
});

test('the live day is not called agreed beside a line that says what ends on it is not', () => {
  const ending = (over: object): Plan =>
    aPlan({ steps: [aStep('live', { dueDay: on('2027-03-12'), owners: ownedBy(maya), ...over })] });
  expect(liveDayOf(ending({}), today, { was: null }).note).toBe('as agreed');
  expect(liveDayOf(ending({ agreement: 'outline' }), today, { was: null }).note).toBe(
    'the day Acme Freight confirmed',
  );
});
