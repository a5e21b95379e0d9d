import { lazy, type RefObject, Suspense, useCallback, useEffect, useRef, useState } from 'react';
import { useOpened } from '#app/components/opened.tsx';
import { useReader } from '#app/components/plan-reader.ts';
import { currentMilestone } from '#app/domain/milestone.ts';
import { stepsOf } from '#app/domain/order.ts';
import { findStep } from '#app/domain/plan.ts';
import { useEditing } from '#app/live/editing.ts';
import { addStepKey } from './add-step.tsx';
import { KeySheet } from './key-sheet.tsx';
import { actOf, type KeyDesk } from './key-table.ts';
import { isTyping, type Wish } from './key-wish.ts';
import { useMoveStep } from './move-step.ts';
import { spotAbove, spotBelow } from './reorder.ts';
import { partKey } from './row-editor.tsx';
import { focusRow, rowOf, rowsIn, stepIdOf, titleOf } from './row-focus.ts';
import { useSingleKeys } from './single-keys.ts';
import { useStepNavigator } from './step-navigation.tsx';

const CommandMenu = lazy(() => import('./command-menu.tsx').then((m) => ({ default: m.CommandMenu })));

type Shown = 'keys' | 'commands' | null;

export interface PlanKeysProps {
  list: RefObject<HTMLElement>;
  /** Takes over; answers with what was pressed before. */
  onReady: () => Wish;
  /** How often the sheet was asked for by its button. */
  sheets: number;
}

/** Binds the keys of the table to the plan on this page. */
export function PlanKeys({ list, onReady, sheets }: PlanKeysProps) {
  const { plan } = useEditing();
  const reader = useReader();
  const { open } = useOpened();
  const navigator = useStepNavigator();
  const move = useMoveStep();
  const singleKeys = useSingleKeys();
  const [shown, show] = useState<Shown>(null);

  const press = useCallback(
    (event: KeyboardEvent) => {
      if (document.querySelector('dialog[open]')) return;
      const row = rowOf(event.target);
      const isOnRow = row !== null && event.target instanceof HTMLAnchorElement;
      const step = isOnRow ? (findStep(plan, stepIdOf(row)) ?? null) : null;
      const stepId = step?.id ?? navigator?.stepId ?? null;
      const desk: KeyDesk = {
        canEdit: reader.canEdit,
        step,
        go(by) {
          const rows = list.current ? rowsIn(list.current) : [];
          const at = row ? rows.indexOf(row) : -1;
          titleOf(row ? rows[at + by] : by === 1 ? rows[0] : rows.at(-1))?.focus();
        },
        edit: () => step && open(partKey('title', step.id)),
        show: () => step && navigator?.open(step.id),
        addBelow() {
          const above = stepId ? findStep(plan, stepId) : undefined;
          const milestone = currentMilestone(plan) ?? plan.milestones.at(-1);
          if (above) open(addStepKey(above.milestoneId, above.id));
          else if (milestone) open(addStepKey(milestone.id, stepsOf(plan, milestone.id).at(-1)?.id));
        },
        move(by) {
          const spot = step && (by === 1 ? spotBelow(plan, step) : spotAbove(plan, step));
          if (!step || !spot) return;
          move(step.id, spot);
          // Moving a row in the page takes the focus from it.
          requestAnimationFrame(() => focusRow(step.id));
        },
        tick: () => row?.querySelector<HTMLButtonElement>('button[data-tick]')?.click(),
        showKeys: () => show('keys'),
        showCommands: reader.side === 'seller' ? () => show('commands') : null,
      };
      // The name alone opens for editing; who and when have an Enter of their own.
      if (event.key === 'Enter' && event.target !== titleOf(row)) return;
      if (isTyping(event.target) && !(event.key === 'k' && (event.ctrlKey || event.metaKey))) return;
      const act = actOf(event, desk, singleKeys);
      if (!act) return;
      event.preventDefault();
      act.run?.(desk);
    },
    [plan, reader, list, open, navigator, move, singleKeys],
  );

  const latest = useRef(press);
  latest.current = press;
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (!event.defaultPrevented && !event.isComposing) latest.current(event);
    };
    document.addEventListener('keydown', onKey);
    const { key } = onReady();
    if (key) latest.current(key);
    return () => document.removeEventListener('keydown', onKey);
  }, [onReady]);
  useEffect(() => {
    if (sheets > 0) show('keys');
  }, [sheets]);
  const close = useCallback(() => show(null), []);
  return (
    <>
      {shown === 'keys' && (
        <KeySheet onClose={close} isSeller={reader.side === 'seller'} canEdit={reader.canEdit} />
      )}
      {shown === 'commands' && (
        <Suspense fallback={null}>
          <CommandMenu onClose={close} onKeys={() => show('keys')} />
        </Suspense>
      )}
    </>
  );
}
