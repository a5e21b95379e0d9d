/** The domain's tests alone, on a machine with another clock; `PLANTED` puts a bug into a file of theirs. */
import { defineConfig } from 'vitest/config';
import whole from '../../vitest.config.ts';
import type { Planted } from './under-clock.server.ts';

const planted = JSON.parse(process.env.PLANTED ?? 'null') as Planted | null;

export default defineConfig({
  root: whole.root,
  esbuild: whole.esbuild,
  resolve: whole.resolve,
  plugins: [
    {
      name: 'planted',
      enforce: 'pre',
      transform(code, id) {
        if (!planted || !id.endsWith(planted.file)) return null;
        if (!code.includes(planted.find)) throw new Error(`${planted.file} has changed`);
        return code.replace(planted.find, planted.put);
      },
    },
  ],
  test: { include: ['tests/domain/**/*.test.ts'], testTimeout: 120_000 },
});
