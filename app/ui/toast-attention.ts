/**
 * What a toast does while it is shown: where it stands, how long, and how one gets to it and away from it. It comes with
 * whoever shows one, so that a page that shows none does not fetch it.
 */

/** What its surroundings have to do for it. */
export interface ToastHost {
  /** At the head of the page and not at its foot. */
  isAbove: boolean;
  /** To the head of the page. */
  giveWay: () => void;
  hide: () => void;
}

const STAYS_MS = 10_000;
const TICK_MS = 250;
export const TOAST_KEY = 'F8';

/** Its time stands still for whoever points at it, is inside it, or looks at another page. */
const isHeld = (toast: Element): boolean =>
  document.hidden || toast.matches(':hover, :focus-within') === true;

/** What nobody may have covered: fields, and the place to write with its choice of who reads. */
const KEPT_CLEAR =
  'main :is(input:not([type="hidden"]), select, textarea, label:has(input), [data-bar="composer"])';

/** Bars that stay at the foot of the window while the page moves beneath them. */
const AT_FOOT = '[data-bar="composer"], [data-bar="bottom"]';

/** How far from the foot of the window such bars reach where the toast would stand, in pixels. */
function footBeneath(toast: Element): number {
  const { left, right } = toast.getBoundingClientRect();
  const bars = [...document.querySelectorAll(AT_FOOT)]
    .map((bar) => bar.getBoundingClientRect())
    .filter((box) => box.height > 0 && box.left < right && box.right > left && box.top < innerHeight)
    .sort((one, other) => other.bottom - one.bottom);
  // One may stand on the other.
  return bars.reduce(
    (foot, box) => (box.bottom >= innerHeight - foot - 1 ? Math.max(foot, innerHeight - box.top) : foot),
    0,
  );
}

function coversField(toast: Element): boolean {
  const own = toast.getBoundingClientRect();
  return [...document.querySelectorAll(KEPT_CLEAR)].some((field) => {
    const { width, height, top, bottom, left, right } = field.getBoundingClientRect();
    const isShown = width > 1 && height > 1;
    return isShown && top < own.bottom && bottom > own.top && left < own.right && right > own.left;
  });
}

/** Whoever writes one row after the other has the next one near the foot of the page. */
export const isWriting = (): boolean =>
  document.activeElement?.matches('main :is(input, select, textarea):not([data-bar] *)') === true;

/** Until the way back is called. */
export function attend(toast: HTMLElement, host: ToastHost): () => void {
  const ends = [
    host.isAbove ? () => {} : keepClear(toast, host),
    goInTime(toast, host),
    beReached(toast, host),
  ];
  return () => {
    for (const end of ends) end();
  };
}

/** On the bars at the foot of the window, and away from there where it would cover a field. */
function keepClear(toast: HTMLElement, { giveWay }: ToastHost): () => void {
  const look = () => {
    toast.parentElement?.style.setProperty('--foot', `${footBeneath(toast)}px`);
    if (!coversField(toast)) return;
    end();
    giveWay();
  };
  // What is opened meanwhile may open beneath it.
  const lookSoon = () => requestAnimationFrame(look);
  const signs = ['toggle', 'focusin', 'click'] as const;
  for (const sign of signs) document.addEventListener(sign, lookSoon, true);
  // What was written has left its place to write, which is lower or higher then.
  const sizes = new ResizeObserver(lookSoon);
  for (const bar of document.querySelectorAll(AT_FOOT)) sizes.observe(bar);
  const end = () => {
    sizes.disconnect();
    for (const sign of signs) document.removeEventListener(sign, lookSoon, true);
  };
  look();
  return end;
}

function goInTime(toast: HTMLElement, { hide }: ToastHost): () => void {
  let left = STAYS_MS;
  const clock = setInterval(() => {
    if (isHeld(toast)) return;
    left -= TICK_MS;
    if (left <= 0) hide();
  }, TICK_MS);
  return () => clearInterval(clock);
}

/** From the keyboard, and back to where its reader was. */
function beReached(toast: HTMLElement, { hide }: ToastHost): () => void {
  let cameFrom: Element | null = null;
  const listening = new AbortController();
  const { signal } = listening;
  const goBack = () => {
    const isInside = toast.contains(document.activeElement);
    if (isInside && cameFrom instanceof HTMLElement && cameFrom.isConnected)
      cameFrom.focus({ preventScroll: true });
  };
  document.addEventListener(
    'keydown',
    (event) => {
      if (event.key !== TOAST_KEY) return;
      event.preventDefault();
      toast.querySelector('button')?.focus();
    },
    { signal },
  );
  toast.addEventListener(
    'focusin',
    ({ relatedTarget: from }) => {
      if (from instanceof Element && !toast.contains(from)) cameFrom = from;
    },
    { signal },
  );
  toast.addEventListener(
    'keydown',
    (event) => {
      if (event.key !== 'Escape') return;
      goBack();
      hide();
    },
    { signal },
  );
  // Before what its buttons do.
  toast.addEventListener(
    'click',
    ({ target }) => {
      if (target instanceof Element && target.closest('button')) goBack();
    },
    { signal },
  );
  return () => listening.abort();
}
