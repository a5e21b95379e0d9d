import { useCallback, useEffect, useState } from 'react';
import { useEditing } from '#app/live/editing.ts';
import { keepInTab, keptInTab } from '#app/live/tab-storage.ts';
import type { ApprovalDraft } from './approval-draft.ts';

interface Kept {
  draft: ApprovalDraft;
  asksCode: boolean;
  at: number;
}

/** As long as a code works, and a little. */
const keptForMs = 15 * 60 * 1000;

/**
 * A phone may drop the page while its reader is in the mail to look for the code. What was typed waits in this tab,
 * and goes when it is decided.
 */
export function useKeptDraft(stepId: string, isBack: boolean) {
  const { plan } = useEditing();
  const [found, setFound] = useState<Kept | null>(null);
  const key = keyOf(stepId);
  const made = (draft: ApprovalDraft) => plan.decisions.some((d) => d.id === draft.id);
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when the page begins
  useEffect(() => {
    const kept = keptInTab<Kept>(key);
    if (!kept || made(kept.draft) || Date.now() - kept.at > keptForMs) keepInTab(key, null);
    else if (!isBack) setFound(kept);
  }, [key]);
  const keep = useCallback(
    (draft: ApprovalDraft, asksCode: boolean) => keepInTab(key, { draft, asksCode, at: Date.now() }),
    [key],
  );
  return { draft: found?.draft, asksCode: found?.asksCode, keep };
}

/** Once there is nothing left to decide here, a note does not wait in the tab. */
export function useForgottenDraft(stepId: string, isOver: boolean) {
  useEffect(() => {
    if (isOver) keepInTab(keyOf(stepId), null);
  }, [stepId, isOver]);
}

const keyOf = (stepId: string) => `approval-${stepId}`;
