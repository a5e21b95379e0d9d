import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const root = fileURLToPath(new URL('..', import.meta.url));
const at = (path: string) => fileURLToPath(new URL(`../${path}`, import.meta.url));

export default defineConfig({
  root,
  esbuild: { target: 'es2022', jsx: 'automatic' },
  resolve: {
    alias: [
      { find: /^#app\//, replacement: at('app/') },
      { find: /^#db\//, replacement: at('db/') },
      { find: /^#emails\//, replacement: at('emails/') },
      { find: /^#tests\//, replacement: at('tests/') },
    ],
  },
  test: { include: ['tests/**/*.test.{ts,tsx}'], testTimeout: 30_000, hookTimeout: 60_000 },
});
