import { useEffect, useRef } from 'react';
import { useEditing } from '#app/live/editing.ts';
import { FirstVisit } from './first-visit.tsx';
import { Yours } from './yours.tsx';

/** What a buyer sees first: the goal to make theirs, and from then on what waits for them. */
export function BuyerHome() {
  const confirmed = useEditing().plan.confirmed !== null;
  const before = useRef(confirmed);
  useEffect(() => {
    // The page became another one under the reader's thumb: begin it at its top, as a new page would.
    if (confirmed && !before.current) {
      window.scrollTo(0, 0);
      document.getElementById('main')?.focus({ preventScroll: true });
    }
    before.current = confirmed;
  }, [confirmed]);
  return confirmed ? <Yours /> : <FirstVisit />;
}
