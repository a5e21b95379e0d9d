import { describe, expect, it } from 'vitest';
import { type EarlierRow, ownHistory } from '#app/components/own-history.ts';

const row = (commandId: string, over: Partial<EarlierRow> = {}): EarlierRow => ({
  commandId,
  phrase: [`did ${commandId}`],
  undoable: true,
  tookBack: false,
  own: { tookBack: null },
  ...over,
});
const undo = (commandId: string, target: string | null, over: Partial<EarlierRow> = {}) =>
  row(commandId, { phrase: ['did the opposite'], tookBack: true, own: { tookBack: target }, ...over });
/** Told as they happened; Activity has the newest first. */
const told = (...rows: EarlierRow[]) => ownHistory(rows.reverse());

describe('what one did before the page was opened', () => {
  it('can be taken back, newest last', () => {
    expect(told(row('a'), row('b')).done).toEqual([
      { commandId: 'a', words: 'did a' },
      { commandId: 'b', words: 'did b' },
    ]);
  });
  it('can be done again when it was taken back, in its own words and by the command that took it back', () => {
    expect(told(row('a'), row('b'), undo('-b', 'b'))).toEqual({
      done: [{ commandId: 'a', words: 'did a' }],
      undone: [{ commandId: '-b', words: 'did b' }],
    });
  });
  it('is there to take back again once it was done again', () => {
    const { done, undone } = told(
      row('a', { undoable: false }),
      undo('-a', 'a', { undoable: false }),
      undo('+a', '-a'),
    );
    expect(done).toEqual([{ commandId: '+a', words: 'did a' }]);
    expect(undone).toEqual([]);
  });
  it('is not done again over what they did since', () => {
    expect(told(row('a'), undo('-a', 'a'), row('b'))).toEqual({
      done: [{ commandId: 'b', words: 'did b' }],
      undone: [],
    });
  });
  it('stands all the same beside what others did since', () => {
    expect(told(row('a'), undo('-a', 'a'), row('b', { own: null, undoable: false })).undone).toHaveLength(1);
  });
  it('is left out where it cannot be taken back any more, and others’ is never there', () => {
    const { done } = told(row('a', { undoable: false }), row('theirs', { own: null }), row('b'));
    expect(done.map(({ commandId }) => commandId)).toEqual(['b']);
  });
  it('keeps an undo whose target is on an earlier page of the history in the words it has itself', () => {
    expect(told(undo('-x', 'x')).undone).toEqual([{ commandId: '-x', words: 'did the opposite' }]);
  });
});
