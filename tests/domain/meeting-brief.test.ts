import { expect, it } from 'vitest';
import { briefOf } from '#app/domain/meeting-brief.ts';
import { isMeetingsShown, meetingsOf } from '#app/domain/meetings.ts';
import { dana, maya } from '#tests/support/cast.ts';
import { aPlan, aStep, ask, on, ownedBy, stepIn, today } from '#tests/support/plan-builder.ts';

const talk = aStep('talk', { type: 'meeting', dueDay: on('2026-12-01'), owners: ownedBy(maya) });
const plan = aPlan({
  steps: [
    talk,
    aStep('late', { dueDay: on('2026-11-20') }),
    aStep('price', { dueDay: on('2026-12-01'), owners: ownedBy(maya) }),
    aStep('after', { dueDay: on('2026-12-20'), owners: ownedBy(maya, dana) }),
    aStep('done', { status: 'done' }),
    aStep('asked', { agreement: 'proposed', dueDay: on('2026-12-10') }),
    aStep('far', { agreement: 'outline' }),
    aStep('no', { agreement: 'declined' }),
    aStep('discount', { layer: 'seller', owners: ownedBy(maya), dueDay: on('2026-11-30') }),
  ],
});
const titles = (list: { id: string }[]) => list.map(({ id }) => id);

it('a brief says what is open on both sides, what is due until the meeting, and what to ask for', () => {
  const brief = briefOf(plan, talk, today);
  expect(titles(brief.open.buyer)).toEqual(['late', 'after']);
  expect(titles(brief.open.seller)).toEqual(['price', 'after']);
  expect(titles(brief.due)).toEqual(['late', 'price']);
  expect(brief.nextToAsk?.id).toBe('asked');
  expect(titles(brief.onlyOurs)).toEqual(['discount']);
});

it('what is private stands apart, and is in nothing that both sides are shown', () => {
  const { onlyOurs, ...shown } = briefOf(plan, talk, today);
  expect(onlyOurs).toHaveLength(1);
  expect(JSON.stringify(shown)).not.toContain('discount');
});

it('an unanswered request is in it until it is answered', () => {
  const request = { of: 'dana', by: on('2026-12-01') };
  const words = { stepId: 'price', text: 'Which carriers?', onlyOurs: false, mentions: [], answers: null };
  const asked = ask(plan, maya, 'writeComment', { id: 'q', ...words, request }).plan;
  expect(briefOf(asked, talk, today).requests.map(({ text }) => text)).toEqual(['Which carriers?']);
  const answered = ask(asked, dana, 'writeComment', { id: 'a', ...words, request: null, answers: 'q' }).plan;
  expect(briefOf(answered, talk, today).requests).toEqual([]);
});

it('a step written in a meeting is kept with it, and its undo takes both', () => {
  const step = {
    id: 'new',
    milestoneId: 'fit',
    afterId: null,
    title: 'Redlines',
    type: 'task' as const,
    dueDay: on('2026-12-12'),
  };
  const more = {
    ask: '',
    doneWhen: '',
    owners: [{ side: 'buyer' as const, role: null, stakeholderId: 'grace' }],
    onlyOurs: false,
  };
  const written = ask(plan, maya, 'addStep', { ...step, ...more, meetingId: 'talk' }).plan;
  expect(stepIn(written, 'new').agreement).toBe('proposed');
  expect(written.meetingNotes).toMatchObject([{ stepId: 'talk', said: { kind: 'wrote', step: 'new' } }]);
  const own = { ...more, owners: [], onlyOurs: true, meetingId: 'talk' };
  expect(ask(plan, maya, 'addStep', { ...step, ...own }).plan.meetingNotes).toEqual([]);
});

it('meetings are listed as coming, to close, and closed', () => {
  const past = { ...talk, id: 'past', dueDay: on('2026-11-26') };
  const own = { ...past, id: 'own', layer: 'seller' as const };
  const listed = meetingsOf({ ...plan, steps: [...plan.steps, past, own] }, today);
  expect([titles(listed.coming), titles(listed.toClose), listed.closed]).toEqual([
    ['own', 'talk'],
    ['past'],
    [],
  ]);
  expect(isMeetingsShown(plan)).toBe(true);
  expect(isMeetingsShown(aPlan())).toBe(false);
});
