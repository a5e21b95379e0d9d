import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '#app/env.server.ts';
import type { Visitor } from '#tests/support/visitor.server.ts';

const folder = join(projectRoot, 'docs/pictures');

/** `PICTURES=yes npx vitest run --config tests/vitest.config.ts tests/journeys/five` draws those of the README anew. */
export async function drawPicture(visitor: Visitor, path: string, name: string): Promise<void> {
  if (!process.env.PICTURES) return;
  mkdirSync(folder, { recursive: true });
  await visitor.open(path);
  await visitor.settled();
  await visitor.page.evaluate(() => scrollTo(0, 0));
  await visitor.page.screenshot({ path: join(folder, name) });
}

/** `LOOK=/a/folder` before the same command: what somebody sees at that moment, light and dark. */
export async function lookAt({ page, device }: Visitor, name: string): Promise<void> {
  if (!process.env.LOOK) return;
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    const path = join(process.env.LOOK, `${name}-${device}-${colorScheme}.png`);
    await page.screenshot({ path, fullPage: true });
  }
  await page.emulateMedia({ colorScheme: 'light' });
}
