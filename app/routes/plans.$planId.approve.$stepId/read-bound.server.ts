import * as z from 'zod';
import { type Bound, decidingWays } from '#app/domain/bound.ts';

const side = z.enum(['seller', 'buyer']);
const shape: z.ZodType<Bound> = z.strictObject({
  title: z.string(),
  ask: z.string(),
  doneWhen: z.string(),
  links: z.array(z.strictObject({ name: z.string(), url: z.string() })).max(100),
  inputs: z.array(z.strictObject({ name: z.string(), side })).max(100),
  conditions: z.array(z.string()).max(20),
  way: z.enum(decidingWays),
  asked: z
    .array(z.strictObject({ side, role: z.string().nullable(), stakeholderId: z.string().nullable() }))
    .max(100),
});

/** What a form says its reader had before them; null where it is nothing of the kind. */
export function readBound(text: FormDataEntryValue | null): Bound | null {
  if (typeof text !== 'string' || text.length > 40_000) return null;
  try {
    return shape.parse(JSON.parse(text));
  } catch {
    return null;
  }
}
