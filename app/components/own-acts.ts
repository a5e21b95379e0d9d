/** What the reader did, newest last, to take back and do again: first in this page, then what Activity still offers. */
import { createContext, useCallback, useContext, useEffect, useMemo, useRef } from 'react';
import { lasting } from '#app/domain/undo.ts';
import type { Editing } from '#app/live/editing.ts';
import { newCommandId } from '#app/live/new-id.ts';
import { useToast } from '#app/ui/toast.tsx';
import { troubleSentence } from './command-trouble.tsx';

export interface OwnActs {
  /** `orEarlier`: nothing is left of this page, and what came before it is wanted. */
  undo(orEarlier?: () => void): void;
  redo(): void;
  /** What was done before this page was opened, newest last; the newest is taken back. */
  undoEarlier(acts: Act[]): void;
}

const OwnActsContext = createContext<OwnActs | null>(null);
export const OwnActsProvider = OwnActsContext.Provider;

export function useOwnActs(): OwnActs {
  const acts = useContext(OwnActsContext);
  if (!acts) throw new Error('This is used inside a plan only');
  return acts;
}

export interface Act {
  commandId: string;
  /** "moved “Contract draft” to Fri 18 Dec" */
  words: string;
}

const form = 'own-acts';

/** Says what the newest edit did, with the way back, and keeps the way back for the keys. */
export function useOwnActsState({ plan, last, forgetLast, send, clearTrouble }: Editing): OwnActs {
  const toast = useToast();
  const done = useRef<Act[]>([]);
  const undone = useRef<Act[]>([]);

  /** An undo is itself an act: taking it back is doing the first one again. */
  const turn = useCallback(
    async (from: Act[], to: Act[], said: (words: string) => string, back: string, onBack: () => void) => {
      const act = from.pop();
      if (!act)
        return toast({
          text: `There is nothing left here to ${back === 'Redo' ? 'take back' : 'do again'}.`,
        });
      const id = newCommandId();
      const args = { commandId: act.commandId };
      const reply = await send(form, { id, type: 'undo', args, base: {}, confirmed: true });
      if (reply.kind === 'ok') {
        to.push({ ...act, commandId: id });
        return toast({
          text: said(act.words),
          action: { label: back, elsewhere: `${back} it under Activity`, onAction: onBack },
        });
      }
      // Without an answer it may yet be done; otherwise it cannot be, and the one before it is next.
      if (reply.kind === 'unheard') from.push(act);
      clearTrouble(form);
      toast({ text: troubleSentence(reply) });
    },
    [send, clearTrouble, toast],
  );

  const acts = useMemo((): OwnActs => {
    const undo = (orEarlier?: () => void) =>
      orEarlier && done.current.length === 0
        ? orEarlier()
        : void turn(done.current, undone.current, (words) => `Taken back: you ${words}.`, 'Redo', redo);
    const redo = () =>
      void turn(undone.current, done.current, (words) => `Again: you ${words}.`, 'Undo', undo);
    const undoEarlier = (earlier: Act[]) => {
      done.current.unshift(...earlier);
      undo();
    };
    return { undo, redo, undoEarlier };
  }, [turn]);

  useEffect(() => {
    if (!last) return;
    forgetLast();
    if (last.changes.length === 0) return;
    const undoable = !last.changes.some((c) => lasting.has(c.kind));
    // At once, so that a key pressed before the words are here takes back the right thing.
    const act: Act = { commandId: last.commandId, words: 'did that' };
    if (undoable) {
      done.current.push(act);
      undone.current = [];
    }
    void phraseOf(plan, last.changes).then((words) => {
      if (words === null) return;
      if (words) act.words = words;
      toast({
        text: words ? `You ${words}.` : 'That is saved.',
        action: undoable
          ? { label: 'Undo', elsewhere: 'Undo it under Activity', onAction: acts.undo }
          : undefined,
      });
    });
  }, [last, forgetLast, plan, toast, acts]);

  return acts;
}

type Changes = NonNullable<Editing['last']>['changes'];

/** The words for changes come with the first edit: whoever only reads never loads them. Null: nothing to tell. */
async function phraseOf(plan: Editing['plan'], changes: Changes): Promise<string | null> {
  try {
    const { commandText, plainPhrase } = await import('#app/domain/change-text.ts');
    const phrase = commandText(plan, changes);
    return phrase && plainPhrase(phrase);
  } catch {
    // They could not be fetched, as after an update of the server; the edit stands all the same.
    return '';
  }
}
