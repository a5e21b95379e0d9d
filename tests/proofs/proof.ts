import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { type Random, seeded } from './random.ts';
import { type ProofResult, resultsFolder } from './results.ts';

/** What is claimed, and how much is tried: `sample` in `npm test`, `whole` in `npm run proof`. */
export interface Claim {
  /** Kebab-case; the name of the file of its result. */
  name: string;
  /** One sentence that could be false. */
  claim: string;
  sample: number;
  whole: number;
  /** What `sample` and `whole` count, in the plural. */
  unit: string;
  /** How long the sample may take; the whole may take 30 times that. */
  seconds?: number;
}

export interface Trial {
  size: number;
  random: Random;
  seed: number;
  /** Adds to a figure. Counting none of something puts its 0 into the result. */
  count(label: string, n?: number): void;
  counted(label: string): number;
}

export const isWhole = process.env.PROOF === '1';

/** Committed, so that everybody runs the same; another one only looks around and is not written down. */
const SEED = 20_261_122;
const chosen = process.env.PROOF_SEED;

interface Registered extends Claim {
  figures: Record<string, number>;
  held: boolean;
  twins: { planted: string; caught: string | null }[];
}
/** Of this file: every test file has modules of its own. */
const registered: Registered[] = [];

/** One claim, tried `size` times. It fails by throwing, as any test. */
export function proof(claim: Claim, body: (trial: Trial) => Promise<void>): void {
  const own: Registered = { ...claim, figures: {}, held: false, twins: [] };
  registered.push(own);
  if (registered.length === 1) afterAll(writeResults);
  const limit = (claim.seconds ?? 60) * 1_000;
  const size = isWhole ? claim.whole : claim.sample;
  const title = `${claim.claim} (${size.toLocaleString('en')} ${claim.unit})`;
  test(
    title,
    async () => {
      await body(trialOf(claim.name, size, own.figures));
      own.held = true;
      matchesCommitted(own);
    },
    isWhole ? limit * 30 : limit,
  );
}

/**
 * Plants the bug that the proof above it claims not to have, with the sample's size, and answers in a few words how it
 * was found. It throws when nothing was found: a proof that cannot fail proves nothing.
 */
export function twin(planted: string, body: (trial: Trial) => Promise<string>): void {
  const own = registered.at(-1);
  if (!own) throw new Error('A twin stands below its proof');
  const entry: Registered['twins'][number] = { planted, caught: null };
  own.twins.push(entry);
  const limit = (own.seconds ?? 60) * 1_000;
  test(
    `planted: ${planted}`,
    async () => {
      const caught = await body(trialOf(own.name, own.sample, {}));
      expect(caught, 'how it was caught').toMatch(/\S/);
      entry.caught = caught;
    },
    isWhole ? limit * 3 : limit,
  );
}

function trialOf(name: string, size: number, figures: Record<string, number>): Trial {
  const seed = chosen === undefined ? SEED : Number(chosen);
  if (!Number.isSafeInteger(seed)) throw new Error('PROOF_SEED is a whole number');
  return {
    size,
    seed,
    random: seeded(seed).branch(name),
    count(label, n = 1) {
      figures[label] = (figures[label] ?? 0) + n;
    },
    counted: (label) => figures[label] ?? 0,
  };
}

/** What is written down is about this code: another claim, size or seed needs another `npm run proof`. */
function matchesCommitted({ name, claim, whole, unit }: Registered): void {
  if (isWhole || chosen !== undefined) return;
  const result = readCommitted(name);
  if (!result) return;
  expect(result, `tests/proofs/results/${name}.json, made by npm run proof`).toMatchObject({
    claim,
    size: whole,
    unit,
    seed: SEED,
  });
}

function readCommitted(name: string): ProofResult | null {
  try {
    return JSON.parse(readFileSync(join(resultsFolder, `${name}.json`), 'utf8'));
  } catch {
    return null;
  }
}

function writeResults(): void {
  if (!isWhole || chosen !== undefined) return;
  mkdirSync(resultsFolder, { recursive: true });
  for (const { name, claim, unit, whole, figures, held, twins } of registered) {
    if (!held || twins.length === 0 || twins.some(({ caught }) => caught === null)) continue;
    const result: ProofResult = {
      name,
      claim,
      size: whole,
      unit,
      seed: SEED,
      figures,
      twins: twins.map(({ planted, caught }) => ({ planted, caught: caught ?? '' })),
      day: new Date().toISOString().slice(0, 10),
    };
    writeFileSync(join(resultsFolder, `${name}.json`), `${JSON.stringify(result, null, 2)}\n`);
  }
}
