import { randomUUID } from 'node:crypto';
import type { Answer, Conflict, Context } from '#app/domain/command.ts';
import { dayOf } from '#app/domain/day.ts';
import type { CommentFile } from '#app/domain/file.ts';
import type { PlanAccess } from '#app/domain/policy.ts';
import { numberOf } from '#app/domain/version.ts';
import { digestOfValue } from '#db/hash-chain.server.ts';
import type { Deciding } from './deciding.ts';
import type { Envelope } from './registry.ts';
import { writerOf } from './writer-of.server.ts';

/** Who asks, when, and what they had seen. */
export function contextFor(
  { plan, pending }: Deciding,
  access: PlanAccess,
  envelope: Envelope,
  files?: readonly CommentFile[],
): Context {
  const { personId, side, stakeholderId, proven, freshFor, standing } = access;
  const own = plan.people.find((p) => p.id === stakeholderId);
  const oversees = standing === 'owner' || standing === 'admin';
  return {
    actor: {
      ...{ personId, side, stakeholderId, proven },
      pointPerson: oversees || (own?.pointPerson ?? false),
      ...(freshFor && { freshFor }),
    },
    today: dayOf(pending.head.at, plan.zone),
    now: new Date(pending.head.at).toISOString(),
    base: envelope.base ?? {},
    newId: randomUUID,
    ...(files && { files }),
    digest: digestOfValue,
  };
}

/** Both values, and who wrote the one that stands. */
export async function conflictAnswer(deciding: Deciding, conflict: Conflict): Promise<Answer> {
  const { field, yours, current, version, layer } = conflict;
  const event = await writerOf(deciding, layer, numberOf(version));
  const by = deciding.plan.people.find((p) => p.personId === event?.by)?.name ?? null;
  const at = event ? new Date(event.at).toISOString() : null;
  return { kind: 'conflict', field, yours, current, version, by, at };
}
