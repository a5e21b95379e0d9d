/**
 * Taking back what the reader did, and doing it again, on every page of a plan. Its code is not there before something
 * was done or the page is quiet; a key that is pressed earlier waits for it.
 */
import { createContext, type RefObject, useContext, useEffect, useState } from 'react';
import { type UndoKey, undoKeyOf } from './undo-keys.ts';

export interface OwnActs {
  undo(): void;
  redo(): void;
}

/** Whoever has the code puts themselves here. */
export type OwnActsSeat = { current: OwnActs | null };

const SeatContext = createContext<OwnActsSeat | null>(null);
export const OwnActsProvider = SeatContext.Provider;

export function useOwnActs(): OwnActsSeat {
  const seat = useContext(SeatContext);
  if (!seat) throw new Error('This is used inside a plan only');
  return seat;
}

/** The key that was pressed before anybody took the seat. */
export function useEarlyUndoKey(seat: RefObject<OwnActs>): UndoKey | null {
  const [early, setEarly] = useState<UndoKey | null>(null);
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const key = seat.current ? null : undoKeyOf(event);
      if (!key) return;
      event.preventDefault();
      setEarly(key);
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [seat]);
  return early;
}
