import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface Planted {
  /** How its path ends. */
  file: string;
  find: string;
  put: string;
}

export interface DomainRun {
  passed: number;
  failed: string[];
}

interface Report {
  numPassedTests: number;
  testResults: { message: string; assertionResults: { status: string; fullName: string }[] }[];
}

/** Every test of the domain, in a process whose clock stands in that zone. `only` names files by part of their path. */
export async function domainUnder(zone: string, only: string[] = [], planted?: Planted): Promise<DomainRun> {
  const folder = await mkdtemp(join(tmpdir(), 'clock-'));
  const report = join(folder, 'report.json');
  const { VITEST: _, ...env } = process.env;
  const child = spawn(
    process.execPath,
    [
      'node_modules/vitest/vitest.mjs',
      'run',
      '--config=tests/proofs/clocks/vitest.config.ts',
      '--reporter=json',
      `--outputFile=${report}`,
      ...only,
    ],
    {
      env: { ...env, TZ: zone, PLANTED: JSON.stringify(planted ?? null) },
      stdio: ['ignore', 'ignore', 'pipe'],
    },
  );
  let complaint = '';
  child.stderr.on('data', (chunk) => {
    complaint += chunk;
  });
  try {
    await new Promise((ended) => child.once('close', ended));
    const told = await readFile(report, 'utf8').catch(() => null);
    if (!told) throw new Error(`The tests did not run: ${complaint}`);
    const { numPassedTests, testResults } = JSON.parse(told) as Report;
    const failed = testResults.flatMap(({ message, assertionResults }) => [
      ...(assertionResults.length === 0 ? [message] : []),
      ...assertionResults.filter(({ status }) => status === 'failed').map(({ fullName }) => fullName),
    ]);
    return { passed: numPassedTests, failed };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
