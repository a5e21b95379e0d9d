import { type ComponentType, lazy, Suspense, useEffect } from 'react';
import type { PlanPartProps } from './plan-part.tsx';
import { beside } from './step-navigation.tsx';

const fetchPart = async (): Promise<{ default: ComponentType<PlanPartProps> }> => ({
  default: (await import('./plan-part.tsx')).PlanPart,
});

let see = () => {};
const seen = new Promise<void>((resolve) => {
  see = resolve;
});

/** The server writes the whole plan into every page of it; a browser fetches its code when somebody sees it. */
const Part: ComponentType<PlanPartProps> = import.meta.env.SSR
  ? (await fetchPart()).default
  : lazy(() => seen.then(fetchPart));

const isUnderStep = (): boolean => document.querySelector('[data-panel]') !== null;

// Already in the page that just came: asked for at once, not only when React has got there.
if (!import.meta.env.SSR && document.querySelector('[data-plan-list]'))
  if (!isUnderStep() || matchMedia(beside).matches) see();

/** A part of the plan. On a phone an open step covers it, and its code stays away until the step closes. */
export function PlanWhenSeen({ under, ...props }: PlanPartProps & { under: boolean }) {
  useEffect(() => {
    const wide = matchMedia(beside);
    const look = () => {
      if (!under || wide.matches) see();
    };
    look();
    wide.addEventListener('change', look);
    return () => wide.removeEventListener('change', look);
  }, [under]);
  return (
    <Suspense fallback={null}>
      <Part {...props} />
    </Suspense>
  );
}
