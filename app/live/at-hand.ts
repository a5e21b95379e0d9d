/** Pages whose code is here before anybody opens them, for when there is no connection to fetch it. */
import { partFetches } from './first-use.ts';

interface Route {
  /** Where its code is. */
  module: string;
  css?: string[];
}

declare global {
  interface Window {
    /** Remix's; its version is that of the build this page came from. */
    __remixManifest?: { version?: string; routes: Record<string, Route | undefined> };
  }
}

/** These need nothing but their code: what they say is in the plan around them. */
const PLAN = 'routes/plans.$planId._index';
const STEP = 'routes/plans.$planId.steps.$stepId';
/** The plan's own page, or one of its steps. */
const DESK_PATH = /^\/plans\/([\w-]{36})(\/steps\/[^/]+)?$/;
/** Remix asks about so many addresses at once, since they go in one address. */
const AT_ONCE = 30;
const WITHIN_MS = 500;

const known = new Set<string>();
let coming: Promise<void> = Promise.resolve();
const here = new Set<string>();

/**
 * Sees to it that the plan and the steps which this page leads to open without a connection, and so does the page itself
 * once it was left. What could not be had is asked for the next time.
 */
export function bringPages(): Promise<void> {
  const plan = planAt(location.pathname);
  const links = [...document.querySelectorAll('a')].map(({ pathname }) => pathname);
  const paths = new Set(plan ? [location.pathname, `/plans/${plan}`, ...links] : []);
  const fresh = [...paths].filter((path) => planAt(path) === plan && !known.has(path));
  for (const path of fresh) known.add(path);
  coming = coming
    .then(() => fetchPages(fresh))
    .catch(() => {
      for (const path of fresh) known.delete(path);
    });
  return coming;
}

/** Only from the plan to its steps and back: from any other page the plan would be read anew. */
export const isAtHand = ({ pathname }: HTMLAnchorElement): boolean =>
  known.has(pathname) && here.has(routeOf(pathname)) && planAt(pathname) === planAt(location.pathname);

const planAt = (pathname: string): string | undefined => DESK_PATH.exec(pathname)?.[1];
const routeOf = (pathname: string): string => (DESK_PATH.exec(pathname)?.[2] ? STEP : PLAN);

async function fetchPages(paths: string[]): Promise<void> {
  for (let at = 0; at < paths.length; at += AT_ONCE) await discover(paths.slice(at, at + AT_ONCE));
  for (const page of [STEP, PLAN]) {
    const route = window.__remixManifest?.routes[page];
    if (!route || here.has(page)) continue;
    await Promise.all([import(/* @vite-ignore */ route.module), ...(route.css ?? []).map(fetchWhole)]);
    await Promise.all([...partFetches].map((fetchPart) => fetchPart()));
    here.add(page);
  }
}

/** Remix asks the server which route an address has before it goes there, and of links marked so ahead of time. */
async function discover(paths: string[]): Promise<void> {
  const links = document.createElement('div');
  links.hidden = true;
  for (const path of paths) {
    const link = document.createElement('a');
    link.href = path;
    link.dataset.discover = 'true';
    links.append(link);
  }
  document.body.append(links);
  await new Promise((later) => setTimeout(later, WITHIN_MS));
  links.remove();
}

const fetchWhole = async (href: string) => await (await fetch(href)).arrayBuffer();
