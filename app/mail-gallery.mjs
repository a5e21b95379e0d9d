#!/usr/bin/env node
// `npm run mail`: every letter with its preview props, for whoever writes them. Loopback only; nothing is built,
// and a letter saved in the editor is there on the next load.
import { createServer as createHttpServer } from 'node:http';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createServer } from 'vite';

const WANTED_PORT = 3010;
const asked = process.argv[2];

// Not through remix.config.js: letters know nothing of the app around them.
const vite = await createServer({
  root: dirname(dirname(fileURLToPath(import.meta.url))),
  configFile: false,
  appType: 'custom',
  logLevel: 'warn',
  cacheDir: 'node_modules/.cache/throughline-letters',
  esbuild: { target: 'es2022', jsx: 'automatic' },
  optimizeDeps: { noDiscovery: true },
  server: { middlewareMode: true, hmr: false, ws: false },
});

const server = createHttpServer(async (request, response) => {
  try {
    const { galleryPage } = await vite.ssrLoadModule('/emails/gallery.ts');
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    const page = await galleryPage(pathname);
    response.writeHead(page ? 200 : 404, {
      'Content-Type': 'text/html; charset=utf-8',
      'Content-Security-Policy': page?.policy ?? "default-src 'none'",
      'X-Content-Type-Options': 'nosniff',
      'Cache-Control': 'no-store',
    });
    response.end(page?.html ?? 'There is no such letter.');
  } catch (error) {
    process.stderr.write(`${error.stack}\n`);
    response.writeHead(500, { 'Content-Type': 'text/plain; charset=utf-8' });
    response.end(error.stack);
  }
});

server.once('error', (error) => {
  if (error.code !== 'EADDRINUSE' || asked) throw error;
  server.listen(0, '127.0.0.1');
});
server.on('listening', () =>
  process.stdout.write(`\n  Letters: http://localhost:${server.address().port}\n  Ctrl+C stops it.\n\n`),
);
server.listen(Number(asked ?? WANTED_PORT), '127.0.0.1');

for (const signal of ['SIGINT', 'SIGTERM'])
  process.once(signal, () => {
    server.close();
    server.closeAllConnections();
    vite.close();
  });
