// `npm run proof`: the whole of what `npm test` samples, with the same seeds. Writes the results and TRUST.md.
import { spawn } from 'node:child_process';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildWhenStale, installMissing } from '../app/start.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const [...named] = process.argv.slice(2);
const proofs = [
  'tests/proofs/',
  'tests/bench/',
  'tests/db/conformance-walk.test.ts',
  'tests/db/client-survival.test.ts',
  'tests/mail/delivered.test.ts',
];
// Compares the page with the results, and so comes after both are written.
const page = 'tests/proofs/trust-page.test.ts';

function vitest(args, env) {
  const child = spawn(
    process.execPath,
    [
      'node_modules/vitest/vitest.mjs',
      'run',
      '--config',
      'tests/vitest.config.ts',
      '--reporter=verbose',
      ...args,
    ],
    { cwd: root, stdio: 'inherit', env: { ...process.env, ...env } },
  );
  return new Promise((resolve) => child.once('close', (code) => resolve(code ?? 1)));
}

await installMissing();
await buildWhenStale();
process.exitCode = await vitest([`--exclude=${page}`, ...(named.length > 0 ? named : proofs)], {
  PROOF: '1',
});
if (process.exitCode === 0) {
  const { runnerImport } = await import('vite');
  const { module } = await runnerImport('./tests/proofs/trust-page.ts', { root, configFile: false });
  module.writeTrustPage();
  process.exitCode = await vitest([page], {});
}
