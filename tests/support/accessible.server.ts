import AxeBuilder from '@axe-core/playwright';
import type { Page } from 'playwright-core';

const SIZES = [
  { width: 390, height: 844 },
  { width: 1440, height: 900 },
];
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** What axe finds wrong with a page on a phone and on a desktop, light and dark; each as one line. */
export async function findBarriers(page: Page): Promise<string[]> {
  const before = page.viewportSize();
  const found = new Set<string>();
  for (const size of SIZES) {
    await page.setViewportSize(size);
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      const axe = new AxeBuilder({ page }).setLegacyMode();
      // In the dark only the colours differ.
      const { violations } = await (colorScheme === 'light'
        ? axe.withTags(TAGS)
        : axe.withRules(['color-contrast'])
      ).analyze();
      for (const { id, help, nodes } of violations)
        for (const { html, failureSummary } of nodes)
          found.add(`${size.width} ${colorScheme} ${id}: ${help}\n  ${html}\n  ${failureSummary ?? ''}`);
    }
  }
  if (before) await page.setViewportSize(before);
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: null });
  return [...found];
}

/** Whether something makes the page scroll sideways; what, or null. */
export function findOverflow(page: Page): Promise<string | null> {
  return page.evaluate(() => {
    const room = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth <= room) return null;
    const wide = [...document.querySelectorAll('body *')].filter(
      (e) => e.getBoundingClientRect().right > room + 1,
    );
    return `${document.documentElement.scrollWidth} px in ${room}: ${wide.at(-1)?.outerHTML.slice(0, 200) ?? ''}`;
  });
}
