import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyChange } from '#app/domain/apply-change.ts';
import type { Closing } from '#app/domain/close-meeting.ts';
import { closeMeeting } from '#app/domain/close-meeting.ts';
import { addDays } from '#app/domain/day.ts';
import { closeOutOf } from '#app/domain/meeting-note.ts';
import type { Plan } from '#app/domain/plan.ts';
import { preview } from '#app/domain/settle.ts';
import { undoCommand } from '#app/domain/undo/undo-command.ts';
import { dana, maya } from '#tests/support/cast.ts';
import {
  aDraft,
  aMilestone,
  anOffer,
  aPlan,
  aStep,
  as,
  ask,
  kinds,
  on,
  only,
  ownedBy,
  stepIn,
  today,
} from '#tests/support/plan-builder.ts';

const at = { time: '15:00', zone: 'Europe/Berlin', minutes: 45 };
const talk = aStep('talk', {
  type: 'meeting',
  dueDay: today,
  meetingTime: at,
  owners: ownedBy(maya),
  attendees: ['maya', 'dana'],
  venue: 'Room 4',
});
const form = aStep('form', { dueDay: on('2026-12-04') });
const far = aStep('far', { milestoneId: 'case', agreement: 'outline', dueDay: on('2026-12-11') });
const plan = aPlan({ steps: [talk, form, far] });
const closing: Closing = {
  ...{ id: 'note', stepId: 'talk', steps: ['form'], decisions: ['Priced per carrier', ' '] },
  ...{
    nextStep: 'form',
    noNextStep: '',
    nextMeeting: null,
    meetingId: 'second',
    meetingTitle: 'Second talk',
  },
  ...{ meetingDay: on('2026-12-08'), at, attendees: ['dana', 'maya'], noNextMeeting: '' },
};
const close = (of: Plan, over: Partial<Closing> = {}, who = maya) =>
  ask(of, who, 'closeMeeting', { ...closing, ...over });

describe('a meeting that ends well', () => {
  it('is done, says what was decided and what comes next, and sets the next meeting for those who come', () => {
    const done = close(plan);
    expect(kinds(done)).toEqual(['meetingNoteAdded', 'stepStatusChanged', 'stepAdded']);
    expect(stepIn(done.plan, 'talk').status).toBe('done');
    expect(closeOutOf(done.plan, 'talk')).toMatchObject({
      layer: 'shared',
      by: 'maya',
      bySide: 'seller',
      said: {
        kind: 'closed',
        steps: ['form'],
        decisions: ['Priced per carrier'],
        next: { stepId: 'form' },
        meeting: { stepId: 'second' },
      },
    });
    expect(stepIn(done.plan, 'second')).toMatchObject({
      type: 'meeting',
      title: 'Second talk',
      agreement: 'agreed',
      dueDay: '2026-12-08',
      meetingTime: at,
      venue: 'Room 4',
      attendees: ['maya', 'dana'],
      owners: [{ stakeholderId: 'maya' }],
    });
  });
  it('asks for what was picked from the outline', () => {
    const done = close(plan, { nextStep: 'far' });
    expect(stepIn(done.plan, 'far').agreement).toBe('proposed');
    expect(only(done, 'offerMade').offer).toMatchObject({ stepId: 'far', bySide: 'seller' });
    expect(stepIn(done.plan, 'second').milestoneId).toBe('case');
  });
  it('goes on with a meeting that stands on the plan, or with reasons', () => {
    const second = { ...talk, id: 'again', dueDay: on('2026-12-08') };
    expect(
      kinds(close({ ...plan, steps: [...plan.steps, second] }, { nextMeeting: 'again', meetingDay: null })),
    ).toEqual(['meetingNoteAdded', 'stepStatusChanged']);
    const alone = close(plan, {
      nextStep: null,
      noNextStep: 'We wait for the board',
      meetingDay: null,
      noNextMeeting: 'One mail will do',
    });
    expect(closeOutOf(alone.plan, 'talk')?.said).toMatchObject({
      next: { why: 'We wait for the board' },
      meeting: { why: 'One mail will do' },
    });
  });
  it('is one act: one undo brings all of it back', () => {
    const done = close(plan, { nextStep: 'far' });
    const recorded = done.changes.map((change, i) => ({ change, n: i + 1, layer: 'shared' as const }));
    const numbered = recorded.reduce((now, { change, n }) => applyChange(now, change, n), plan);
    const back = undoCommand(numbered, recorded, as(maya, plan).actor, (now, change) =>
      applyChange(now, change, 99),
    );
    if (back.kind !== 'changes') throw new Error(JSON.stringify(back));
    const after = back.changes.reduce((now, change) => applyChange(now, change, 99), numbered);
    expect(after.meetingNotes).toEqual([]);
    expect(after.offers).toEqual([]);
    expect(after.steps.map(({ id, status, agreement }) => [id, status, agreement])).toEqual(
      plan.steps.map(({ id, status, agreement }) => [id, status, agreement]),
    );
  });
});

describe('a meeting that is not finished', () => {
  it.each<[string, Partial<Closing>]>([
    [
      'Not finished: there is no next meeting. Pick a day, or write why none is needed.',
      { meetingDay: null },
    ],
    [
      'Not finished: there is no next step. Pick one, or write why none is needed.',
      { nextStep: null, noNextStep: '  ' },
    ],
    [
      'Not finished: there is no next step. Pick one, or write why none is needed. Also, there is no next meeting. Pick a day, or write why none is needed.',
      { nextStep: null, meetingDay: null },
    ],
    ['Not finished: the next meeting has no time. Say when it begins.', { at: null }],
    ['Not finished: the next meeting has no name. Say what it is about.', { meetingTitle: ' ' }],
    ['Not finished: nobody comes to the next meeting. Say who does.', { attendees: [] }],
    ['Not finished: the day of the next meeting has passed. Pick another.', { meetingDay: on('2026-11-20') }],
    [
      'Not finished: the next step has ended. Pick another, or write why none is needed.',
      { nextStep: 'talk' },
    ],
  ])('%s', (sentence, over) => {
    expect(close(plan, over).sentence).toBe(sentence);
  });
  it('is told to leave out what contradicts, so that nothing typed is dropped', () => {
    expect(close(plan, { noNextStep: 'No', noNextMeeting: 'No' }).sentence).toBe(
      'Not finished: a next step is picked, and it says why none is needed. Leave one of them out. Also, a next meeting is set, and it says why none is needed. Leave one of them out.',
    );
  });
  it('names a next step without a day or an owner', () => {
    const bare = aPlan({ steps: [talk, { ...form, dueDay: null, owners: [] }] });
    expect(close(bare).sentence).toBe(
      'Not finished: the next step, “form”, has no day. Give it one, or pick another. Also, nobody does the next step, “form”. Say who, or pick another.',
    );
  });
  it('tells who comes second what the first wrote', () => {
    const first = close(plan);
    const second = close(
      {
        ...first.plan,
        steps: first.plan.steps.map((s) => (s.id === 'talk' ? { ...s, owners: ownedBy(maya, dana) } : s)),
      },
      { id: 'other', meetingId: 'third' },
      dana,
    );
    expect(second.sentence).toBe(
      'Maya has just closed this meeting. Next: “form”, Fri 4 Dec. Next meeting: “Second talk”, Tue 8 Dec. One decision is written down. What you typed is still here; write what is missing on the plan.',
    );
  });
  it.each([
    ['notYours', plan, dana],
    ['draft', aDraft({ steps: [talk, form] }), maya],
    ['private', aPlan({ steps: [{ ...talk, layer: 'seller' }, form] }), maya],
    ['notAMeeting', aPlan({ steps: [{ ...talk, type: 'task' }, form] }), maya],
    ['ended', aPlan({ steps: [{ ...talk, status: 'done' }, form] }), maya],
  ] as const)('is refused as %s', (code, of, who) => {
    expect(close(of, {}, who).code).toBe(code);
  });
  it('is not closed with what its closer cannot see, or the other side cannot', () => {
    const own = { ...form, id: 'own', layer: 'seller' as const };
    for (const over of [
      { steps: ['nowhere'] },
      { nextStep: 'own' },
      { steps: ['own'] },
      { attendees: ['nobody'] },
    ])
      expect(close({ ...plan, steps: [...plan.steps, own] }, over).code).toBe('absent');
  });
});

describe('a checkpoint', () => {
  const check = aPlan({
    steps: [
      { ...talk, checkpoint: true },
      form,
      far,
      aStep('later', { milestoneId: 'case', agreement: 'outline', dueDay: on('2027-03-01') }),
    ],
  });
  const say = (of: Plan, who: typeof maya, word: 'go' | 'adjust' | 'stop', reason = '') =>
    ask(of, who, 'sayAtCheckpoint', { id: `${who.key}-${word}`, stepId: 'talk', word, reason });

  it('is not closed before each side has said its own', () => {
    expect(close(check).sentence).toBe(
      'Not finished: Northwind has not said go, adjust or stop yet. Also, Acme Freight has not said go, adjust or stop yet.',
    );
    expect(close(say(check, maya, 'go').plan).sentence).toBe(
      'Not finished: Acme Freight has not said go, adjust or stop yet.',
    );
  });
  it('asks for what is near once both said go, and for nothing otherwise', () => {
    const both = say(say(check, maya, 'go').plan, dana, 'go').plan;
    const gone = close(both).plan;
    expect(stepIn(gone, 'far').agreement).toBe('proposed');
    expect(stepIn(gone, 'later').agreement).toBe('outline');
    const not = close(say(both, dana, 'adjust', 'The price is too high').plan).plan;
    expect(stepIn(not, 'far').agreement).toBe('outline');
  });
  it('wants a reason for adjust and stop, and is only where it was set', () => {
    expect(say(check, dana, 'stop').code).toBe('reasonNeeded');
    expect(say(plan, dana, 'go').code).toBe('notACheckpoint');
  });
});

it('gives changes or names what is missing, whatever is asked: never both, never neither', () => {
  const id = fc.constantFrom('talk', 'form', 'far', 'second', 'again', 'own', 'nowhere');
  const text = fc.constantFrom('', ' ', 'Because', 'x'.repeat(300));
  const input = fc.record({
    id: fc.constantFrom('note', 'other'),
    stepId: id,
    steps: fc.array(id, { maxLength: 4 }),
    decisions: fc.array(text, { maxLength: 3 }),
    nextStep: fc.option(id),
    noNextStep: text,
    nextMeeting: fc.option(id),
    meetingId: id,
    meetingTitle: text,
    meetingDay: fc.option(fc.integer({ min: -30, max: 90 }).map((n) => addDays(today, n))),
    at: fc.option(
      fc.record({
        time: fc.constantFrom('15:00', '25:00', ''),
        zone: fc.constantFrom('Europe/Berlin', 'Nowhere'),
        minutes: fc.constantFrom(45, 0, Number.NaN),
      }),
    ),
    attendees: fc.array(fc.constantFrom('maya', 'dana', 'grace', 'nobody'), { maxLength: 3 }),
    noNextMeeting: text,
  });
  const step = fc.record({
    type: fc.constantFrom('meeting' as const, 'task' as const, 'approval' as const),
    layer: fc.constantFrom('shared' as const, 'seller' as const),
    status: fc.constantFrom('todo' as const, 'done' as const, 'stuck' as const, 'skipped' as const),
    agreement: fc.constantFrom(
      'outline' as const,
      'proposed' as const,
      'agreed' as const,
      'declined' as const,
    ),
    checkpoint: fc.boolean(),
    owners: fc.constantFrom([], ownedBy(maya), ownedBy(dana), ownedBy(maya, dana)),
    dueDay: fc.constantFrom(null, today, on('2026-12-10')),
    meetingTime: fc.constantFrom(null, at),
  });
  fc.assert(
    fc.property(
      fc.array(step, { minLength: 4, maxLength: 4 }),
      fc.constantFrom(maya, dana),
      fc.boolean(),
      fc.array(input, { minLength: 1, maxLength: 3 }),
      (steps, who, reached, inputs) => {
        const ids = ['talk', 'form', 'far', 'again'];
        let now = aPlan({
          milestones: [aMilestone('fit', { reachedOn: reached ? today : null }), aMilestone('case')],
          steps: steps.map((over, i) => aStep(ids[i] ?? '', { ...over, attendees: ['maya'] })),
          offers: steps.flatMap((s, i) =>
            s.agreement === 'proposed' && s.layer === 'shared' ? [anOffer(ids[i] ?? '')] : [],
          ),
        });
        for (const args of inputs) {
          const decision = closeMeeting(now, args, as(who, now));
          if (decision.kind === 'changes') {
            expect(decision.changes.filter(({ kind }) => kind === 'meetingNoteAdded')).toHaveLength(1);
            now = preview(now, decision.changes);
            expect(stepIn(now, args.stepId).status).toBe('done');
            const said = closeOutOf(now, args.stepId)?.said;
            for (const onward of [said?.next, said?.meeting])
              expect(
                onward && ('why' in onward ? onward.why.trim() : stepIn(now, onward.stepId).dueDay),
              ).toBeTruthy();
          } else if (decision.kind === 'refused') expect(decision.sentence.length).toBeGreaterThan(10);
          else expect(decision.kind).toBe('absent');
        }
      },
    ),
    { numRuns: 2_000 },
  );
});

it('what somebody said of the meeting meanwhile is read before it is closed', () => {
  const stuck = aPlan({
    steps: [
      aStep('call', {
        ...{ type: 'meeting', owners: ownedBy(maya), status: 'stuck', statusReason: 'No room' },
        versions: { status: 7 },
      }),
    ],
  });
  const args = {
    ...{ id: 'note', stepId: 'call', steps: [], decisions: [], nextStep: null, noNextStep: 'All is said' },
    ...{ nextMeeting: null, meetingId: 'next', meetingTitle: '', meetingDay: null, at: null, attendees: [] },
    noNextMeeting: 'All is said',
  };
  const close = (status: number) => ask(stuck, maya, 'closeMeeting', args, { base: { status } });
  expect(close(6)).toMatchObject({ code: 'stale', sentence: expect.stringContaining('No room') });
  expect(close(7).code).toBeNull();
});
