import type { Browser, BrowserContext, Locator, Page, Request, Response } from 'playwright-core';

export type Device = 'desktop' | 'phone';

export interface VisitorOptions {
  url: string;
  device?: Device;
  javaScript?: boolean;
  colorScheme?: 'light' | 'dark';
}

/** One person in a browser of their own, whose every page is watched for what must not happen. */
export interface Visitor {
  name: string;
  device: Device;
  context: BrowserContext;
  page: Page;
  /** Follows a path or a whole link, and waits until the page answers to taps. */
  open(path: string): Promise<Response | null>;
  /** Waits until React runs; returns at once without JavaScript. */
  ready(): Promise<void>;
  /** Presses a button or link and waits until its answer is there, whether the page runs or posts by itself. */
  press(target: Locator): Promise<void>;
  /** Waits until nothing is on its way any more. */
  settled(): Promise<void>;
  sees(text: string | RegExp): Promise<void>;
  /** Every document, loader answer and stream this person was given. */
  wasGiven(): Promise<string>;
  /** The next pages may answer with these, as a person following a dead link would meet. */
  mayMeet(...statuses: number[]): void;
  /** Console errors, uncaught errors, policy violations, failed answers, requests to elsewhere. */
  complaints(): string[];
  close(): Promise<void>;
}

const SIZE = {
  desktop: { viewport: { width: 1440, height: 900 } },
  phone: { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true, deviceScaleFactor: 2 },
} as const;
const PATIENCE_MS = 8_000;

export async function openVisitor(
  browser: Browser,
  name: string,
  { url, device = 'desktop', javaScript = true, colorScheme = 'light' }: VisitorOptions,
): Promise<Visitor> {
  const context = await browser.newContext({
    ...SIZE[device],
    baseURL: url,
    javaScriptEnabled: javaScript,
    colorScheme,
    locale: 'en-GB',
    timezoneId: 'Europe/Berlin',
  });
  context.setDefaultTimeout(PATIENCE_MS);
  const complaints: string[] = [];
  const bodies: Promise<string>[] = [];
  const allowed = new Set<number>();
  const underway = new Set<Request>();

  const watch = (page: Page) => {
    const here = () => new URL(page.url(), url).pathname;
    page.on('pageerror', (error) => complaints.push(`${name} at ${here()}: ${error.stack ?? error.message}`));
    page.on('console', (message) => {
      if (message.type() !== 'error') return;
      const status = /responded with a status of (\d+)/.exec(message.text())?.[1];
      if (status && allowed.has(Number(status))) return;
      complaints.push(`${name} at ${here()}: ${message.text()} ${message.location().url}`);
    });
    page.on('request', (request) => {
      if (request.resourceType() !== 'eventsource') underway.add(request);
      const to = request.url();
      if (!to.startsWith(`${url}/`) && !/^(data|blob|about):/.test(to))
        complaints.push(`${name} at ${here()}: asked ${to}`);
    });
    page.on('requestfinished', (request) => underway.delete(request));
    page.on('requestfailed', (request) => underway.delete(request));
    page.on('response', (response) => {
      const { pathname } = new URL(response.url());
      if (response.status() >= 400 && !allowed.has(response.status()))
        complaints.push(`${name}: ${response.status()} ${response.request().method()} ${pathname}`);
      if (!/^\/assets\/|\.(svg|png|ico|webmanifest)$/.test(pathname) && response.status() < 300)
        bodies.push(response.text().catch(() => ''));
    });
  };
  context.on('page', watch);
  const page = await context.newPage();

  const settled = async () => {
    for (let quiet = 0; quiet < 3; quiet = underway.size === 0 ? quiet + 1 : 0)
      await new Promise((later) => setTimeout(later, 20));
  };
  const ready = async () => {
    await page.waitForLoadState('load');
    if (javaScript) await page.waitForFunction(isRunning);
  };
  return {
    name,
    device,
    context,
    page,
    ready,
    async open(path) {
      const response = await page.goto(path);
      await ready();
      return response;
    },
    async press(target) {
      if (javaScript) await target.click();
      else await Promise.all([page.waitForEvent('load'), target.click()]);
      await settled();
      await ready();
    },
    settled,
    async sees(text) {
      await page.getByText(text).filter({ visible: true }).first().waitFor();
    },
    wasGiven: async () => (await Promise.all(bodies)).join('\n'),
    mayMeet(...statuses) {
      for (const status of statuses) allowed.add(status);
    },
    complaints: () => complaints,
    close: () => context.close(),
  };
}

/** In the page: React has taken over its first element, and its effects have had a frame to run in. */
async function isRunning(): Promise<boolean> {
  const main = document.querySelector('main') ?? document.body.firstElementChild;
  if (!main || !Object.keys(main).some((key) => key.startsWith('__reactProps'))) return false;
  await new Promise((frame) => requestAnimationFrame(() => setTimeout(frame)));
  return true;
}
