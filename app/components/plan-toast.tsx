import { useEffect } from 'react';
import { uuidv7 } from 'uuidv7';
import { commandText, plainPhrase } from '#app/domain/change-text.ts';
import { lasting } from '#app/domain/undo.ts';
import { useEditing } from '#app/live/editing.ts';
import { useToast } from '#app/ui/toast.tsx';

/** Says what the newest edit did, with the way back. */
export function PlanToast() {
  const { last, forgetLast, plan, send } = useEditing();
  const toast = useToast();
  useEffect(() => {
    if (!last) return;
    forgetLast();
    const phrase = commandText(plan, last.changes);
    if (!phrase) return;
    const text = sentence(plainPhrase(phrase));
    const undoable = !last.changes.some((c) => lasting.has(c.kind));
    const undo = () =>
      void send('toast', {
        id: uuidv7(),
        type: 'undo',
        args: { commandId: last.commandId },
        base: {},
        confirmed: true,
      });
    toast({
      text,
      action: undoable ? { label: 'Undo', elsewhere: 'Undo it under Activity', onAction: undo } : undefined,
    });
  }, [last, forgetLast, plan, send, toast]);
  return null;
}

const sentence = (phrase: string): string => `You ${phrase}.`;
