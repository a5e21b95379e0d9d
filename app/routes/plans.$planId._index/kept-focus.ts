import { type FocusEvent, type RefObject, useEffect, useRef } from 'react';
import { focusRow, rowOf, rowsIn, stepIdOf } from './row-focus.ts';

/**
 * Never loses the focus with a row: when the one that has it is removed, or drawn anew in another milestone, the
 * focus goes to where it is now, else to its neighbour below, else above.
 */
export function useKeptFocus(list: RefObject<HTMLElement>, steps: unknown) {
  /** The row that has the focus and then those around it, nearest first. */
  const around = useRef<string[]>([]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the steps changing is when rows come and go.
  useEffect(() => {
    if (document.activeElement !== document.body && document.activeElement !== null) return;
    around.current.some(focusRow);
  }, [steps]);
  return {
    onFocus: ({ target }: FocusEvent) => {
      const row = rowOf(target);
      const rows = row && list.current ? rowsIn(list.current) : [];
      const at = row ? rows.indexOf(row) : -1;
      const ids = rows.map(stepIdOf);
      around.current = at < 0 ? [] : [...ids.slice(at), ...ids.slice(0, at).reverse()];
    },
    onBlur: ({ target, relatedTarget }: FocusEvent) => {
      const forget = () => {
        around.current = [];
      };
      if (relatedTarget) return forget();
      // Pressed beside everything; a row that went away is no longer connected when this runs.
      setTimeout(() => target.isConnected && document.hasFocus() && forget());
    },
  };
}
