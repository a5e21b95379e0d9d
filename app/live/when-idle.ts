import { useEffect } from 'react';

/** At the latest, also where a page is never quiet. */
const AT_LATEST_MS = 3_000;

/** Begins once the page has nothing better to do, so that nothing a reader waits for waits for it. Ends with the page. */
export function useWhenIdle(begin: (isGone: () => boolean) => () => void): void {
  useEffect(() => {
    let end: (() => void) | undefined;
    let gone = false;
    const start = () => {
      if (!gone) end = begin(() => gone);
    };
    // Safari has no such call.
    const asked =
      'requestIdleCallback' in window
        ? window.requestIdleCallback(start, { timeout: AT_LATEST_MS })
        : setTimeout(start, AT_LATEST_MS / 2);
    return () => {
      gone = true;
      if ('cancelIdleCallback' in window) window.cancelIdleCallback(asked as number);
      else clearTimeout(asked);
      end?.();
    };
  }, [begin]);
}
