/** What the reader did in this page, to take back and do again; then, from the history, what they did before it. */

import {
  lazy,
  type MutableRefObject,
  Suspense,
  useCallback,
  useEffect,
  useMemo,
  useRef,
  useState,
} from 'react';
import { plainPhrase } from '#app/domain/phrase.ts';
import { lasting } from '#app/domain/undo/lasting.ts';
import { type Editing, useEditing } from '#app/live/editing.ts';
import { newCommandId } from '#app/live/new-id.ts';
import { useToast } from '#app/ui/use-toast.ts';
import { troubleSentence } from './command-trouble.tsx';
import type { EarlierActsProps } from './earlier-acts.tsx';
import { type OwnActs, useOwnActs } from './own-acts.ts';
import type { Act, OwnHistory } from './own-history.ts';
import { useReader } from './plan-reader.ts';
import { type UndoKey, undoKeyOf } from './undo-keys.ts';

/** Whoever never asks for more than their page knows never loads it. */
const EarlierActs = lazy(async () => {
  const part = await import('./earlier-acts.tsx').catch(() => null);
  return { default: part?.EarlierActs ?? NotFetched };
});
const NotFetched = (_: EarlierActsProps) => null;

const form = 'own-acts';

interface Way {
  said(words: string): string;
  nothing: string;
  /** How to turn back again. */
  back: 'Undo' | 'Redo';
}
const ways: Record<UndoKey, Way> = {
  undo: {
    said: (words) => `Taken back: you ${words}.`,
    nothing: 'There is nothing left here to take back.',
    back: 'Redo',
  },
  redo: {
    said: (words) => `Again: you ${words}.`,
    nothing: 'There is nothing left here to do again.',
    back: 'Undo',
  },
};
const opposite = { undo: 'redo', redo: 'undo' } as const;

/** `early`: the key that was pressed before this was here. */
export function OwnActsLate({ early }: { early: UndoKey | null }) {
  const editing = useEditing();
  const { plan, send, clearTrouble } = editing;
  const { canEdit } = useReader();
  const toast = useToast();
  const done = useRef<Act[]>([]);
  const undone = useRef<Act[]>([]);
  const [asked, ask] = useState<UndoKey | null>(null);
  const isOffline = useRef(false);
  isOffline.current = editing.outbox.isOffline;

  /** An undo is itself an act: taking it back is doing the first one again. */
  const turn = useCallback(
    async (key: UndoKey, onBack: () => void) => {
      const [from, to] = key === 'undo' ? [done, undone] : [undone, done];
      const way = ways[key];
      const act = from.current.pop();
      if (!act) return toast({ text: way.nothing });
      const id = newCommandId();
      const args = { commandId: act.commandId };
      const reply = await send(form, { id, type: 'undo', args, base: {}, confirmed: true });
      if (reply.kind === 'ok') {
        to.current.push({ ...act, commandId: id });
        return toast({
          text: way.said(act.words),
          action: { label: way.back, elsewhere: `${way.back} it under Activity`, onAction: onBack },
        });
      }
      if (reply.kind === 'waiting') {
        to.current.push({ ...act, commandId: id });
        return toast({ text: 'That is done as soon as you are online again.' });
      }
      // Without an answer it may yet be done; otherwise it cannot be, and the one before it is next.
      if (reply.kind === 'unheard') from.current.push(act);
      clearTrouble(form);
      toast({ text: troubleSentence(reply) });
    },
    [send, clearTrouble, toast],
  );

  const acts = useMemo((): OwnActs & Record<'turnKnown', (key: UndoKey) => void> => {
    const turnKnown = (key: UndoKey) => void turn(key, () => press(opposite[key]));
    const press = (key: UndoKey) => {
      const isKnown = (key === 'undo' ? done : undone).current.length > 0;
      if (isKnown || isOffline.current) turnKnown(key);
      else ask(key);
    };
    return { undo: () => press('undo'), redo: () => press('redo'), turnKnown };
  }, [turn]);

  const onFound = useCallback(
    (history: OwnHistory) => {
      ask(null);
      done.current = history.done;
      undone.current = history.undone;
      if (asked) acts.turnKnown(asked);
    },
    [asked, acts],
  );

  useUndoKeys(acts, canEdit, early);
  useTold(editing, done, undone, acts.undo);
  return (
    asked && (
      <Suspense fallback={null}>
        <EarlierActs key={asked} planId={plan.id} onFound={onFound} />
      </Suspense>
    )
  );
}

function useUndoKeys(acts: OwnActs, canEdit: boolean, early: UndoKey | null): void {
  const seat = useOwnActs();
  const first = useRef(early);
  useEffect(() => {
    seat.current = acts;
    const press = (key: UndoKey) => canEdit && acts[key]();
    const onKey = (event: KeyboardEvent) => {
      const key = undoKeyOf(event);
      if (!key) return;
      event.preventDefault();
      press(key);
    };
    document.addEventListener('keydown', onKey);
    if (first.current) press(first.current);
    first.current = null;
    return () => {
      seat.current = null;
      document.removeEventListener('keydown', onKey);
    };
  }, [seat, acts, canEdit]);
}

/** Says what the newest edit did, with the way back, and keeps the way back for the keys. */
function useTold(
  { plan, last, forgetLast, outbox }: Editing,
  done: MutableRefObject<Act[]>,
  undone: MutableRefObject<Act[]>,
  undo: () => void,
): void {
  const toast = useToast();
  const isOffline = useRef(false);
  isOffline.current = outbox.isOffline;
  useEffect(() => {
    if (!last) return;
    forgetLast();
    // Laid over what the other had just written it is no change here, and the server made one of both.
    if (last.changes.length === 0 && !last.merged) return;
    const undoable = !last.changes.some((c) => lasting.has(c.kind));
    // At once, so that a key pressed before the words are here takes back the right thing.
    const act: Act = { commandId: last.commandId, words: 'did that' };
    if (undoable) {
      done.current.push(act);
      undone.current = [];
    }
    void phraseOf(plan, last.changes).then((words) => {
      if (words === null && !last.merged) return;
      if (words) act.words = words;
      toast({
        text: last.merged
          ? bothWords
          : words
            ? `You ${words}.`
            : isOffline.current
              ? unsent
              : 'That is saved.',
        action: undoable ? { label: 'Undo', elsewhere: 'Undo it under Activity', onAction: undo } : undefined,
      });
    });
  }, [last, forgetLast, plan, toast, undo, done, undone]);
}

/** Where the words for it could not be fetched. */
const unsent = 'That waits to be sent.';
/** Somebody wrote in another place of the same text. */
const bothWords = 'Somebody else wrote there too. Your words and theirs are both in it.';

type Changes = NonNullable<Editing['last']>['changes'];

/** The words for changes come with the first edit: whoever only reads never loads them. Null: nothing to tell. */
async function phraseOf(plan: Editing['plan'], changes: Changes): Promise<string | null> {
  try {
    const { commandText } = await import('#app/domain/change-text.ts');
    const phrase = commandText(plan, changes);
    return phrase && plainPhrase(phrase);
  } catch {
    // They could not be fetched, as after an update of the server; the edit stands all the same.
    return '';
  }
}
