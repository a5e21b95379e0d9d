/**
 * Who may look at a letter once it was sent. Whoever it went to; and who answers for the people of the same side,
 * which may read all of its own layer. Nobody at the other side: a letter says who is late to nobody else.
 */
import type { Layer, Side } from './layer.ts';

export interface SentLetter {
  kind: string;
  personId: string;
  /** Of whom it went to, as they stand on the plan now. */
  side: Side;
  /** Of everything it tells. */
  layers: readonly Layer[];
}

export interface LetterReader {
  personId: string;
  side: Side;
  pointPerson: boolean;
  layers: readonly Layer[];
}

/** What is written about a plan; whatever else is written goes to one person alone. */
const aboutThePlan: ReadonlySet<string> = new Set(['news', 'invitation', 'addressBounced']);

export function mayReadLetter(letter: SentLetter, reader: LetterReader): boolean {
  // Somebody who has changed sides took nothing with them.
  if (!letter.layers.every((layer) => reader.layers.includes(layer))) return false;
  if (letter.personId === reader.personId) return true;
  const looksAfter = reader.pointPerson && reader.layers.includes(reader.side);
  return looksAfter && letter.side === reader.side && aboutThePlan.has(letter.kind);
}
