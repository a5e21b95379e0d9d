import type { Change, ChangeOf } from '#app/domain/change.ts';
import { type Absent, absent } from '#app/domain/command.ts';
import { nameOf } from '#app/domain/plan-words.ts';
import type { PlanAccess } from '#app/domain/policy.ts';
import { closingOf } from '#db/history.server.ts';
import type { Envelope } from './registry.ts';
import type { Writing } from './writing.server.ts';

/** To an answer that came too late: who answered first, or took the question back. Both sides read that in Activity too. */
export async function whatBecameOf(
  writing: Writing,
  access: PlanAccess,
  { args }: Envelope,
): Promise<Absent> {
  const { tx, plan } = writing;
  for (const id of offersIn(args)) {
    if (plan.offers.some((offer) => offer.id === id)) continue;
    await writing.saved;
    const event = await closingOf(tx, access, id);
    const change = event?.body as Change | null | undefined;
    if (!event || change?.kind !== 'offerClosed') return absent;
    const who = event.by === access.personId ? 'You' : nameOf(plan, event.by);
    return { kind: 'absent', sentence: `${who} ${did[change.outcome]} before. Nothing was changed.` };
  }
  return absent;
}

const did: Record<ChangeOf<'offerClosed'>['outcome'], string> = {
  accepted: 'said yes to this',
  answeredOtherwise: 'answered this with something else',
  declined: 'said no to this',
  withdrawn: 'took this question back',
};

function offersIn(args: unknown): string[] {
  const { offerId, offerIds } = (args ?? {}) as { offerId?: unknown; offerIds?: unknown };
  return [offerId, ...(Array.isArray(offerIds) ? offerIds : [])].filter((id) => typeof id === 'string');
}
