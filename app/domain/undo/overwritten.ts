/**
 * What stands in the way of taking something back: a field that somebody has written since. Both values are told, so
 * that whoever wanted to take back their own sees what it would have cost.
 */
import { type Decision, type Refused, refuse } from '../command.ts';
import type { Layer, Plan, Versions } from '../plan.ts';
import { nameOfField, valueInWords } from './field-in-words.ts';

export interface Overwritten {
  /** "The day of “Demo”" */
  about: string;
  yours: string;
  stands: string;
  /** Which event wrote what stands. */
  layer: Layer;
  version: number;
}

/** A field of something on the plan, as the act to take back left it and as it is now. */
export interface Field {
  thing: { id: string; layer: Layer; versions: Versions };
  name: string;
  left: unknown;
  now: unknown;
}

export const overwritten = (plan: Plan, { thing, name, left, now }: Field): Overwritten => ({
  about: nameOfField(plan, thing, name),
  yours: valueInWords(plan, thing, name, left),
  stands: valueInWords(plan, thing, name, now),
  layer: thing.layer,
  version: thing.versions[name] ?? 0,
});

/** `by`: "Dana", or "You" when it was the same person later; null where nobody is known. */
export function overwrittenSentence({ about, yours, stands }: Overwritten, by: string | null): string {
  const writer = by === 'You' ? 'you have' : `${by ?? 'somebody'} has`;
  const field = about.charAt(0).toLowerCase() + about.slice(1);
  return yours === stands
    ? `That was not taken back, because ${writer} since written the same: ${field} is ${stands}.`
    : `That was not taken back, because ${writer} changed it since: ${field} is now ${stands}, and yours was ${yours}.`;
}

/** A refusal that knows what stands; whoever answers it may know by whom. */
export interface RefusedOver extends Refused {
  over: Overwritten;
}
export const refuseOver = (over: Overwritten): RefusedOver => ({
  ...refuse('undo', overwrittenSentence(over, null)),
  over,
});
export const isRefusedOver = (decision: Decision): decision is RefusedOver =>
  decision.kind === 'refused' && 'over' in decision;
