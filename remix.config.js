import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { vitePlugin as remix } from '@remix-run/dev';
import { defineConfig } from 'vite';

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
        if (!entry.isFile() || !COMPRESSIBLE.has(extname(entry.name))) continue;
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

export default defineConfig(({ command }) => ({
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
    precompressedAssets(),
  ],
  build: { target: 'es2022', assetsInlineLimit: 0 },
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
