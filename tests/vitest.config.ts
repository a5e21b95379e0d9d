import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const at = (path: string) => fileURLToPath(new URL(`../${path}`, import.meta.url));

/** They measure, and so want the machine to themselves. */
const benches = ['cost', 'live', 'schedule'].map((name) => `tests/bench/${name}.test.ts`);

export default defineConfig({
  root: at(''),
  esbuild: { target: 'es2022', jsx: 'automatic' },
  optimizeDeps: { esbuildOptions: { target: 'es2022' } },
  resolve: {
    alias: [
      { find: /^#app\//, replacement: at('app/') },
      { find: /^#db\//, replacement: at('db/') },
      { find: /^#emails\//, replacement: at('emails/') },
      { find: /^#tests\//, replacement: at('tests/') },
    ],
  },
  test: {
    globalSetup: at('tests/support/global-setup.ts'),
    setupFiles: at('tests/support/quiet-console.ts'),
    testTimeout: 30_000,
    hookTimeout: 60_000,
    // A busy machine is late, which no test is about.
    expect: { poll: { timeout: 20_000 } },
    projects: [
      {
        extends: true,
        test: {
          name: 'parts',
          include: ['tests/**/*.test.{ts,tsx}'],
          exclude: ['tests/journeys/**', 'tests/proofs/**', ...benches],
        },
      },
      {
        extends: true,
        // One by one: most have an app, and some a browser, of their own.
        test: {
          name: 'proofs',
          include: ['tests/proofs/**/*.test.ts', ...benches],
          fileParallelism: false,
          sequence: { groupOrder: 1 },
        },
      },
      {
        extends: true,
        // Last and one by one: each drives a browser and an app of its own.
        test: {
          name: 'journeys',
          include: ['tests/journeys/**/*.test.ts'],
          fileParallelism: false,
          sequence: { groupOrder: 2 },
          testTimeout: 120_000,
        },
      },
    ],
  },
});
