/**
 * What somebody is about to say. It outlives a reload, an answer that never came and a refusal, in this tab only:
 * words meant for one's own side are not left on a shared device.
 */
import { type RefObject, useCallback, useEffect, useRef, useState } from 'react';
import { keepInTab, keptInTab } from '#app/live/tab-storage.ts';

export interface Draft {
  text: string;
  /** Null: as one chose last. */
  onlyOurs: boolean | null;
  /** The day an answer is needed by; '' for none. */
  by: string;
  of: string | null;
}
export const noDraft: Draft = { text: '', onlyOurs: null, by: '', of: null };

interface Sent {
  commentId: string;
  draft: Draft;
}

export interface KeptDraft {
  draft: Draft;
  change: (part: Partial<Draft>) => void;
  /** Something else is to be said now: who reads it follows from that, unless words stand there already. */
  begin: () => void;
  /** On its way: kept aside until it has arrived. */
  sent: (commentId: string) => void;
  arrived: () => void;
}

export interface DraftInput {
  /** Tells apart people, plans and threads. */
  key: string;
  /** Does the plan have this comment by now? */
  isWritten: (commentId: string) => boolean;
  field: RefObject<HTMLTextAreaElement>;
  /** What was sent last did not happen, or nobody knows. */
  refused: boolean;
}

export function useDraft({ key, isWritten, field, refused }: DraftInput): KeptDraft {
  const [draft, setDraft] = useState(noDraft);
  const read = useRef(false);
  const away = useRef<Sent | null>(null);
  const arrivedAlready = useRef(isWritten);
  arrivedAlready.current = isWritten;

  useEffect(() => {
    const waiting = keptInTab<Sent>(sentKey(key));
    const lost = waiting && !arrivedAlready.current(waiting.commentId) ? waiting.draft : null;
    // What was typed before the page ran stands in the field already.
    const typed = field.current?.value ?? '';
    const kept = keptInTab<Draft>(key);
    const onlyOurs = field.current?.form?.querySelector<HTMLInputElement>('[name="json.onlyOurs"]:checked');
    if (typed)
      setDraft({
        ...(kept ?? noDraft),
        ...(onlyOurs && onlyOurs.checked !== onlyOurs.defaultChecked
          ? { onlyOurs: onlyOurs.value === 'true' }
          : {}),
        text: typed,
      });
    else setDraft((kept?.text ? kept : lost) ?? kept ?? noDraft);
    keepInTab(sentKey(key), null);
    read.current = true;
  }, [key, field]);

  useEffect(() => {
    if (read.current) keepInTab(key, isNothing(draft) ? null : draft);
  }, [key, draft]);

  const wasRefused = useRef(refused);
  useEffect(() => {
    const back = away.current?.draft;
    const again = wasRefused.current && !refused;
    wasRefused.current = refused;
    if (!back) return;
    if (refused) {
      // Unless something newer is being typed.
      setDraft((now) => (now.text.trim() ? now : back));
      keepInTab(sentKey(key), null);
    } else if (again) setDraft((now) => (now.text === back.text ? without(back) : now));
  }, [refused, key]);

  const begin = useCallback(
    () => setDraft((now) => (now.text.trim() ? now : { ...now, onlyOurs: null })),
    [],
  );
  return {
    draft,
    begin,
    change: (part) => setDraft((now) => ({ ...now, ...part })),
    sent: (commentId) => {
      away.current = { commentId, draft };
      keepInTab(sentKey(key), away.current);
      setDraft(without(draft));
    },
    arrived: () => {
      away.current = null;
      keepInTab(sentKey(key), null);
    },
  };
}

/** Who reads stays as it was chosen. */
const without = ({ onlyOurs }: Draft): Draft => ({ ...noDraft, onlyOurs });

const sentKey = (key: string) => `${key}:sent`;

const isNothing = ({ text, onlyOurs, by }: Draft): boolean => !text && onlyOurs === null && !by;
