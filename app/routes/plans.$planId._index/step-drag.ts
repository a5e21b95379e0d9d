import { type RefObject, useEffect, useState } from 'react';
import { useReader } from '#app/components/plan-reader.ts';
import { findStep } from '#app/domain/plan.ts';
import { useEditing } from '#app/live/editing.ts';
import { useMoveStep } from './move-step.ts';
import { spotAtDrop, spotAtEnd } from './reorder.ts';

/** Dragging is for a seller with a mouse; keys and the menu do the same everywhere. */
export function useCanDrag(): boolean {
  const reader = useReader();
  const [fine, setFine] = useState(false);
  useEffect(() => setFine(matchMedia('(pointer: fine) and (min-width: 760px)').matches), []);
  return fine && reader.canEdit && reader.side === 'seller';
}

const idOf = (row: Element) => row.id.slice('step-'.length);
const half = (row: Element, y: number) => {
  const { top, height } = row.getBoundingClientRect();
  return y < top + height / 2 ? 'upper' : 'lower';
};

/** Makes the rows inside `list` draggable by their grips. The library comes when a pointer first reaches the list. */
export function useStepDrag(list: RefObject<HTMLElement>, canDrag: boolean): void {
  const { plan } = useEditing();
  const move = useMoveStep();
  const [wanted, setWanted] = useState(false);

  useEffect(() => {
    const host = list.current;
    if (!host || !canDrag || wanted) return;
    const want = () => setWanted(true);
    host.addEventListener('pointerenter', want, { once: true });
    return () => host.removeEventListener('pointerenter', want);
  }, [list, canDrag, wanted]);

  useEffect(() => {
    const host = list.current;
    if (!host || !wanted || !canDrag) return;
    let gone = false;
    let stop = () => {};
    void import('@atlaskit/pragmatic-drag-and-drop/element/adapter').then((kit) => {
      if (gone) return;
      const rows = [...host.querySelectorAll('li[id^="step-"]')];
      const sections = [...host.querySelectorAll('section[data-milestone]')];
      const mark = (row: Element, where: string | null) =>
        where ? row.setAttribute('data-drop', where) : row.removeAttribute('data-drop');
      const stops = [
        ...rows.flatMap((row) => [
          kit.draggable({
            element: row as HTMLElement,
            dragHandle: row.querySelector('[data-grip]') ?? undefined,
            getInitialData: () => ({ stepId: idOf(row) }),
            onDragStart: () => row.setAttribute('data-dragged', ''),
            onDrop: () => row.removeAttribute('data-dragged'),
          }),
          kit.dropTargetForElements({
            element: row,
            canDrop: ({ source }) => source.element !== row,
            onDrag: ({ location }) => mark(row, half(row, location.current.input.clientY)),
            onDragLeave: () => mark(row, null),
            onDrop: () => mark(row, null),
          }),
        ]),
        ...sections.map((section) => kit.dropTargetForElements({ element: section })),
        kit.monitorForElements({
          onDrop: ({ source, location }) => {
            const moving = findStep(plan, String(source.data.stepId));
            const [target] = location.current.dropTargets;
            if (!moving || !target) return;
            const onto = findStep(plan, idOf(target.element));
            const milestoneId = target.element.getAttribute('data-milestone');
            const spot = onto
              ? spotAtDrop(plan, moving, onto, half(target.element, location.current.input.clientY))
              : milestoneId && milestoneId !== moving.milestoneId
                ? spotAtEnd(plan, milestoneId)
                : null;
            if (spot) move(moving.id, spot);
          },
        }),
      ];
      stop = () => {
        for (const end of stops) end();
      };
    });
    return () => {
      gone = true;
      stop();
    };
  }, [list, wanted, canDrag, plan, move]);
}
