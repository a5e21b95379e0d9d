import { type ComponentType, useEffect, useState } from 'react';
import type { PlanPartProps } from './plan-part.tsx';
import { beside } from './step-navigation.tsx';

type Part = ComponentType<PlanPartProps>;

const fetchPart = async (): Promise<Part> => (await import('./plan-part.tsx')).PlanPart;

/** Is the plan in the page that just came, and not hidden by a step that takes a phone's whole screen? */
const isInSight = (): boolean =>
  document.querySelector('[data-plan-list]') !== null &&
  (document.querySelector('[data-panel]') === null || matchMedia(beside).matches);

/** Longer than this the page does not wait to answer to taps for what it could also draw afterwards. */
const PATIENCE_MS = 2_000;

const later = (): Promise<null> => new Promise((resolve) => setTimeout(resolve, PATIENCE_MS, null));

/**
 * The server writes the plan into every page of it, under an open step too; a browser fetches its code only where
 * it is seen. That is known before React begins, so a plan in sight is there when it does and keeps what was typed.
 * `plan-part.tsx` must not import this file: each would wait for the other, and only the patience above would end it.
 */
let known: Part | null = import.meta.env.SSR
  ? await fetchPart()
  : isInSight()
    ? await Promise.race([fetchPart(), later()]).catch(() => null)
    : null;

/** A part of the plan. On a phone an open step covers it: it stays as the server wrote it until the step closes. */
export function PlanWhenSeen({ under, ...props }: PlanPartProps & { under: boolean }) {
  const [Part, setPart] = useState<Part | null>(() => known);
  useEffect(() => {
    if (Part) return;
    const wide = matchMedia(beside);
    const look = () => {
      if (under && !wide.matches) return;
      void fetchPart().then((part) => {
        known = part;
        setPart(() => part);
      });
    };
    look();
    wide.addEventListener('change', look);
    return () => wide.removeEventListener('change', look);
  }, [Part, under]);
  // Another key, so that what the server wrote is replaced and not added to.
  if (Part)
    return (
      <div key="alive" style={{ display: 'contents' }}>
        <Part {...props} />
      </div>
    );
  return <div key="written" style={{ display: 'contents' }} suppressHydrationWarning {...asWritten} />;
}

/** Nothing is set: it has React leave alone what stands there. */
const asWritten = { dangerouslySetInnerHTML: { __html: '' } };
