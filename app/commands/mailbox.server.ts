import { DatabaseUnavailable, outageIn } from '#db/client/outage.ts';

/** One batch takes so many letters at most. */
const BATCH = 64;
/** So many wait; whoever comes then is told to come again. */
const WAITING = 500;

interface Letter<Item, Result> {
  item: Item;
  resolve: (result: Result) => void;
  reject: (error: unknown) => void;
}

/**
 * Work that has to be done one after the other for each key, gathered: while one batch is being done, what comes for
 * the same key waits and is the next one. Nobody waits for a row's lock, and a busy key takes one connection.
 */
export function openMailboxes<Item, Result>(
  /** All or nothing: where it rejects, no item of it was done. */
  doTogether: (items: Item[]) => Promise<Result[]>,
): (key: string, item: Item) => Promise<Result> {
  const boxes = new Map<string, Letter<Item, Result>[]>();

  async function empty(key: string, box: Letter<Item, Result>[]): Promise<void> {
    while (box.length > 0) await answer(box.splice(0, BATCH));
    boxes.delete(key);
  }

  async function answer(letters: Letter<Item, Result>[]): Promise<void> {
    try {
      const results = await doTogether(letters.map(({ item }) => item));
      for (const [at, { resolve }] of letters.entries()) resolve(results[at] as Result);
    } catch (error) {
      // One of them may be what fails them all; alone it fails for itself.
      if (letters.length > 1 && !outageIn(error)) for (const letter of letters) await answer([letter]);
      else for (const { reject } of letters) reject(error);
    }
  }

  return (key, item) =>
    new Promise((resolve, reject) => {
      const letter = { item, resolve, reject };
      const box = boxes.get(key);
      if (box && box.length >= WAITING) return reject(new DatabaseUnavailable('busy'));
      if (box) return void box.push(letter);
      const fresh = [letter];
      boxes.set(key, fresh);
      void empty(key, fresh);
    });
}
