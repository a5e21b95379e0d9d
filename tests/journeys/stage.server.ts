import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect } from 'vitest';
import { projectRoot } from '#app/env.server.ts';
import { type AppProcess, startApp } from '#tests/support/app-process.server.ts';
import { launchBrowser } from '#tests/support/browser.server.ts';
import type { CastMember } from '#tests/support/cast.ts';
import { type FreshDatabase, freshDatabase } from '#tests/support/databases.server.ts';
import { signIn } from '#tests/support/signed-in.server.ts';
import { openVisitor, type Visitor, type VisitorOptions } from '#tests/support/visitor.server.ts';

export interface Stage {
  readonly app: AppProcess;
  readonly database: FreshDatabase;
  /** A person with a browser of their own. */
  enter(name: string, options?: Omit<VisitorOptions, 'url'>): Promise<Visitor>;
  /** As if they had come through a door before. */
  signIn(visitor: Visitor, who: CastMember): Promise<void>;
}

/** Where the last sight of a journey that failed is kept. */
const sights = join(projectRoot, 'node_modules/.cache/throughline/journeys');

/** One app on an empty database and one browser for the tests of a file; after each, nobody had anything to complain of. */
export function useStage(settings: Record<string, string> = {}): Stage {
  let browser: Browser;
  let app: AppProcess;
  let database: FreshDatabase;
  const visitors: Visitor[] = [];
  let broken = false;

  beforeAll(async () => {
    database = await freshDatabase();
    [app, browser] = await Promise.all([startApp(database.target, settings), launchBrowser()]);
    return async () => {
      await Promise.allSettled([browser.close(), app.stop()]);
      await database.drop();
    };
  }, 200_000);

  beforeEach(({ skip }) => skip(broken, 'an earlier scene failed'));

  afterEach(async ({ task }) => {
    if (task.result?.state === 'fail') await keepSights(task.name, visitors);
    broken ||= task.result?.state === 'fail';
    const complaints = visitors.flatMap((visitor) => visitor.complaints().splice(0));
    broken ||= complaints.length > 0;
    expect(complaints).toEqual([]);
  });

  afterAll(async () => {
    await Promise.all(visitors.splice(0).map((visitor) => visitor.close()));
  });

  return {
    get app() {
      return app;
    },
    get database() {
      return database;
    },
    async enter(name, options) {
      const visitor = await openVisitor(browser, name, { url: app.url, ...options });
      visitors.push(visitor);
      return visitor;
    },
    async signIn({ context }, { personId }) {
      const { cookie } = await signIn(database.owner, personId);
      await context.addCookies([{ name: 'tl', value: cookie, url: app.url }]);
    },
  };
}

async function keepSights(title: string, visitors: readonly Visitor[]): Promise<void> {
  mkdirSync(sights, { recursive: true });
  for (const { name, page } of visitors) {
    const path = join(sights, `${title} - ${name}.png`.replace(/[^\w .-]+/g, ''));
    await page.screenshot({ path, fullPage: true, timeout: 5_000 }).catch(() => undefined);
    process.stdout.write(`${name} was at ${page.url()} (${path})\n`);
  }
}
