import { describe, expect, test } from 'vitest';
import type { Comment } from '#app/domain/attachment.ts';
import { sharedView } from '#app/domain/shared-view.ts';
import { type NewComment, openRequestsOn, threadOf } from '#app/domain/thread.ts';
import { type CastMember, dana, grace, lena, maya, rui, tom } from '#tests/support/cast.ts';
import {
  aDraft,
  aPlan,
  aStep,
  ask,
  kinds,
  type Outcome,
  on,
  only,
  today,
} from '#tests/support/plan-builder.ts';
import { carryOut, undo } from '#tests/support/undoing.ts';

const plan = aPlan({
  steps: [aStep('form'), aStep('hers', { layer: 'buyer' }), aStep('other')],
});
const note = (over: Partial<NewComment> = {}): NewComment => ({
  id: 'note',
  stepId: 'form',
  text: 'Who owns the form?',
  onlyOurs: false,
  mentions: [],
  request: null,
  answers: null,
  ...over,
});
const asking = (of: CastMember, over: Partial<NewComment> = {}): NewComment =>
  note({ id: 'asked', request: { of: of.key, by: on('2026-12-04') }, ...over });
const write = (now: typeof plan, who: CastMember, over: Partial<NewComment> = {}): Outcome =>
  ask(now, who, 'writeComment', note(over));
const layerWritten = (outcome: Outcome) => (only(outcome, 'commentAdded').thing as Comment).layer;

describe('a comment is never wider than what it is about', () => {
  test('both sides read one about a shared step or the plan, unless it is kept to one side', () => {
    expect(layerWritten(write(plan, dana))).toBe('shared');
    expect(layerWritten(write(plan, maya, { stepId: null }))).toBe('shared');
    expect(layerWritten(write(plan, dana, { onlyOurs: true }))).toBe('buyer');
    expect(layerWritten(write(plan, maya, { onlyOurs: true }))).toBe('seller');
  });

  test('one about a private step or in a draft stays with its side, whatever was asked for', () => {
    expect(layerWritten(write(plan, dana, { stepId: 'hers' }))).toBe('buyer');
    const draft = aDraft({ steps: [aStep('form')] });
    expect(layerWritten(write(draft, maya))).toBe('seller');
    expect(layerWritten(write(draft, maya, { stepId: null }))).toBe('seller');
  });

  test('whoever has no view without a side finds no trace of a private one', () => {
    const both = write(write(plan, dana).plan, dana, { id: 'ours', onlyOurs: true }).plan;
    expect(both.comments.map((c) => c.id)).toEqual(['note', 'ours']);
    expect(sharedView(both).comments.map((c) => c.id)).toEqual(['note']);
  });

  test('a step that is hidden from the writer is not there to write about', () => {
    expect(write(plan, dana, { stepId: 'gone' }).code).toBe('absent');
  });
});

describe('naming people', () => {
  test('a private one names only people who can read it', () => {
    expect(write(plan, dana, { onlyOurs: true, mentions: ['rui'] }).code).toBeNull();
    const across = write(plan, dana, { onlyOurs: true, mentions: ['maya'] });
    expect([across.code, across.sentence]).toEqual([
      'private',
      'Only Acme Freight would read this, so it can only name people there.',
    ]);
    expect(ask(plan, dana, 'writeComment', asking(maya, { onlyOurs: true })).code).toBe('private');
    const waiting = aPlan({
      people: plan.people.map((p) => (p.id === 'rui' ? { ...p, admitted: false } : p)),
    });
    expect(write(waiting, dana, { stepId: null, onlyOurs: true, mentions: ['rui'] }).sentence).toBe(
      'Rui Santos has not been let in yet, and could not read this.',
    );
    expect(write(waiting, dana, { stepId: null, mentions: ['rui'] }).code).toBeNull();
  });

  test('one for both sides names anybody on the plan, each once, and nobody else', () => {
    const named = write(plan, dana, { mentions: ['maya', 'rui', 'maya'] });
    expect((only(named, 'commentAdded').thing as Comment).mentions).toEqual(['maya', 'rui']);
    expect(write(plan, dana, { mentions: ['stranger'] }).code).toBe('absent');
  });
});

describe('an answer needed by a day', () => {
  test('is asked of somebody else, with a day still to come', () => {
    expect(ask(plan, dana, 'writeComment', asking(dana)).code).toBe('yourself');
    const late = note({ request: { of: 'maya', by: on('2026-11-26') } });
    expect(ask(plan, dana, 'writeComment', late).code).toBe('past');
    expect(ask(plan, dana, 'writeComment', { ...late, request: { of: 'maya', by: today } }).code).toBeNull();
    const asked = ask(plan, dana, 'writeComment', asking(maya)).plan;
    expect(openRequestsOn(asked, 'form').map((c) => c.id)).toEqual(['asked']);
  });

  const asked = ask(plan, dana, 'writeComment', asking(maya)).plan;

  test('is answered by a word from the side that was asked, and by nobody’s else', () => {
    const answered = write(asked, tom, { answers: 'asked' });
    expect(kinds(answered)).toEqual(['commentAdded', 'commentChanged']);
    expect(answered.plan.comments.find((c) => c.id === 'asked')?.answeredOn).toBe(today);
    expect(kinds(write(asked, grace, { answers: 'asked' }))).toEqual(['commentAdded']);
    const again = write(answered.plan, maya, { id: 'again', answers: 'asked' });
    expect(kinds(again)).toEqual(['commentAdded']);
  });

  test('asked of a colleague it is not answered by whoever asked', () => {
    const within = ask(plan, dana, 'writeComment', asking(rui, { onlyOurs: true })).plan;
    const more = { answers: 'asked', onlyOurs: true };
    expect(kinds(write(within, dana, more))).toEqual(['commentAdded']);
    expect(kinds(write(within, rui, more))).toEqual(['commentAdded', 'commentChanged']);
  });

  test('is answered where it was asked, so that whoever asked can read it', () => {
    expect(write(asked, maya, { answers: 'asked', onlyOurs: true }).code).toBe('private');
    expect(write(asked, maya, { answers: 'asked', stepId: 'other' }).code).toBe('absent');
    const plain = write(plan, dana).plan;
    expect(write(plain, maya, { id: 'b', answers: 'note' }).code).toBe('absent');
  });

  test('is closed by one of the two or by who leads this, and once', () => {
    const close = (now: typeof plan, who: CastMember) =>
      ask(now, who, 'closeRequest', { commentId: 'asked' });
    expect(close(asked, tom).sentence).toBe('Dana Ortiz asked this, and can say that it is answered.');
    expect(close(asked, grace).code).toBe('theirs');
    for (const who of [dana, maya]) expect(kinds(close(asked, who))).toEqual(['commentChanged']);
    expect(close(close(asked, dana).plan, maya).changes).toEqual([]);
    expect(ask(write(plan, dana).plan, dana, 'closeRequest', { commentId: 'note' }).code).toBe('absent');
  });
});

describe('one’s own words', () => {
  const written = write(plan, lena).plan;

  test('are reworded and removed by whoever wrote them, also not by who leads their side', () => {
    const change = { commentId: 'note', text: 'Who reads it?' };
    expect(ask(written, dana, 'changeComment', change).code).toBe('theirs');
    expect(ask(written, dana, 'removeComment', { commentId: 'note' }).code).toBe('theirs');
    expect(ask(written, lena, 'changeComment', change).plan.comments[0]?.text).toBe('Who reads it?');
    expect(ask(written, lena, 'changeComment', { commentId: 'note', text: ' ' }).code).toBe('empty');
    expect(ask(written, lena, 'removeComment', { commentId: 'note' }).plan.comments).toEqual([]);
  });

  test('from two browsers at once meet as a conflict', () => {
    const meanwhile = {
      ...written,
      comments: written.comments.map((c) => ({ ...c, text: 'Newer', versions: { text: 9 } })),
    };
    const change = { commentId: 'note', text: 'Older' };
    expect(ask(meanwhile, lena, 'changeComment', change, { base: { text: 4 } }).code).toBe('conflict');
  });

  test('keep their writer’s name and side after they have left', () => {
    const left = { ...written, people: written.people.filter((p) => p.id !== 'lena') };
    expect(left.comments[0]).toMatchObject({ byName: 'Lena Hoff', bySide: 'buyer' });
  });
});

describe('showing a private one to both sides', () => {
  const ours = write(plan, dana, { onlyOurs: true }).plan;

  test('is for whoever wrote it, and gives it whole', () => {
    expect(ask(ours, lena, 'revealComment', { commentId: 'note' }).code).toBe('theirs');
    const shown = ask(ours, dana, 'revealComment', { commentId: 'note' });
    expect(only(shown, 'commentRevealed').thing).toMatchObject({ text: 'Who owns the form?' });
    expect(sharedView(shown.plan).comments).toHaveLength(1);
    expect(ask(shown.plan, dana, 'revealComment', { commentId: 'note' }).code).toBe('shared');
  });

  test('says nothing of a private question it answered', () => {
    const asked = ask(plan, dana, 'writeComment', asking(rui, { onlyOurs: true })).plan;
    const answered = write(asked, rui, { onlyOurs: true, answers: 'asked' }).plan;
    const shown = ask(answered, rui, 'revealComment', { commentId: 'note' });
    expect((only(shown, 'commentRevealed').thing as Comment).answers).toBeNull();
    expect(JSON.stringify(sharedView(shown.plan).comments)).not.toContain('"asked"');
  });

  test('waits for the step and for the plan', () => {
    const about = write(plan, dana, { stepId: 'hers' }).plan;
    expect(ask(about, dana, 'revealComment', { commentId: 'note' }).code).toBe('private');
    const draft = write(aDraft(), maya, { stepId: null }).plan;
    expect(ask(draft, maya, 'revealComment', { commentId: 'note' }).sentence).toBe(
      'Share the plan with Acme Freight first.',
    );
  });
});

describe('what belongs to a thread', () => {
  test('oldest first, and about the plan also what is left of steps that have gone', () => {
    const at = (time: string) => ({ now: `2026-11-27T${time}:00.000Z` });
    let now = ask(plan, dana, 'writeComment', note({ id: 'b' }), at('10:00')).plan;
    now = ask(now, maya, 'writeComment', note({ id: 'a' }), at('09:00')).plan;
    now = ask(now, maya, 'writeComment', note({ id: 'whole', stepId: null }), at('08:00')).plan;
    expect(threadOf(now, 'form').map((c) => c.id)).toEqual(['a', 'b']);
    expect(threadOf(now, null).map((c) => c.id)).toEqual(['whole']);
    const gone = { ...now, steps: now.steps.filter((s) => s.id !== 'form') };
    expect(threadOf(gone, null).map((c) => c.id)).toEqual(['whole', 'a', 'b']);
  });
});

describe('undo', () => {
  test('takes back what was written, and opens the question it answered again', () => {
    const asked = carryOut(plan, ask(plan, dana, 'writeComment', asking(maya)));
    const answered = carryOut(asked.plan, write(asked.plan, maya, { answers: 'asked' }));
    const back = undo(answered.plan, maya, answered.recorded).plan;
    expect(back.comments.map((c) => c.id)).toEqual(['asked']);
    expect(openRequestsOn(back, 'form')).toHaveLength(1);
    expect(undo(asked.plan, dana, asked.recorded).plan.comments).toEqual([]);
    // The question has been answered and opened again since: it is no longer as Dana left it.
    expect(undo(back, dana, asked.recorded).code).toBe('undo');
  });

  test('brings back what was removed or reworded, and closes nothing twice', () => {
    const start = write(plan, dana).plan;
    const reworded = carryOut(start, ask(start, dana, 'changeComment', { commentId: 'note', text: 'B' }));
    expect(undo(reworded.plan, dana, reworded.recorded).plan.comments[0]?.text).toBe('Who owns the form?');
    const removed = carryOut(start, ask(start, dana, 'removeComment', { commentId: 'note' }));
    expect(undo(removed.plan, dana, removed.recorded).plan.comments.map((c) => c.id)).toEqual(['note']);
    const asked = ask(plan, dana, 'writeComment', asking(maya)).plan;
    const closed = carryOut(asked, ask(asked, maya, 'closeRequest', { commentId: 'asked' }));
    expect(openRequestsOn(undo(closed.plan, maya, closed.recorded).plan, 'form')).toHaveLength(1);
  });

  test('refuses what the other side has read since it was shown', () => {
    const ours = write(plan, dana, { onlyOurs: true }).plan;
    const shown = carryOut(ours, ask(ours, dana, 'revealComment', { commentId: 'note' }));
    expect(undo(shown.plan, dana, shown.recorded).sentence).toContain('cannot be undone');
  });

  test('of a removal brings it back loose when its step is no longer theirs to read', () => {
    const ours = write(plan, dana, { stepId: 'hers' }).plan;
    const removed = carryOut(ours, ask(ours, dana, 'removeComment', { commentId: 'note' }));
    const gone = { ...removed.plan, steps: removed.plan.steps.filter((s) => s.id !== 'hers') };
    expect(undo(gone, dana, removed.recorded).plan.comments).toMatchObject([
      { stepId: null, layer: 'buyer' },
    ]);
  });
});

test('somebody who only oversees the plan writes in the company’s name', () => {
  const overseer = { ...maya, personId: '99999999-0000-4000-8000-000000000000' };
  const written = only(write(plan, overseer), 'commentAdded').thing as Comment;
  expect([written.byName, written.bySide]).toEqual(['Northwind', 'seller']);
});
