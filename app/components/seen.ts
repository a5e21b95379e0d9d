import type { Versions } from '#app/domain/plan.ts';

/** The `base` of a command: the versions of these fields as the reader sees them. */
export const seen = (thing: { versions: Versions }, ...fields: string[]): Record<string, number> =>
  Object.fromEntries(fields.map((field) => [field, thing.versions[field] ?? 0]));
