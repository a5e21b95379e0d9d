import { lazy, type RefObject, Suspense, useEffect, useState } from 'react';
import { Button } from '#app/ui/button.tsx';
import styles from './plan-list.module.css';

const PlanKeys = lazy(() => import('./plan-keys.tsx').then((m) => ({ default: m.PlanKeys })));

export interface FirstWish {
  /** Pressed before its code was here; done again once it is. */
  key?: KeyboardEvent;
  sheet?: true;
}

/** The keys of the plan. Their code comes with the first key or focus in the plan, so that a phone never loads it. */
export function KeysWhenAsked({ list }: { list: RefObject<HTMLElement> }) {
  const [wish, setWish] = useState<FirstWish | null>(null);
  useEffect(() => {
    const host = list.current;
    if (wish) return;
    const onKey = (event: KeyboardEvent) => {
      const isCommands = (event.ctrlKey || event.metaKey) && event.key === 'k';
      // The browser would take it for its own search.
      if (isCommands) event.preventDefault();
      if (isCommands || !isTyping(event.target)) setWish({ key: event });
    };
    const onFocus = () => matchMedia('(pointer: fine)').matches && setWish({});
    document.addEventListener('keydown', onKey);
    host?.addEventListener('focusin', onFocus);
    return () => {
      document.removeEventListener('keydown', onKey);
      host?.removeEventListener('focusin', onFocus);
    };
  }, [list, wish]);
  return (
    <>
      <Button
        type="button"
        look="bare"
        size="s"
        className={styles.keys}
        onClick={() => setWish({ sheet: true })}
      >
        Keys
      </Button>
      {wish && (
        <Suspense fallback={null}>
          <PlanKeys list={list} wish={wish} />
        </Suspense>
      )}
    </>
  );
}

export const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && (target.isContentEditable || target.matches('input, textarea, select'));
