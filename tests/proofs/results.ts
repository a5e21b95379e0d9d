import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What a whole run leaves in `results/<name>.json`. No times: they would differ on every machine. */
export interface ProofResult {
  name: string;
  claim: string;
  size: number;
  unit: string;
  seed: number;
  /** What was covered, and what was found. */
  figures: Record<string, number>;
  twins: { planted: string; caught: string }[];
  /** `2026-11-22` */
  day: string;
}

export const resultsFolder = join(import.meta.dirname, 'results');

export function listResults(): ProofResult[] {
  if (!existsSync(resultsFolder)) return [];
  return readdirSync(resultsFolder)
    .filter((file) => file.endsWith('.json'))
    .sort()
    .map((file) => JSON.parse(readFileSync(join(resultsFolder, file), 'utf8')));
}
