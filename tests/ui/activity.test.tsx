import { describe, expect, it } from 'vitest';
import type { Change } from '#app/domain/change.ts';
import { plainPhrase } from '#app/domain/phrase.ts';
import { activityDays } from '#app/routes/plans.$planId.activity/activity-words.ts';
import type { Act } from '#db/activity.server.ts';
import { dana, maya } from '#tests/support/cast.ts';
import { aDraft, aPlan, aStep, ask, on, ownedBy, today } from '#tests/support/plan-builder.ts';

const plan = aPlan({ steps: [aStep('demo', { owners: ownedBy(maya), dueDay: on('2026-12-04') })] });
const ticked = ask(plan, maya, 'completeStep', { stepId: 'demo' }).changes;
const act = (over: Partial<Act> = {}): Act => ({
  commandId: 'one',
  by: maya.personId,
  name: maya.name,
  at: '2026-11-27T08:05:00.000Z',
  changes: ticked,
  recorded: [],
  private: false,
  type: 'completeStep',
  tookBack: null,
  fromLetter: false,
  fromTheDraft: false,
  ...over,
});
const tell = (acts: Act[], who = maya, canEdit = true, about = plan) =>
  activityDays(about, acts, {
    today,
    reader: { personId: who.personId, canEdit },
    canUndo: (type) => type !== 'removeStakeholder',
    stillStands: (act) => act.commandId !== 'taken back',
  });
const only = (over: Partial<Act>, who = maya, canEdit = true) => tell([act(over)], who, canEdit)[0]?.rows[0];

describe('activity', () => {
  it('is told by the days of the plan, newest first as given, with the time there', () => {
    const days = tell([act(), act({ at: '2026-11-26T22:59:00Z' }), act({ at: '2026-11-20T15:10:00Z' })]);
    expect(days.map((d) => d.heading)).toEqual(['Today, Fri 27 Nov', 'Yesterday, Thu 26 Nov', 'Fri 20 Nov']);
    expect(days.map((d) => d.rows[0]?.time)).toEqual(['09:05', '23:59', '16:10']);
  });
  it('says who did what', () => {
    const row = only({});
    expect(`${row?.name} ${plainPhrase(row?.phrase ?? [])}`).toBe('Maya finished “demo”, and reached “fit”');
    expect(row?.face).toEqual({ initials: 'MK', side: 'seller' });
  });
  it('keeps the name of who has left, and gives what happened by itself to the plan', () => {
    expect(only({ by: 'gone', name: 'Per Wahl' })).toMatchObject({ name: 'Per', face: { side: 'none' } });
    expect(only({ by: null, name: null })?.name).toBe('The plan');
  });
  it('leaves out what no sentence is told about', () => {
    const silent: Change[] = [
      // Its step has gone, and the words stay.
      { kind: 'commentChanged', id: 'c', field: 'stepId', from: 'demo', to: null },
    ];
    expect(tell([act({ changes: silent })])).toEqual([]);
  });
  it("offers undo for one's own edits that can be taken back, and for nothing else", () => {
    expect(only({})?.undoable).toBe(true);
    expect(only({ type: 'undo' })).toMatchObject({ undoable: true, tookBack: true });
    expect(only({}, dana)?.undoable).toBe(false);
    expect(only({}, maya, false)?.undoable).toBe(false);
    expect(only({ type: null })?.undoable).toBe(false);
    expect(only({ type: 'removeStakeholder' })?.undoable).toBe(false);
    expect(only({ fromTheDraft: true })?.undoable).toBe(false);
    expect(only({ changes: [{ kind: 'planShared', anchors: {} }] })?.undoable).toBe(false);
  });
  it('tags what only one side sees, except in a draft, where everything is', () => {
    expect(only({ private: true })?.onlyOurs).toBe(true);
    expect(only({ private: false })?.onlyOurs).toBe(false);
    const draft = aDraft({ steps: plan.steps });
    expect(tell([act({ private: true })], maya, true, draft)[0]?.rows[0]?.onlyOurs).toBe(false);
  });
});
