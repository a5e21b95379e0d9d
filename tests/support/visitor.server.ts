import type { Browser, BrowserContext, Locator, Page, Request, Response } from 'playwright-core';

export type Device = 'desktop' | 'phone';

export interface VisitorOptions {
  url: string;
  device?: Device;
  javaScript?: boolean;
  colorScheme?: 'light' | 'dark';
  /** Where their device is. */
  zone?: string;
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
  /** Waits until this page is told what others write. */
  listens(): Promise<void>;
  sees(text: string | RegExp): Promise<void>;
  /** Every document, loader answer and stream this person was given. */
  wasGiven(): Promise<string>;
  /** On a train: nothing goes in or out until it is over. */
  offline(isSo: boolean): Promise<void>;
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
/** Remix leaves the rest of an answer it had all it needed of to nobody when the page it was for is left. */
const wasLeftWhileReading = /BodyStreamBuffer was aborted$/;
/** What a browser says of a request that could not leave or that nobody answered. */
const isCutOff =
  /net::ERR_(INTERNET_DISCONNECTED|CONNECTION_REFUSED|CONNECTION_RESET|EMPTY_RESPONSE|INCOMPLETE_CHUNKED_ENCODING|NETWORK_IO_SUSPENDED|FAILED)/;
/** A style fetched before it is needed: where that is asked for twice, the browser never says that the second has ended. */
const isLookedAtAhead = (request: Request) =>
  request.resourceType() === 'fetch' && new URL(request.url()).pathname.endsWith('.css');
const asked = (request: Request) => `${request.method()} ${request.url()} (${request.resourceType()})`;
const PATIENCE_MS = 20_000;

export async function openVisitor(
  browser: Browser,
  name: string,
  {
    url,
    device = 'desktop',
    javaScript = true,
    colorScheme = 'light',
    zone = 'Europe/Berlin',
  }: VisitorOptions,
): Promise<Visitor> {
  const context = await browser.newContext({
    ...SIZE[device],
    baseURL: url,
    javaScriptEnabled: javaScript,
    colorScheme,
    locale: 'en-GB',
    timezoneId: zone,
  });
  context.setDefaultTimeout(PATIENCE_MS);
  const complaints: string[] = [];
  const bodies: Promise<string>[] = [];
  const allowed = new Set<number>();
  const underway = new Set<Request>();
  let wasCutOff = false;

  const watch = (page: Page) => {
    const here = () => new URL(page.url(), url).pathname;
    page.on('pageerror', (error) => {
      if (wasLeftWhileReading.test(error.message)) return;
      complaints.push(`${name} at ${here()}: ${error.stack ?? error.message}`);
    });
    page.on('console', (message) => {
      if (message.type() !== 'error') return;
      const status = /responded with a status of (\d+)/.exec(message.text())?.[1];
      if (status && allowed.has(Number(status))) return;
      if (wasCutOff && isCutOff.test(message.text())) return;
      complaints.push(`${name} at ${here()}: ${message.text()} ${message.location().url}`);
    });
    page.on('request', (request) => {
      const to = request.url();
      if (request.isNavigationRequest()) {
        // What the page before asked for ends with it, though the browser does not always say so.
        const left = [...underway];
        page.once('domcontentloaded', () => left.forEach((each) => void underway.delete(each)));
      }
      if (request.resourceType() !== 'eventsource' && !isLookedAtAhead(request)) underway.add(request);
      if (!to.startsWith(`${url}/`) && !/^(data|blob|about):/.test(to))
        complaints.push(`${name} at ${here()}: asked ${to}`);
    });
    page.on('requestfinished', (request) => underway.delete(request));
    page.on('requestfailed', (request) => underway.delete(request));
    page.on('response', (response) => {
      const { pathname } = new URL(response.url());
      if (response.status() >= 400 && !allowed.has(response.status()))
        complaints.push(`${name}: ${response.status()} ${response.request().method()} ${pathname}`);
      // A stream has no end to wait for; what comes over it is noted as it comes.
      if (response.request().resourceType() === 'eventsource') return;
      if (!/^\/assets\/|\.(svg|png|ico|webmanifest)$/.test(pathname) && response.status() < 300)
        bodies.push(response.text().catch(() => ''));
    });
  };
  const told: string[] = [];
  let isListening = false;
  context.on('page', watch);
  const page = await context.newPage();
  const network = await context.newCDPSession(page);
  await network.send('Network.enable');
  network.on('Network.eventSourceMessageReceived', ({ data }) => {
    told.push(data);
    isListening ||= data.includes('"type":"hello"');
  });
  page.on('framenavigated', (frame) => {
    if (frame === page.mainFrame()) isListening = false;
  });

  const settled = async () => {
    const end = Date.now() + 2 * PATIENCE_MS;
    for (let quiet = 0; quiet < 3; quiet = underway.size === 0 ? quiet + 1 : 0) {
      if (Date.now() > end) throw new Error(`${name} still waits for ${[...underway].map(asked).join(', ')}`);
      await new Promise((later) => setTimeout(later, 20));
    }
  };
  const ready = async () => {
    await page.waitForLoadState('load');
    if (!javaScript) return;
    await page.waitForFunction(isRunning);
    await page.evaluate(hasRunEffects);
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
    async listens() {
      for (const end = Date.now() + PATIENCE_MS; !isListening; ) {
        if (Date.now() > end) throw new Error(`${name} hears nothing`);
        await new Promise((later) => setTimeout(later, 20));
      }
    },
    async sees(text) {
      await page.getByText(text).filter({ visible: true }).first().waitFor();
    },
    wasGiven: async () => [...(await Promise.all(bodies)), ...told].join('\n'),
    async offline(isSo) {
      wasCutOff = true;
      await context.setOffline(isSo);
    },
    mayMeet(...statuses) {
      for (const status of statuses) allowed.add(status);
    },
    complaints: () => complaints,
    close: () => context.close(),
  };
}

/**
 * In the page: React has drawn it. Not asynchronous, because a promise is true to `waitForFunction` whatever it holds.
 */
function isRunning(): boolean {
  const container = Object.keys(document).find((key) => key.startsWith('__reactContainer'));
  const root = container && (document as never as Record<string, { stateNode: ReactRoot }>)[container];
  return root ? root.stateNode.current.memoizedState.isDehydrated === false : false;
}
type ReactRoot = { current: { memoizedState: { isDehydrated: boolean } } };

/** In the page, from then on: its effects have had a frame to run in. */
function hasRunEffects(): Promise<true> {
  return new Promise((done) => requestAnimationFrame(() => setTimeout(done, 0, true)));
}
