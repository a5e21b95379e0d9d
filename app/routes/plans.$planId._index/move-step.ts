import { useCallback } from 'react';
import { useEditing } from '#app/live/editing.ts';
import { newCommandId } from '#app/live/new-id.ts';
import type { Spot } from './reorder.ts';

/** Where a move by key or by hand says why it did not happen. */
export const moveForm = (stepId: string) => `move-${stepId}`;

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
