/** What a page shows of its outbox, whose code comes once the page is quiet, or with the first edit. */
import { useCallback, useEffect, useRef, useState } from 'react';
import type { Cursor } from '#app/domain/cursor.ts';
import type { PlanStore } from './plan-store.ts';
import type { Sending, Shown } from './sending.ts';
import { useWhenIdle } from './when-idle.ts';

interface OutboxInput {
  personId: string;
  planId: string;
  url: string;
  store: PlanStore;
  /** Sees to it that everything up to that place is heard. */
  expect(cursor: Cursor): void;
  refresh(): void;
}

export const quietOutbox: Shown = {
  waiting: 0,
  isOffline: false,
  isSignedOut: false,
  aside: [],
  wanted: null,
  discard: () => {},
};

export function useOutbox(input: OutboxInput): Shown & { sending(): Promise<Sending | null> } {
  const { personId, planId, url, store } = input;
  const [shown, show] = useState(quietOutbox);
  const latest = useRef(input);
  latest.current = input;
  const leave = useRef<(() => void) | null>(null);
  const isShown = useRef(false);
  useEffect(() => {
    isShown.current = true;
    return () => {
      isShown.current = false;
    };
  }, []);
  const sending = useCallback(async () => {
    try {
      const { sendingOf } = await import('./sending.ts');
      const outbox = sendingOf({ personId, planId }, url);
      // The page may have been left, or gone on to another plan, while the code was on its way.
      if (isShown.current && latest.current.store === store)
        leave.current ??= outbox.show({
          store,
          expect: (cursor) => latest.current.expect(cursor),
          answered: () => latest.current.refresh(),
          shows: show,
        });
      return outbox;
    } catch {
      // As after an update of the server.
      return null;
    }
  }, [personId, planId, url, store]);
  useWhenIdle(
    useCallback(() => {
      void sending();
      return () => {
        leave.current?.();
        leave.current = null;
      };
    }, [sending]),
  );
  return { ...shown, sending };
}
