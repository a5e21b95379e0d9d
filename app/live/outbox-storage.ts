/**
 * What waits to be sent, kept in the browser (IndexedDB) under who wrote it and on which plan, so that it outlives its
 * tab. These are private words: they go once they are answered, when somebody signs out or is taken off the plan, and
 * after a day.
 */
import { KEPT_MS } from './outbox-limits.ts';
import type { Aside, Outgoing } from './outbox-state.ts';

export interface Owner {
  personId: string;
  planId: string;
}

type Row = { owner: string; id: string; tab: string; at: number } & (
  | { is: 'outgoing'; what: Pick<Outgoing, 'envelope' | 'form' | 'at'> }
  | { is: 'aside'; what: Aside }
);

export interface Found {
  queue: Pick<Outgoing, 'envelope' | 'form' | 'at'>[];
  aside: Aside[];
  /** Tabs that are there and keep something themselves. */
  elsewhere: string[];
}

export interface OutboxStorage {
  /** These reject where the browser keeps nothing. */
  keep(outgoing: Outgoing): Promise<void>;
  keepAside(aside: Aside): Promise<void>;
  forget(id: string): Promise<void>;
  forgetAll(): Promise<void>;
  /** Takes over what tabs that are gone have left. */
  takeOver(isGone: (tab: string) => boolean): Promise<Found>;
}

const NAME = 'throughline-outbox';
const STORE = 'waiting';
const ownerKey = ({ personId, planId }: Owner) => `${personId} ${planId}`;

export function openOutboxStorage(owner: Owner, tab: string): OutboxStorage {
  const key = ownerKey(owner);
  const put = (row: Row) => within('readwrite', (rows) => void rows.put(row));
  return {
    keep: ({ envelope, form, at }) =>
      put({ owner: key, id: envelope.id, tab, at, is: 'outgoing', what: { envelope, form, at } }),
    keepAside: (aside) =>
      put({ owner: key, id: aside.envelope.id, tab, at: aside.at, is: 'aside', what: aside }),
    forget: (id) => within('readwrite', (rows) => void rows.delete([key, id])),
    forgetAll: () => within('readwrite', (rows) => void rows.delete(IDBKeyRange.bound([key], [key, []]))),
    async takeOver(isGone) {
      const found: Found = { queue: [], aside: [], elsewhere: [] };
      const yesterday = Date.now() - KEPT_MS;
      // Read and taken in one transaction: of two tabs that look at once, one gets it.
      await within('readwrite', (rows) => {
        each(rows, (cursor) => {
          const row = cursor.value as Row;
          const isOthers = row.owner === key && row.tab !== tab;
          if (isOthers && !isGone(row.tab)) found.elsewhere.push(row.tab);
          else if (isOthers) {
            if (row.is === 'outgoing') found.queue.push(row.what);
            else found.aside.push(row.what);
            if (row.at > yesterday) cursor.update({ ...row, tab } satisfies Row);
          }
          if (row.at <= yesterday) cursor.delete();
        });
      });
      return found;
    },
  };
}

/** How many edits wait here, on any plan. */
export async function countKept(): Promise<number> {
  let count = 0;
  await within('readonly', (rows) => {
    each(rows, ({ value }) => {
      if ((value as Row).is === 'outgoing') count += 1;
    });
  });
  return count;
}

export const forgetEverything = (): Promise<void> => within('readwrite', (rows) => void rows.clear());

function each(rows: IDBObjectStore, see: (cursor: IDBCursorWithValue) => void): void {
  const asked = rows.openCursor();
  asked.onsuccess = () => {
    if (!asked.result) return;
    see(asked.result);
    asked.result.continue();
  };
}

/** Opened for each: a connection that stays open would be in the way of whoever clears what is kept. */
async function within(mode: IDBTransactionMode, act: (rows: IDBObjectStore) => void): Promise<void> {
  const database = await open();
  try {
    await new Promise<void>((done, fail) => {
      const transaction = database.transaction(STORE, mode);
      transaction.oncomplete = () => done();
      transaction.onabort = transaction.onerror = () => fail(transaction.error);
      act(transaction.objectStore(STORE));
    });
  } finally {
    database.close();
  }
}

const open = (): Promise<IDBDatabase> =>
  new Promise((done, fail) => {
    const asked = indexedDB.open(NAME, 1);
    asked.onupgradeneeded = () => asked.result.createObjectStore(STORE, { keyPath: ['owner', 'id'] });
    asked.onsuccess = () => done(asked.result);
    asked.onerror = asked.onblocked = () => fail(asked.error);
  });
