import { useNavigation, useRevalidator } from '@remix-run/react';
import { useCallback, useEffect, useRef, useState } from 'react';
import type { Reply } from '#app/live/editing.ts';
import { isFollowed } from '#app/live/followed.ts';

/** The plan is not there for this person any more: taken off it, or it has been removed. */
const isNoLongerHere = (trouble: Reply | undefined): boolean =>
  trouble?.kind === 'refused' && trouble.code === 'not-found';

export const noLongerHereSentence =
  'You are not on this plan any more. Nothing was changed. What you wrote is still here, for you to copy.';

/**
 * Reads the page anew, unless nothing would be left of it: whoever was taken off the plan while they were writing keeps
 * their words in front of them. `here` answers with 404 to whoever is not on the plan.
 */
export function useReadAnew(planId: string, here: string) {
  const { revalidate, state } = useRevalidator();
  const isGoing = useNavigation().state !== 'idle';
  // Reading that is cut off to begin again is read twice, and where a page is on its way that page is read anyway.
  const isBusy = isGoing || state !== 'idle';
  const [wanted, want] = useState(0);
  const [isGone, setGone] = useState(false);
  const read = useRef(0);
  const gone = useRef(false);
  const inDoubt = useRef(false);
  const url = useRef(here);
  url.current = here;
  // Not at once: what an edit was answered with is noted first.
  const refresh = useCallback(() => want((n) => n + 1), []);
  const noteTroubles = useCallback((troubles: readonly (Reply | undefined)[]) => {
    // Said at its form already.
    gone.current ||= troubles.some(isNoLongerHere);
    inDoubt.current = troubles.some(Boolean);
  }, []);
  useEffect(() => {
    if (wanted === read.current || isBusy) return;
    let stale = false;
    const readNow = async () => {
      await Promise.resolve();
      // What cannot be read would leave nothing of the page.
      if (!navigator.onLine)
        await new Promise((online) => addEventListener('online', online, { once: true }));
      if (gone.current || stale) return;
      // Nothing is told here, or something went wrong: it may be that nobody is let in any more.
      if ((inDoubt.current || !isFollowed(planId)) && (await isRefused(url.current))) {
        gone.current = true;
        setGone(true);
      }
      if (gone.current || stale) return;
      read.current = wanted;
      revalidate();
    };
    void readNow();
    return () => {
      stale = true;
    };
  }, [wanted, planId, revalidate, isBusy]);
  return { refresh, isGone, noteTroubles };
}

async function isRefused(url: string): Promise<boolean> {
  try {
    const response = await fetch(url, { headers: { accept: 'application/json' } });
    // An answer that is not read to its end is never over.
    await response.text();
    return response.status === 404;
  } catch {
    return false;
  }
}
