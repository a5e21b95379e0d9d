import { type Plan, personOf, pointPersons, type Stakeholder, sideName } from '#app/domain/plan.ts';
import { firstName } from '#app/domain/plan-words.ts';
import type { Tx } from '#db/client.server.ts';
import { findPerson } from '#db/people.server.ts';

export interface Sender {
  words: { personName: string; companyName: string };
  /** Null when it would be the reader: nobody gets letters from themselves. */
  fromName: string | null;
  address: string | null;
}

/** Who did it, as long as they are on the plan; else who leads this at the seller. */
export async function senderOf(
  tx: Tx,
  plan: Plan,
  readerId: string,
  personId: string | null,
): Promise<Sender> {
  const actor = actorIn(plan, personId);
  const words = wordsOf(plan, actor);
  if (!actor || actor.personId === readerId) return { words, fromName: null, address: null };
  const person = await findPerson(tx, actor.personId);
  return {
    words,
    fromName: `${firstName(actor.name)} at ${words.companyName} via Throughline`,
    address: person?.address ?? null,
  };
}

/** The same in words alone, for a letter that is only shown. */
export const senderWords = (plan: Plan, personId: string): Sender['words'] =>
  wordsOf(plan, actorIn(plan, personId));

const actorIn = (plan: Plan, personId: string | null): Stakeholder | undefined =>
  (personId && personOf(plan, personId)) || pointPersons(plan, 'seller')[0];

const wordsOf = (plan: Plan, actor: Stakeholder | undefined) => ({
  personName: actor?.name ?? plan.sellerName,
  companyName: sideName(plan, actor?.side ?? 'seller'),
});
