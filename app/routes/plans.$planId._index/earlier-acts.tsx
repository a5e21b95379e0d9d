import { useFetcher } from '@remix-run/react';
import { useEffect } from 'react';
import type { Act } from '#app/components/own-acts.ts';
import { type Phrase, plainPhrase } from '#app/domain/change-text.ts';
import * as paths from '#app/http/paths.ts';

/** What Activity says of an act of the reader's own, as far as it is wanted here. */
interface Row {
  commandId: string;
  phrase: Phrase;
  undoable: boolean;
  tookBack: boolean;
}

export interface EarlierActsProps {
  planId: string;
  onFound: (acts: Act[]) => void;
}

/** Asks the place for undo, once, what the reader did before this page was opened and can still take back. */
export function EarlierActs({ planId, onFound }: EarlierActsProps) {
  const { load, data } = useFetcher<{ days?: { rows: Row[] }[] }>();
  useEffect(() => {
    load(paths.planActivity(planId));
  }, [load, planId]);
  useEffect(() => {
    if (!data) return;
    const rows = data.days?.flatMap((day) => day.rows) ?? [];
    // Taking back what took something back would do it again.
    const own = rows.filter((row) => row.undoable && !row.tookBack).reverse();
    onFound(own.map(({ commandId, phrase }) => ({ commandId, words: plainPhrase(phrase) })));
  }, [data, onFound]);
  return null;
}
