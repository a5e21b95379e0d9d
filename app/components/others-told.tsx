import { useEffect, useRef, useState } from 'react';
import { useEditing } from '#app/live/editing.ts';
import { VisuallyHidden } from '#app/ui/visually-hidden.tsx';
import { useReader } from './plan-reader.ts';

/** Several edits in a row are said, and asked for in other parts of the page, once. */
const QUIET_MS = 300;

/**
 * What others write while the page is open: tinted where it stands, said aloud politely, and asked for in parts of the
 * page that the line does not tell of, its history for one.
 */
export function OthersTold({ refresh, isForBoth }: { refresh: () => void; isForBoth?: boolean }) {
  const { told, forgetTold, plan } = useEditing();
  const { personId } = useReader();
  const [said, say] = useState('');
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const now = useRef(plan);
  now.current = plan;
  useEffect(() => {
    if (told.length === 0) return;
    forgetTold();
    clearTimeout(timer.current);
    timer.current = setTimeout(refresh, QUIET_MS);
    const others = told.filter(
      ({ by, events }) => by !== personId && !(isForBoth && events.some(({ layer }) => layer !== 'shared')),
    );
    if (others.length === 0) return;
    const show = async () => {
      const { sentenceOf, tint } = await import('./others-news.ts');
      tint(now.current, others);
      say(sentenceOf(now.current, others));
      const { showBesideDrafts } = await import('./news-chip.ts');
      showBesideDrafts(now.current, others);
    };
    // Without its code what they wrote stands there all the same.
    void show().catch(() => undefined);
  }, [told, forgetTold, personId, refresh, isForBoth]);
  useEffect(() => () => clearTimeout(timer.current), []);
  return (
    <div role="status" data-others>
      <VisuallyHidden>{said}</VisuallyHidden>
    </div>
  );
}
