/** What the reader can take back and do again, as the history has it: an undo is a command like any other. */
import { type Phrase, plainPhrase } from '#app/domain/phrase.ts';

export interface Act {
  commandId: string;
  /** "moved “Contract draft” to Fri 18 Dec" */
  words: string;
}

/** Newest last. What is undone is named by the command that took it back: taking that back does it again. */
export interface OwnHistory {
  done: Act[];
  undone: Act[];
}

/** What Activity says of an act, as far as it is wanted here. */
export interface EarlierRow {
  commandId: string;
  phrase: Phrase;
  undoable: boolean;
  tookBack: boolean;
  own: { tookBack: string | null } | null;
}

/** From the newest to the oldest, as they are told. */
export function ownHistory(rows: readonly EarlierRow[]): OwnHistory {
  let done: Act[] = [];
  let undone: Act[] = [];
  for (const { commandId, phrase, own, tookBack } of [...rows].reverse()) {
    if (!own) continue;
    const before = [...done, ...undone].find((act) => act.commandId === own.tookBack);
    const act = { commandId, words: before?.words ?? plainPhrase(phrase) };
    const isAgain = undone.some((each) => each === before);
    done = done.filter((each) => each !== before);
    undone = undone.filter((each) => each !== before);
    if (tookBack && !isAgain) undone = [...undone, act];
    else {
      done = [...done, act];
      // Doing something new leaves nothing to do again.
      if (!tookBack) undone = [];
    }
  }
  const still = new Set(rows.flatMap((row) => (row.undoable ? [row.commandId] : [])));
  const standing = (acts: Act[]) => acts.filter((act) => still.has(act.commandId));
  return { done: standing(done), undone: standing(undone) };
}
