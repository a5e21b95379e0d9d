import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { findBarriers, findOverflow, type View } from '#tests/support/accessible.server.ts';
import { type AppProcess, startApp } from '#tests/support/app-process.server.ts';
import { launchBrowser } from '#tests/support/browser.server.ts';
import { type FreshDatabase, freshDatabase } from '#tests/support/databases.server.ts';
import { openVisitor, type Visitor } from '#tests/support/visitor.server.ts';
import { proof, twin } from './proof.ts';
import { builtRoutes } from './support/manifest.server.ts';
import { type Reader, type SeenPage, sampleTown } from './support/sample-town.server.ts';
import { appSettings } from './support/stage.server.ts';

let fresh: FreshDatabase;
let app: AppProcess;
let browser: Browser;
let pages: SeenPage[];
const visitors = new Map<Reader, Visitor>();

beforeAll(async () => {
  process.env.APP_SECRET = appSettings.APP_SECRET;
  process.env.LOG_LEVEL ??= 'silent';
  fresh = await freshDatabase();
  const town = await sampleTown(fresh);
  pages = town.pages;
  [app, browser] = await Promise.all([startApp(fresh.target, appSettings), launchBrowser()]);
  for (const reader of ['owner', 'buyer', 'decider', 'guest'] as const) {
    const visitor = await openVisitor(browser, reader, { url: app.url });
    const cookie = await town.cookie(reader);
    if (cookie) await visitor.context.addCookies([{ name: 'tl', value: cookie, url: app.url }]);
    visitor.mayMeet(404);
    visitors.set(reader, visitor);
  }
}, 200_000);
afterAll(async () => {
  await Promise.allSettled([browser?.close(), app?.stop()]);
  await fresh?.drop();
});

type Look = { name: string } & ({ views: readonly View[] } | { width: number } | { forced: true });
const looks: Look[] = [
  { name: '360 px, light', views: [{ width: 360, colorScheme: 'light' }] },
  { name: '360 px, dark', views: [{ width: 360, colorScheme: 'dark' }] },
  { name: '1440 px, light', views: [{ width: 1440, colorScheme: 'light' }] },
  { name: '1440 px, dark', views: [{ width: 1440, colorScheme: 'dark' }] },
  // A desk of 1280 px at 400 %, where nothing may have to be read sideways.
  { name: '400 %', width: 320 },
  { name: 'forced colours', forced: true },
];

async function look({ page }: Visitor, how: Look): Promise<string[]> {
  if ('views' in how) return await findBarriers(page, how.views);
  const before = page.viewportSize();
  try {
    if ('width' in how) {
      await page.setViewportSize({ width: how.width, height: 256 });
      const overflow = await findOverflow(page);
      return overflow ? [overflow] : [];
    }
    await page.emulateMedia({ forcedColors: 'active' });
    return await findBarriers(page, [{ width: 1440, colorScheme: 'light' }]);
  } finally {
    await page.emulateMedia({ forcedColors: null });
    if (before) await page.setViewportSize(before);
  }
}

async function sightsOf(list: { page: SeenPage; how: Look }[], count: (label: string) => void) {
  const found: string[] = [];
  let at = '';
  for (const { page, how } of list) {
    const visitor = visitors.get(page.reader);
    if (!visitor) throw new Error(`Nobody reads as ${page.reader}`);
    if (at !== `${page.reader} ${page.path}`) {
      const answer = await visitor.open(page.path);
      expect(answer?.status(), page.path).toBe(page.status ?? 200);
      at = `${page.reader} ${page.path}`;
    }
    for (const barrier of await look(visitor, how))
      found.push(`${page.reader} at ${page.route}, ${how.name}: ${barrier}`);
    count(how.name);
  }
  return found;
}

/** Pages that are passed on the way from one to another, and tested where they are (journeys). */
const onTheWay = /setup|sign-in\.|join|stop|mailbox\.|_index$|change$|share\.letter/;

proof(
  {
    name: 'accessible',
    claim:
      'Every page is without barriers that axe can find (WCAG 2.2 AA), light and dark, at 360 and 1440 px, at 400 % and in forced colours',
    sample: 30,
    whole: 426,
    unit: 'sights of a page',
    seconds: 180,
  },
  async ({ size, random, count }) => {
    for (const { name } of looks) count(name, 0);
    const all = pages.flatMap((page) => looks.map((how) => ({ page, how })));
    expect(all).toHaveLength(426);
    // The whole is every page in every look; a sample keeps the looks of a page together.
    const chosen =
      size >= all.length
        ? all
        : random
            .shuffle(pages)
            .flatMap((page, n) => looks.filter((_, l) => (l + n) % 3 === 0).map((how) => ({ page, how })))
            .slice(0, size);
    count('pages', new Set(chosen.map(({ page }) => `${page.reader} ${page.path}`)).size);
    const found = await sightsOf(chosen, count);
    const complaints = [...visitors.values()].flatMap((v) => v.complaints().splice(0));
    expect([...new Set(found)]).toEqual([]);
    expect(complaints).toEqual([]);
  },
);

twin('a button without a name, and a column wider than the screen', async () => {
  const visitor = visitors.get('guest');
  if (!visitor) throw new Error('A guest reads too');
  await visitor.open('/sign-in');
  await visitor.page.evaluate(() => {
    document.querySelector('main')?.append(document.createElement('button'));
    const wide = document.createElement('div');
    wide.style.cssText = 'inline-size: 900px; block-size: 4px';
    document.querySelector('main')?.append(wide);
  });
  const barriers = await look(visitor, { name: '', views: [{ width: 360, colorScheme: 'light' }] });
  const sideways = await look(visitor, { name: '', width: 320 });
  expect(barriers.join()).toContain('button-name');
  expect(sideways).toHaveLength(1);
  return 'axe named the button, and the page was too wide at 400 %';
});

test('no page of the build is left out', () => {
  const seen = new Set(pages.map((page) => page.route));
  const left = builtRoutes()
    .filter(({ id, hasLoader }) => hasLoader && !seen.has(id) && !onTheWay.test(id))
    .map(({ id }) => id);
  expect(
    left.filter(
      (id) =>
        ![
          'routes/plans.$planId',
          'routes/plans.$planId.$',
          'routes/plans.sample',
          'routes/plans.$planId_.sample',
          'routes/plans.$planId_.commands',
          'routes/plans.$planId_.shown',
          'routes/plans.$planId_.with-files',
          'routes/plans.$planId_.as-it-arrives',
          'routes/plans.$planId_.decisions[.]csv',
          'routes/plans.$planId_.files.$fileId',
          'routes/calendar.$token.plans[.]ics',
          'routes/plans.$planId_.letters.$letterId.body',
          'routes/hooks.resend',
          'routes/hooks.inbound',
          'routes/sign-out',
          'routes/workspaces.$workspaceId.mark.$hash',
        ].includes(id),
    ),
  ).toEqual([]);
});
