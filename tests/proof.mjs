// `npm run proof`: the long form of what `npm test` samples, with the same seeds.
import { spawn } from 'node:child_process';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildWhenStale, installMissing } from '../app/start.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const proofs = [
  'tests/db/conformance-walk.test.ts',
  'tests/db/client-survival.test.ts',
  'tests/mail/delivered.test.ts',
];

await installMissing();
await buildWhenStale();
const args = [
  'node_modules/vitest/vitest.mjs',
  'run',
  '--config',
  'tests/vitest.config.ts',
  '--reporter=verbose',
  ...proofs,
];
const child = spawn(process.execPath, args, {
  cwd: root,
  stdio: 'inherit',
  env: { ...process.env, PROOF: '1' },
});
child.once('close', (code) => {
  process.exitCode = code ?? 1;
});
