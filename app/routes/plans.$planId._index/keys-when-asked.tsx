import { lazy, type RefObject, Suspense, useCallback, useEffect, useRef, useState } from 'react';
import { useReader } from '#app/components/plan-reader.ts';
import { Button } from '#app/ui/button.tsx';
import { isTyping, type Wish } from './key-wish.ts';
import styles from './plan-list.module.css';
import { rowOf, titleOf } from './row-focus.ts';

const PlanKeys = lazy(() => import('./plan-keys.tsx').then((m) => ({ default: m.PlanKeys })));

/** The keys of the plan. Their code comes with the first key or focus in the plan, so that a phone never loads it. */
export function KeysWhenAsked({ list }: { list: RefObject<HTMLElement> }) {
  const { canEdit } = useReader();
  const [wanted, want] = useState(false);
  const [ready, setReady] = useState(false);
  const wish = useRef<Wish>({});
  useEffect(() => {
    const host = list.current;
    if (ready) return;
    const onKey = (event: KeyboardEvent) => {
      const isCommands = (event.ctrlKey || event.metaKey) && event.key === 'k';
      const isRename = canEdit && event.key === 'Enter' && event.target === titleOf(rowOf(event.target));
      if (isTyping(event.target) && !isCommands) return;
      // The browser would take them for its own search, and for following the link.
      if (isCommands || isRename) event.preventDefault();
      // What it has done with other keys itself is not done again.
      if (isCommands || isRename || event.key.length === 1) wish.current = { key: event };
      want(true);
    };
    const onFocus = () => matchMedia('(pointer: fine)').matches && want(true);
    document.addEventListener('keydown', onKey);
    host?.addEventListener('focusin', onFocus);
    return () => {
      document.removeEventListener('keydown', onKey);
      host?.removeEventListener('focusin', onFocus);
    };
  }, [list, ready, canEdit]);
  const onReady = useCallback(() => {
    setReady(true);
    return wish.current;
  }, []);
  const [sheets, setSheets] = useState(0);
  return (
    <>
      <Button
        type="button"
        look="bare"
        size="s"
        className={styles.keys}
        onClick={() => {
          want(true);
          setSheets((n) => n + 1);
        }}
      >
        Keys
      </Button>
      {wanted && (
        <Suspense fallback={null}>
          <PlanKeys list={list} onReady={onReady} sheets={sheets} />
        </Suspense>
      )}
    </>
  );
}
