/**
 * What a page weighs: the JavaScript a browser fetches before it is whole, reckoned from the build and compressed
 * as the server sends it at worst (gzip). What is imported on first use is not counted, unless a page names it as
 * something that it uses at once.
 */
import { existsSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { projectRoot } from '#app/env.server.ts';

/** The part of Vite's manifest that matters here, by the path of the source. */
export type BuildManifest = Record<string, { file: string; imports?: string[]; dynamicImports?: string[] }>;

export interface Page {
  name: string;
  reader: 'buyer' | 'seller';
  /** Its routes, the outermost first; the document's own parts come with every page. */
  routes: string[];
  /** Source files that it imports by itself as soon as it runs. */
  atOnce?: string[];
}

export interface Weight {
  page: Page;
  /** Bytes after gzip, each file by itself, as they travel. */
  bytes: number;
  files: string[];
}

const onPlan = (
  name: string,
  route: string,
  reader: Page['reader'] = 'buyer',
  more: Partial<Page> = {},
): Page => ({
  name,
  reader,
  routes: ['plans.$planId', `plans.$planId.${route}`],
  ...more,
});

/** A buyer's plan and steps stand as the server wrote them, until they are first used; a seller's are awaited. */
export const pages: Page[] = [
  { name: 'invitation', reader: 'buyer', routes: ['invitation.$token'] },
  { name: 'summary by link', reader: 'buyer', routes: ['summary.$token'] },
  onPlan('yours, whole plan', '_index'),
  onPlan('step', 'steps.$stepId'),
  onPlan('approve', 'approve.$stepId'),
  onPlan('glance', 'glance'),
  onPlan('ask', 'ask'),
  onPlan('people', 'people'),
  onPlan('activity', 'activity'),
  onPlan('timeline', 'timeline'),
  onPlan('summary', 'summary'),
  onPlan('plan', '_index', 'seller', { atOnce: ['app/routes/plans.$planId._index/plan-part.tsx'] }),
  { name: 'plans', reader: 'seller', routes: ['plans._index'] },
];

/** The files behind some sources, with everything they import statically. */
export function filesAtFirst(manifest: BuildManifest, sources: string[]): string[] {
  const files = new Set<string>();
  const seen = new Set<string>();
  const follow = (source: string) => {
    if (seen.has(source)) return;
    seen.add(source);
    const chunk = manifest[source];
    if (!chunk) throw new Error(`The build knows nothing of ${source}`);
    if (chunk.file.endsWith('.js')) files.add(chunk.file);
    chunk.imports?.forEach(follow);
  };
  sources.forEach(follow);
  return [...files];
}

export function weigh(manifest: BuildManifest, page: Page, sizeOf: (file: string) => number): Weight {
  const sources = [
    'app/entry.client.tsx',
    sourceOf(manifest, 'app/root'),
    ...page.routes.map((route) => sourceOf(manifest, `app/routes/${route}`)),
    ...(page.atOnce ?? []).map((source) => chunkOf(manifest, source)),
  ];
  const files = filesAtFirst(manifest, sources);
  return { page, bytes: files.reduce((sum, file) => sum + sizeOf(file), 0), files };
}

/** A route is a file or a folder, and Remix marks what the browser gets of it. */
function sourceOf(manifest: BuildManifest, route: string): string {
  const found = Object.keys(manifest).find((source) =>
    [`${route}.tsx`, `${route}/route.tsx`].includes(source.replace(/\?.*$/, '')),
  );
  if (!found) throw new Error(`The build has no page ${route}`);
  return found;
}

/** A chunk whose modules are needed by several others goes by its name alone. */
function chunkOf(manifest: BuildManifest, source: string): string {
  const name = `_${basename(source).replace(/\.\w+$/, '')}-`;
  return source in manifest
    ? source
    : (Object.keys(manifest).find((key) => key.startsWith(name) && key.endsWith('.js')) ?? source);
}

/** Every page, from the build that is there. */
export function weighBuild(): Weight[] {
  const path = join(projectRoot, 'build/.vite/client-manifest.json');
  if (!existsSync(path)) throw new Error('There is no build to weigh: run npm run build first.');
  const manifest = JSON.parse(readFileSync(path, 'utf8')) as BuildManifest;
  const sizes = new Map<string, number>();
  const sizeOf = (file: string) => {
    const size =
      sizes.get(file) ?? gzipSync(readFileSync(join(projectRoot, 'build/client', file)), { level: 9 }).length;
    sizes.set(file, size);
    return size;
  };
  return pages.map((page) => weigh(manifest, page, sizeOf));
}
