import { useEffect } from 'react';
import { lasting } from '#app/domain/undo.ts';
import { type Editing, useEditing } from '#app/live/editing.ts';
import { newCommandId } from '#app/live/new-id.ts';
import { useToast } from '#app/ui/toast.tsx';

/** Says what the newest edit did, with the way back. */
export function PlanToast() {
  const { last, forgetLast, plan, send } = useEditing();
  const toast = useToast();
  useEffect(() => {
    if (!last) return;
    forgetLast();
    const undoable = !last.changes.some((c) => lasting.has(c.kind));
    const undo = () =>
      void send('toast', {
        id: newCommandId(),
        type: 'undo',
        args: { commandId: last.commandId },
        base: {},
        confirmed: true,
      });
    void sentenceOf(plan, last.changes).then((text) => {
      if (!text) return;
      toast({
        text,
        action: undoable ? { label: 'Undo', elsewhere: 'Undo it under Activity', onAction: undo } : undefined,
      });
    });
  }, [last, forgetLast, plan, send, toast]);
  return null;
}

type Changes = NonNullable<Editing['last']>['changes'];

/** The words for changes come with the first edit: whoever only reads never loads them. */
async function sentenceOf(plan: Editing['plan'], changes: Changes): Promise<string | null> {
  try {
    const { commandText, plainPhrase } = await import('#app/domain/change-text.ts');
    const phrase = commandText(plan, changes);
    return phrase && `You ${plainPhrase(phrase)}.`;
  } catch {
    // They could not be fetched, as after an update of the server; the edit stands all the same.
    return 'That is saved.';
  }
}
