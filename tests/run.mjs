// `npm test`: types, lint, import rules, the build and every test, on a clone where nothing is installed yet.
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildWhenStale, installMissing } from '../app/start.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const cache = join(root, 'node_modules/.cache/throughline');
const count = { passed: 0, failed: 0 };

const bin = (path, ...args) => [process.execPath, join(root, 'node_modules', path), ...args];
const CHECKS = {
  types: bin('typescript/bin/tsc', '-p', '.'),
  lint: bin('@biomejs/biome/bin/biome', 'check', '--config-path', '.biome.json', '--error-on-warnings', '.'),
  'import rules': bin(
    'dependency-cruiser/bin/dependency-cruise.mjs',
    '--config',
    '.dependency-cruiser.cjs',
    'app',
    'db',
    'emails',
  ),
};

/** `quiet` keeps what it says until it fails. */
function run([program, ...args], { quiet }) {
  return new Promise((resolve) => {
    const stdio = quiet ? ['ignore', 'pipe', 'pipe'] : 'inherit';
    const child = spawn(program, args, { cwd: root, stdio });
    let output = '';
    child.stdout?.on('data', (chunk) => (output += chunk));
    child.stderr?.on('data', (chunk) => (output += chunk));
    child.once('error', (error) => resolve({ code: 1, output: String(error) }));
    child.once('close', (code) => resolve({ code: code ?? 1, output }));
  });
}

function report(name, passed, output = '') {
  count[passed ? 'passed' : 'failed'] += 1;
  process.stdout.write(`${passed ? 'ok    ' : 'FAILED'}  ${name}\n${passed ? '' : `${output}\n`}`);
}

async function check(name) {
  const { code, output } = await run(CHECKS[name], { quiet: true });
  report(name, code === 0, output);
}

async function build() {
  try {
    await buildWhenStale();
    report('build', true);
  } catch (error) {
    report('build', false, error.message);
  }
}

async function vitest() {
  const results = join(cache, 'results.json');
  rmSync(results, { force: true });
  const args = ['run', '--config', 'tests/vitest.config.ts', '--reporter=default', '--reporter=json'];
  const { code } = await run(
    bin('vitest/vitest.mjs', ...args, `--outputFile=${results}`, ...process.argv.slice(2)),
    { quiet: false },
  );
  const found = existsSync(results) ? JSON.parse(readFileSync(results, 'utf8')) : undefined;
  count.passed += found?.numPassedTests ?? 0;
  count.failed += found?.numFailedTests ?? 0;
  // A file that cannot be loaded, or a rejection nobody caught, fails the run without failing a test.
  if (code !== 0 && !found?.numFailedTests) report('test run', false);
  if (code === 0 && !found?.numPassedTests) report('test run', false, 'No test ran.');
}

await installMissing();
mkdirSync(cache, { recursive: true });
await Promise.all([check('types'), check('lint').then(() => check('import rules'))]);
await build();
await vitest();
process.stdout.write(`\n${count.passed} passed, ${count.failed} failed\n`);
process.exitCode = count.failed === 0 ? 0 : 1;
