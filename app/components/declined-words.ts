/** A no in words: who said it, and why. */
import type { Plan, Side, Step } from '#app/domain/plan.ts';
import { ownerSides, sideName } from '#app/domain/plan.ts';
import { ended } from '#app/domain/plan-words.ts';

/** The side whose work it would have been; null where both were to do it. */
export function declinedBy(step: Step): Side | null {
  const [side, other] = ownerSides(step);
  return side && !other ? side : null;
}

/** "Acme said no: Rui is away until January." `who`: a name, where it is known. */
export function declinedWords(plan: Plan, step: Step, who?: string): string {
  const side = declinedBy(step);
  const by = who ?? (side ? sideName(plan, side) : 'The other side');
  return ended(`${by} said no${step.declinedReason ? `: ${step.declinedReason}` : ''}`);
}
