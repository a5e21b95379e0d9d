import { useFetcher } from '@remix-run/react';
import { useEffect } from 'react';
import * as paths from '#app/http/paths.ts';
import { type EarlierRow, type OwnHistory, ownHistory } from './own-history.ts';

export interface EarlierActsProps {
  planId: string;
  onFound: (history: OwnHistory) => void;
}

/** Asks the place for undo, once, what the reader did so far, and took back. */
export function EarlierActs({ planId, onFound }: EarlierActsProps) {
  const { load, data } = useFetcher<{ days?: { rows: EarlierRow[] }[] }>();
  useEffect(() => {
    load(paths.planActivity(planId));
  }, [load, planId]);
  useEffect(() => {
    if (data) onFound(ownHistory(data.days?.flatMap((day) => day.rows) ?? []));
  }, [data, onFound]);
  return null;
}
