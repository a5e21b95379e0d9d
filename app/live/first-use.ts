import { keysInTab } from './tab-storage.ts';

/** The moment somebody begins to use the page: moves the mouse over it, touches it, presses a key, or enters it. */
const SIGNS = ['pointerdown', 'pointermove', 'touchstart', 'keydown', 'focusin'] as const;

/** Drafts are kept for a tab under keys that begin so. */
export const draftPrefix = 'draft:';

/** Asks whoever opens things to open again what a draft was typed into. */
export const openAgain = 'openagain';

/** What somebody has written here and not sent is to be seen again at once. */
let used = keysInTab(draftPrefix).length > 0;
const waiting = new Set<() => void>();

/** How the parts of pages that are drawn with the first use get their code. */
export const partFetches = new Set<() => Promise<unknown>>();

const begin = () => {
  used = true;
  for (const sign of SIGNS) document.removeEventListener(sign, begin, true);
  for (const act of waiting) act();
  waiting.clear();
};

if (typeof document !== 'undefined')
  for (const sign of SIGNS) document.addEventListener(sign, begin, { capture: true, passive: true });

export const isUsed = (): boolean => used;

/** Calls once, at the first use from now on. Returns the way to forget about it. */
export function onFirstUse(act: () => void): () => void {
  waiting.add(act);
  return () => {
    waiting.delete(act);
  };
}
