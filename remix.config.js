import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { vitePlugin as remix } from '@remix-run/dev';
import { defineConfig, normalizePath } from 'vite';

const root = fileURLToPath(new URL('.', import.meta.url));

/**
 * Compiles our own HTTP process as the entry of the server build, so that server, routes, worker and
 * migrations share one module graph and production is `node build/server/index.js`.
 */
function serverEntry() {
  return {
    name: 'throughline:server-entry',
    config: (_config, { command, isSsrBuild }) =>
      command === 'build' && isSsrBuild
        ? { build: { rollupOptions: { input: join(root, 'app/server.ts') } } }
        : undefined,
    configResolved(config) {
      // Configs are merged, so Remix's own input may still stand beside ours.
      if (config.command === 'build' && config.build.ssr)
        config.build.rollupOptions.input = join(root, 'app/server.ts');
    },
  };
}

const FRAMEWORK =
  /\/node_modules\/(react|react-dom|scheduler|react-router|react-router-dom|turbo-stream|@remix-run\/[^/]+)\//;

/** Vite's own, by which a page fetches what it needs only later: left to itself, the first page that has it keeps it. */
const FETCHER = 'vite/preload-helper';

/** What a page has at once need not be listed with each of its parts that come later. */
const isThereAlready = (file) => /\/(framework|pages|looks|rules|parts|plan)-[\w-]{8}\.js$/.test(file);

const OURS = /\/app\/(components|domain|http|live|ui)\//;
const ROUTE = /\/app\/routes\/([^/?]+)/;
const isPlanPage = (route) => route.startsWith('plans.$planId');
/** Around every page of a plan. */
const PLAN_LAYOUT = 'plans.$planId.tsx';

/** Opened now and then: what they share with another page is not put on all the others. */
const isSeldom = (route) =>
  /^(plans\.\$planId\.(add|meetings|template|steps\.\$stepId_\.)|settings_\.|mailbox\.|replies\.|today\b)/.test(
    route,
  );

/** From so many on, what pages share is in the file they all load; with fewer it would burden the others. */
const many = 5;
/** The same among the pages of a plan. */
const manyOfPlan = 4;

/** The routes that load a module at once, or with `everUsed` also on first use, which reaches none at once. */
function routesReaching(id, getModuleInfo, known, everUsed = false, path = new Set()) {
  const found = known.get(id);
  if (found) return found;
  const routes = new Set();
  const info = getModuleInfo(id);
  if (info?.isEntry) routes.add(ROUTE.exec(id)?.[1] ?? 'every page');
  path.add(id);
  const importers = [...(info?.importers ?? []), ...(everUsed ? (info?.dynamicImporters ?? []) : [])];
  for (const importer of importers) {
    if (path.has(importer)) continue;
    for (const route of routesReaching(importer, getModuleInfo, known, everUsed, path)) routes.add(route);
  }
  path.delete(id);
  known.set(id, routes);
  return routes;
}

const isStyle = (id) => id.split('?')[0].endsWith('.css');
/** Pages that have it have parts whose code comes after them: what the server writes of these needs its looks at once. */
const WRITES_AHEAD = normalizePath(join(root, 'app/live/when-used.tsx'));

/**
 * A page is a few files, because what is compressed together is smaller: the framework, which stays in the browser's
 * cache from release to release; what most pages share; what the pages of a plan share; the rules and parts that
 * a plan shares with a page outside it; and its own. Whatever a module imports is needed by at least as many pages,
 * so that none of these files needs one that needs it. What parts look like that the server writes ahead of their code
 * is in one file, which their pages link at once: without it they would stand there bare.
 */
function fewChunks() {
  const known = new Map();
  const later = new Map();
  const manualChunks = (id, { getModuleInfo }) => {
    if (FRAMEWORK.test(id) || id.includes(FETCHER)) return 'framework';
    const ahead = routesReaching(WRITES_AHEAD, getModuleInfo, known);
    if (isStyle(id) && [...routesReaching(id, getModuleInfo, later, true)].some((route) => ahead.has(route)))
      return 'looks';
    if (!OURS.test(id)) return undefined;
    const reaching = [...routesReaching(id, getModuleInfo, known)].filter((route) => !isSeldom(route));
    const plans = reaching.filter(isPlanPage).length;
    const others = reaching.length - plans;
    if (others > many || reaching.includes('every page')) return 'pages';
    if (others > 0 && id.includes('/app/domain/')) return 'rules';
    // A control is so small that a file of its own would weigh more than it does.
    const isFew = plans < (id.includes('/app/ui/') ? 3 : manyOfPlan);
    if (isFew && !reaching.includes(PLAN_LAYOUT)) return undefined;
    return others > 0 ? 'parts' : 'plan';
  };
  return {
    name: 'throughline:few-chunks',
    config: (_config, { command, isSsrBuild }) =>
      command === 'build' && !isSsrBuild
        ? { build: { rollupOptions: { output: { manualChunks } } } }
        : undefined,
  };
}

const styleSheets = new Map();

/** `.row` of `plan-step.module.css` becomes `plan-step_row`: legible, and lighter than a name with a hash in it. */
function className(name, file) {
  const sheet = basename(file.split('?')[0], '.module.css');
  const known = styleSheets.get(sheet) ?? file;
  if (known !== file)
    throw new Error(`Two style sheets of one name share their classes: ${known} and ${file}`);
  styleSheets.set(sheet, file);
  return `${sheet}_${name}`;
}

const COMPRESSIBLE = new Set(['.js', '.css', '.svg', '.json', '.html', '.txt', '.webmanifest']);

/** Assets are compressed once here instead of on each request. */
function precompressedAssets() {
  let isServerBuild = false;
  return {
    name: 'throughline:precompressed-assets',
    apply: 'build',
    configResolved(config) {
      isServerBuild = Boolean(config.build.ssr);
    },
    closeBundle() {
      // The server build comes last and moves its own assets among the client's.
      if (!isServerBuild) return;
      for (const entry of readdirSync(join(root, 'build/client'), { recursive: true, withFileTypes: true })) {
        if (!entry.isFile() || entry.parentPath.endsWith('.vite') || !COMPRESSIBLE.has(extname(entry.name)))
          continue;
        const path = join(entry.parentPath, entry.name);
        const content = readFileSync(path);
        if (content.length < 1024) continue;
        writeFileSync(`${path}.gz`, gzipSync(content, { level: 9 }));
        writeFileSync(
          `${path}.br`,
          brotliCompressSync(content, { params: { [constants.BROTLI_PARAM_SIZE_HINT]: content.length } }),
        );
      }
    },
  };
}

export default defineConfig(({ command, isSsrBuild }) => ({
  root,
  plugins: [
    remix({
      appDirectory: 'app',
      ignoredRouteFiles: ['**/*'],
      future: {
        v3_fetcherPersist: true,
        v3_lazyRouteDiscovery: true,
        v3_relativeSplatPath: true,
        v3_routeConfig: true,
        v3_singleFetch: true,
        v3_throwAbortReason: true,
      },
    }),
    serverEntry(),
    fewChunks(),
    precompressedAssets(),
  ],
  // The manifest is what the weight of a page is reckoned from; it is no file that is served.
  build: {
    target: 'es2022',
    // The server stays readable: its stacks are, and what a test plants in it.
    minify: isSsrBuild ? false : 'terser',
    terserOptions: { module: true, ecma: 2020, compress: { passes: 3, keep_fargs: false } },
    assetsInlineLimit: 0,
    modulePreload: { resolveDependencies: (_, files) => files.filter((file) => !isThereAlready(file)) },
    manifest: true,
  },
  css: { modules: { generateScopedName: className } },
  esbuild: { target: 'es2022' },
  optimizeDeps: {
    // Found while a page loads, a dependency would bring a second React into it.
    entries: ['app/entry.client.tsx', 'app/root.tsx', 'app/routes/**/*.tsx'],
    esbuildOptions: { target: 'es2022' },
  },
  // Hundreds of small files start faster in one bundle; in dev the same bundling slows the first request.
  ssr: command === 'build' ? { noExternal: [/^@radix-ui\//, 'radix-ui', 'lucide-react'] } : {},
  server: { host: '127.0.0.1' },
}));
