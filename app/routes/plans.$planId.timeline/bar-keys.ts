import type { KeyboardEvent } from 'react';
import type { Bar } from '#app/domain/timeline/timeline.ts';

/** Up and down the rows, left to what a step waits for, right to what waits for it, and to both ends. */
export function barAfterKey(
  svg: SVGSVGElement,
  event: KeyboardEvent,
  bars: readonly Bar[],
): SVGElement | null {
  if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return null;
  const at = bars.findIndex(({ step }) => step.id === idOf(event.target));
  if (at < 0) return null;
  const next = barAfter(event.key, at, bars);
  return next
    ? ([...svg.querySelectorAll<SVGElement>('[data-drawn]')].find((link) => idOf(link) === next.step.id) ??
        null)
    : null;
}

const idOf = (target: EventTarget): string | null =>
  (target as Element).closest('[data-drawn]')?.getAttribute('data-drawn') ?? null;

function barAfter(key: string, at: number, bars: readonly Bar[]): Bar | undefined {
  const own = bars[at]!;
  switch (key) {
    case 'ArrowDown':
      return bars[at + 1];
    case 'ArrowUp':
      return bars[at - 1];
    case 'ArrowLeft':
      return bars.find(({ step }) => own.after.includes(step.id));
    case 'ArrowRight':
      return bars.find(({ after }) => after.includes(own.step.id));
    case 'Home':
      return bars[0];
    case 'End':
      return bars.at(-1);
  }
}
