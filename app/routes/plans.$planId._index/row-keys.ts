import { type KeyboardEvent, useCallback } from 'react';
import { useReader } from '#app/components/plan-reader.ts';
import { findStep } from '#app/domain/plan.ts';
import { useEditing } from '#app/live/editing.ts';
import { newCommandId } from '#app/live/new-id.ts';
import { moveForm, stepRowId } from './plan-step.tsx';
import { type Spot, spotAbove, spotBelow } from './reorder.ts';

/** Moves a step without a form: by key or by hand. What goes wrong is said at its row. */
export function useMoveStep(): (stepId: string, spot: Spot) => void {
  const { send } = useEditing();
  return useCallback(
    (stepId, spot) =>
      void send(moveForm(stepId), {
        id: newCommandId(),
        type: 'moveStep',
        args: { stepId, ...spot },
        base: {},
        confirmed: false,
      }),
    [send],
  );
}

const titleIn = (row: Element | null | undefined) => row?.querySelector<HTMLAnchorElement>('a[href]');

/**
 * Keys on a focused row, for whoever plans by keyboard: arrows or J and K go along the plan, with Alt the arrows
 * take the step with them. Only while the title of a row has the focus.
 */
export function useRowKeys(): (event: KeyboardEvent<HTMLElement>) => void {
  const { plan } = useEditing();
  const { canEdit } = useReader();
  const move = useMoveStep();
  return (event) => {
    const row = event.target instanceof Element ? event.target.closest('li[id^="step-"]') : null;
    if (!row || event.target !== titleIn(row) || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const key = event.key.toLowerCase();
    const down = key === 'arrowdown' || (key === 'j' && !event.altKey);
    const up = key === 'arrowup' || (key === 'k' && !event.altKey);
    if (!down && !up) return;
    event.preventDefault();
    if (!event.altKey) {
      const rows = [...event.currentTarget.querySelectorAll('li[id^="step-"]')];
      titleIn(rows[rows.indexOf(row) + (down ? 1 : -1)])?.focus();
      return;
    }
    const step = findStep(plan, row.id.slice('step-'.length));
    if (!step || !canEdit) return;
    const spot = down ? spotBelow(plan, step) : spotAbove(plan, step);
    if (!spot) return;
    move(step.id, spot);
    // Moving a row in the page takes the focus from it.
    requestAnimationFrame(() => titleIn(document.getElementById(stepRowId(step.id)))?.focus());
  };
}
