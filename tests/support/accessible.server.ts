import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';

const require = createRequire(import.meta.url);
// Beside the package that brings it: that one's own builder injects it anew for each run, which takes most of the time.
const axeSource = readFileSync(
  createRequire(require.resolve('@axe-core/playwright')).resolve('axe-core/axe.min.js'),
  'utf8',
);

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

interface Axe {
  run(
    context: Document,
    options: object,
  ): Promise<{
    violations: { id: string; help: string; nodes: { html: string; failureSummary?: string }[] }[];
  }>;
}

export interface View {
  /** As it is when left out. */
  width?: 360 | 390 | 1440;
  colorScheme: 'light' | 'dark';
}

/** A phone and a desktop, light and dark. */
export const everyView: readonly View[] = [
  { width: 390, colorScheme: 'light' },
  { width: 390, colorScheme: 'dark' },
  { width: 1440, colorScheme: 'light' },
  { width: 1440, colorScheme: 'dark' },
];

/** What axe finds wrong with a page, each as one text. */
export async function findBarriers(page: Page, views = everyView): Promise<string[]> {
  const before = page.viewportSize();
  const found: string[] = [];
  await page.evaluate(axeSource);
  for (const { width, colorScheme } of views) {
    // As high as the page, so that a bar at the bottom covers nothing that could be scrolled free of it.
    const size = width ?? before?.width ?? 1440;
    await page.setViewportSize({ width: size, height: 900 });
    const height = await page.evaluate(() => document.documentElement.scrollHeight);
    await page.setViewportSize({ width: size, height: Math.max(900, height) });
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    // In the dark only the colours differ.
    const runOnly =
      colorScheme === 'light' ? { type: 'tag', values: TAGS } : { type: 'rule', values: ['color-contrast'] };
    for (const barrier of await page.evaluate(runAxe, runOnly))
      found.push(`${size} ${colorScheme} ${barrier}`);
  }
  if (before) await page.setViewportSize(before);
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: null });
  return found;
}

/** In the page. */
async function runAxe(runOnly: object): Promise<string[]> {
  const { axe } = window as unknown as { axe: Axe };
  // Colours on their way from light to dark are nobody's colours; what inherits them sets out a frame later.
  const ends = (animation: Animation) => Number.isFinite(animation.effect?.getComputedTiming().endTime);
  do {
    for (const animation of document.getAnimations().filter(ends)) animation.finish();
    await new Promise((frame) => requestAnimationFrame(() => setTimeout(frame, 20)));
  } while (document.getAnimations().some(ends));
  const options = { runOnly, resultTypes: ['violations'], preload: false, iframes: false };
  const { violations } = await axe.run(document, options);
  return violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ html, failureSummary = '' }) => `${id}: ${help}\n  ${html}\n  ${failureSummary}`),
  );
}

/** What makes the page scroll sideways, or null. */
export function findOverflow(page: Page): Promise<string | null> {
  return page.evaluate(() => {
    const room = document.documentElement.clientWidth;
    const needed = document.documentElement.scrollWidth;
    if (needed <= room) return null;
    const wide = [...document.querySelectorAll('body *')].filter(
      (element) => element.getBoundingClientRect().right > room + 1,
    );
    return `${needed} px in ${room}: ${wide.at(-1)?.outerHTML.slice(0, 200) ?? ''}`;
  });
}
