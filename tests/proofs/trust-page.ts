import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { listResults, type ProofResult } from './results.ts';

const trustPage = join(import.meta.dirname, '../../TRUST.md');

/** At the end of `npm run proof`. */
export function writeTrustPage(): void {
  writeFileSync(trustPage, trustPageOf(listResults()));
}

/** The page, made from results alone: nobody edits a figure by hand. */
export function trustPageOf(results: readonly ProofResult[]): string {
  const rows = results.map((result) => `| ${cellsOf(result).map(cell).join(' | ')} |`);
  return [
    '# What is proven, and how',
    '',
    'Throughline holds two companies’ plans, private notes and approvals. This page says what was tried against that,',
    'how often, and what came of it. It is made by `npm run proof` from `tests/proofs/results`; `npm test` runs a',
    'smaller sample of every line, with the same seed, and fails when this page says something else.',
    '',
    'Each line has a **twin**: the same test with a bug planted on purpose. A proof that cannot fail proves nothing, so',
    'a line stands here only when its twin was caught.',
    '',
    '| Claim | What was tried | What came of it | Seed, day | Its twin |',
    '|---|---|---|---|---|',
    ...rows,
    '',
    '## What this does not say',
    '',
    '- These are tests, not proofs in the mathematical sense: they look for counter-examples, and found none.',
    '- Whoever runs the server can read everything in its database. The product says so where it matters.',
    '- Nobody outside the project has reviewed it. How to report what these tests missed: `SECURITY.md`.',
    '',
    'Run it: `npm run proof`. Another seed: `PROOF_SEED=7 npm run proof` (looks around, and writes nothing here).',
    '',
  ].join('\n');
}

function cellsOf({ claim, size, unit, figures, seed, day, twins }: ProofResult): string[] {
  const came = Object.entries(figures).map(([label, n]) => `${label}: ${number(n)}`);
  const caught = twins.map(({ planted, caught }) => `*${planted}*: ${caught}`);
  return [claim, `${number(size)} ${unit}`, came.join('<br>'), `${seed}<br>${day}`, caught.join('<br>')];
}

const number = (n: number): string => n.toLocaleString('en');

const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('\n', ' ');
