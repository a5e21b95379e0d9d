import { useEffect, useState } from 'react';
import { useEditing } from '#app/live/editing.ts';
import { isUsed } from '#app/live/first-use.ts';
import { whenUsed } from '#app/live/when-used.tsx';
import type { PlanPartProps } from './plan-part.tsx';
import { beside } from './step-navigation.tsx';

/**
 * Who sells works on the plan at once, and has its code before React begins; who buys reads it first. Under a step that
 * takes a phone's whole screen nobody needs it. Whoever comes from another page without loading this one finds nothing
 * written here.
 */
const isWantedAtOnce = (): boolean => {
  const list = document.querySelector('[data-plan-list]');
  if (list === null) return isUsed();
  const isInSight = document.querySelector('[data-panel]') === null || matchMedia(beside).matches;
  return isInSight && (list.getAttribute('data-plan-list') === 'seller' || isUsed());
};

const PlanPart = await whenUsed<PlanPartProps>(
  async () => (await import('./plan-part.tsx')).PlanPart,
  isWantedAtOnce,
);

/** A part of the plan. On a phone an open step covers it: it stays as the server wrote it until the step closes. */
export function PlanWhenSeen({ under, ...props }: PlanPartProps & { under: boolean }) {
  const { plan } = useEditing();
  const [isWide, setWide] = useState(false);
  useEffect(() => {
    const wide = matchMedia(beside);
    const look = () => setWide(wide.matches);
    look();
    wide.addEventListener('change', look);
    return () => wide.removeEventListener('change', look);
  }, []);
  return <PlanPart {...props} from={plan} asleep={under && !isWide} />;
}
