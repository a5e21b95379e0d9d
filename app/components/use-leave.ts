import { type FocusEvent, useEffect, useRef } from 'react';

/** Longer than this after it was lifted no click follows, as where nothing can be pressed on a phone. */
const NO_CLICK_MS = 400;

/**
 * What is being pressed, until its click has been heard. A touch moves the focus only after the finger has gone. Each
 * press is its own, so that forgetting one never forgets the next on the same spot.
 */
let pressed: { on: Node } | null = null;
let isDown = false;

if (typeof document !== 'undefined') {
  const forgetAfter = (ms: number) => {
    const last = pressed;
    setTimeout(() => {
      if (pressed === last) pressed = null;
    }, ms);
  };
  const on = (type: string, act: (event: Event) => void) => document.addEventListener(type, act, true);
  on('pointerdown', ({ target }) => {
    pressed = target instanceof Node ? { on: target } : null;
    isDown = true;
  });
  on('pointerup', () => {
    isDown = false;
    forgetAfter(NO_CLICK_MS);
  });
  on('pointercancel', () => {
    isDown = false;
    pressed = null;
  });
  on('keydown', () => {
    pressed = null;
  });
  // What it does, and the focus that follows the click of a label, come first.
  on('click', () => forgetAfter(0));
}

/**
 * What was pressed inside and went away by that was inside all the same. A notice stands over the page, and may come
 * under a finger that meant what is beneath it: whoever presses it has turned to nothing else.
 */
const isPressedOutside = (host: Element): boolean =>
  pressed?.on.isConnected === true && !host.contains(pressed.on) && !isInNotice(pressed.on);

/** Around the form and everything in it: whatever takes no focus itself, such as a label, gives it to this. */
const isAround = (host: Element, target: unknown): boolean => target instanceof Node && target.contains(host);

const isInNotice = (node: Node): boolean =>
  (node instanceof Element ? node : node.parentElement)?.closest('[data-toast]') != null;

export interface LeaveOptions {
  /**
   * The form asks more than one thing: whoever only puts the keyboard of a phone away may be looking for the rest of it,
   * and has left nothing.
   */
  asksMore?: boolean;
}

/**
 * Calls `left` when somebody turns to something else on the page: not when the window goes behind another, and not
 * when they press anything inside, be it a label, which takes no focus, or a button, which takes none in Safari. Where
 * they press elsewhere it is called just before the click: what moved earlier would take the click away.
 */
export function useLeave(left: () => void, { asksMore = false }: LeaveOptions = {}) {
  const now = useRef(left);
  now.current = left;
  const waiting = useRef<AbortController | null>(null);
  const stop = () => waiting.current?.abort();
  // biome-ignore lint/correctness/useExhaustiveDependencies: only when it goes.
  useEffect(() => stop, []);

  const begin = () => {
    stop();
    waiting.current = new AbortController();
    return { capture: true, signal: waiting.current.signal };
  };
  const leave = (host: Element) => {
    stop();
    if (host.isConnected) now.current();
  };

  /** The focus is nowhere, and nobody has left yet. */
  const waitForMore = (host: Element) => {
    const options = begin();
    const look = ({ target }: Event) => {
      if (isAround(host, target)) return;
      if (target instanceof Node && host.contains(target)) stop();
      else if (isPressedOutside(host)) waitForClick(host, () => waitForMore(host));
      else leave(host);
    };
    document.addEventListener('focusin', look, options);
    document.addEventListener(
      'pointerdown',
      () => isPressedOutside(host) && waitForClick(host, () => waitForMore(host)),
      options,
    );
  };
  /** Something else is being pressed. */
  const waitForClick = (host: Element, cancelled: () => void) => {
    const options = begin();
    let late: ReturnType<typeof setTimeout> | undefined;
    const lifted = () => {
      late = setTimeout(() => leave(host), NO_CLICK_MS);
    };
    options.signal.addEventListener('abort', () => clearTimeout(late));
    window.addEventListener('click', () => leave(host), options);
    document.addEventListener('pointerup', lifted, options);
    document.addEventListener('pointercancel', cancelled, options);
    if (!isDown) lifted();
  };

  return {
    onBlur: ({ currentTarget: host, relatedTarget }: FocusEvent<HTMLElement>) => {
      if (host.contains(relatedTarget) || !document.hasFocus()) return;
      const isNowhere = !relatedTarget || isAround(host, relatedTarget);
      const isPressedInside = pressed !== null && !isPressedOutside(host);
      if (isPressedInside && !isNowhere) return;
      if (isPressedOutside(host)) waitForClick(host, () => leave(host));
      else if (isPressedInside || (asksMore && isNowhere)) waitForMore(host);
      else left();
    },
  };
}
