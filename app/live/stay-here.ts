/**
 * Without a connection a page stays as it is: what leads to one that is not here, or needs the server at once, would
 * end in an error page that takes what is on the screen with it. Whoever tried is told instead.
 */
import { bringPages, isAtHand } from './at-hand.ts';
import { isUsed, onFirstUse } from './first-use.ts';

export interface Wanted {
  text: string;
  action?: { label: string; elsewhere: string; onAction(): void };
}

const AFTER_USE_MS = 1_000;

/** Before anything on the page answers to it, but for what opens in the page itself. Commands wait, and go their own way. */
export function stayHere(isOffline: () => boolean, tell: (wanted: Wanted) => void): void {
  // What was touched comes first.
  const bringSoon = () => setTimeout(() => isOffline() || void bringPages(), AFTER_USE_MS);
  if (isUsed()) bringSoon();
  else onFirstUse(bringSoon);
  window.addEventListener('pointerup', bringSoon, { passive: true });
  window.addEventListener('online', bringSoon);
  const onClick = (event: MouseEvent) => {
    if (!isOffline() || event.defaultPrevented || event.button !== 0) return;
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    const link = event.target instanceof Element ? event.target.closest('a') : null;
    if (!link?.href || link.origin !== location.origin || link.target || link.download) return;
    const isHere = link.pathname === location.pathname && link.search === location.search;
    if ((isHere && link.hash) || link.hasAttribute('data-opens') || isAtHand(link)) return;
    event.preventDefault();
    event.stopPropagation();
    tell({
      text: 'You are offline, and that page is not here yet.',
      // Pressed once more: without a connection it is asked about again.
      action: { label: 'Try again', elsewhere: 'Open it once you are back', onAction: () => link.click() },
    });
  };
  window.addEventListener('click', onClick, true);
  window.addEventListener(
    'submit',
    (event) => {
      const form = event.target;
      if (!isOffline() || !(form instanceof HTMLFormElement) || isCommand(form)) return;
      event.preventDefault();
      event.stopPropagation();
      tell({ text: 'You are offline. This needs a connection; what you entered is still here.' });
    },
    true,
  );
}

/** Whoever signs out is told by their own form. */
const isCommand = (form: HTMLFormElement): boolean => {
  const { pathname } = new URL(form.action, location.href);
  return pathname.endsWith('/change') || pathname.endsWith('/sign-out');
};
