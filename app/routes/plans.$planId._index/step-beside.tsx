import { type ReactNode, useEffect, useRef } from 'react';
import { buttonClass } from '#app/ui/button.tsx';
import { CloseIcon } from '#app/ui/icons.tsx';
import { VisuallyHidden } from '#app/ui/visually-hidden.tsx';
import styles from './step-beside.module.css';
import { useStepNavigator } from './step-navigation.tsx';

/** The open step: beside the plan on a desk, and on a phone the page. Escape, back and Close leave it. */
export function StepBeside({ children }: { children: ReactNode }) {
  const navigator = useStepNavigator();
  const panel = useRef<HTMLElement>(null);
  const close = navigator?.close;
  // A page that begins here leaves the focus to its reader; a step opened over the plan takes it along.
  const takesFocus = navigator?.isOver;
  useEffect(() => {
    if (takesFocus) panel.current?.focus({ preventScroll: true });
  }, [takesFocus]);
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      // What is open inside closes first, and says so by taking the key.
      if (event.key !== 'Escape' || event.defaultPrevented || document.querySelector('dialog[open]')) return;
      close?.();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [close]);
  return (
    <section ref={panel} className={styles.panel} tabIndex={-1} aria-labelledby="step-title" id="step-panel">
      <a
        href={navigator?.planPath}
        className={`${buttonClass({ look: 'bare', size: 's' })} ${styles.close}`}
        data-print="no"
        onClick={(event) => {
          if (!close || event.metaKey || event.ctrlKey || event.shiftKey) return;
          event.preventDefault();
          close();
        }}
      >
        <CloseIcon size={18} aria-hidden="true" />
        <VisuallyHidden>Close this step</VisuallyHidden>
      </a>
      {children}
    </section>
  );
}
