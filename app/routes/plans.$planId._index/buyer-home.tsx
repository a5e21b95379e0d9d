import { useEffect, useRef } from 'react';
import { landsOnGlance } from '#app/components/lands-on-glance.ts';
import { useReader } from '#app/components/plan-reader.ts';
import { useEditing } from '#app/live/editing.ts';
import { whenUsed } from '#app/live/when-used.tsx';

const FirstVisit = await whenUsed(async () => (await import('./first-visit.tsx')).FirstVisit);
const Yours = await whenUsed(async () => (await import('./yours.tsx')).Yours);
const Glance = await whenUsed(async () => (await import('#app/components/glance.tsx')).Glance);

/** What a buyer sees first: the goal to make theirs, and from then on what waits for them; for who decides, a glance. */
export function BuyerHome() {
  const { plan } = useEditing();
  const reader = useReader();
  const confirmed = plan.confirmed !== null;
  const before = useRef(confirmed);
  useEffect(() => {
    // The page became another one under the reader's thumb: begin it at its top, as a new page would.
    if (confirmed && !before.current) {
      window.scrollTo(0, 0);
      document.getElementById('main')?.focus({ preventScroll: true });
    }
    before.current = confirmed;
  }, [confirmed]);
  if (landsOnGlance(plan, reader)) return <Glance from={plan} />;
  return confirmed ? <Yours from={plan} /> : <FirstVisit from={plan} />;
}
