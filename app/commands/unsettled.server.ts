/** What waits for one person on a plan, because somebody else had written there first. */
import type { Answer } from '#app/domain/command.ts';
import { type Day, dayOf } from '#app/domain/day.ts';
import type { Plan } from '#app/domain/plan.ts';
import type { PlanAccess } from '#app/domain/policy.ts';
import {
  byField,
  newestFirst,
  type Standing,
  standingOf,
  type ToldWaiting,
  type Unsettled,
  type Waiting,
  withEarlier,
} from '#app/domain/unsettled.ts';
import { numberOf } from '#app/domain/version.ts';
import { database, db } from '#db/client.server.ts';
import { eventAt } from '#db/history.server.ts';
import { listUnsettled, type StoredCommand, settleCommands } from '#db/known-commands.server.ts';
import { setScope } from '#db/scope.server.ts';
import { asRead } from './decide-envelope.server.ts';
import { type Envelope, registry } from './registry.ts';

/** Null for what is no conflict, or cannot be sent again. */
export function unsettledIn({ id, type, answer, lost, settledAt, at }: StoredCommand): Unsettled | null {
  const met = answer as Answer;
  if (met.kind !== 'conflict' || lost === null || settledAt !== null || !isKnown(type)) return null;
  return { id, type, args: lost.args, base: lost.base, field: met.field, version: met.version, at };
}

const isKnown = (type: string): type is Unsettled['type'] => Object.hasOwn(registry, type);

/** Everything of theirs on this plan. */
export const readUnsettled = async (access: PlanAccess): Promise<Unsettled[]> =>
  (await listUnsettled(db, access)).flatMap((row) => unsettledIn(row) ?? []);

/** Newest first, each told by the plan as this person reads it now: what they do not see is gone. */
export function stillWaiting(access: PlanAccess, plan: Plan, all: readonly Unsettled[]): Waiting[] {
  if (all.length === 0) return [];
  const today = dayOf(new Date(), plan.zone);
  return byField(all)
    .flatMap((one) => waitingIn(access, plan, today, one))
    .sort((a, b) => newestFirst(a.newest, b.newest));
}

/** The same with who wrote what stands there now. */
export async function listWaiting(access: PlanAccess, plan: Plan): Promise<ToldWaiting[]> {
  const waiting = stillWaiting(access, plan, await readUnsettled(access));
  if (waiting.length === 0) return [];
  const { workspaceId, planId, layers } = access;
  return await database().transaction(async (tx) => {
    await setScope(tx, { workspaceId, planIds: [planId], layers });
    return await Promise.all(
      waiting.map(async (one) => {
        const { standing } = one;
        if (standing.kind !== 'conflict') return { ...one, by: null, since: null };
        const event = await eventAt(tx, workspaceId, planId, standing.layer, numberOf(standing.version));
        return {
          ...one,
          by: plan.people.find((p) => p.personId === event?.by)?.name ?? null,
          since: event && new Date(event.at).toISOString(),
        };
      }),
    );
  });
}

function waitingIn(
  access: PlanAccess,
  plan: Plan,
  today: Day,
  { newest, earlier }: { newest: Unsettled; earlier: Unsettled[] },
): Waiting[] {
  const { type } = newest;
  // What was stored outlives the code that wrote it.
  const args = registry[type].args.safeParse(newest.args);
  const standing: Standing = args.success
    ? standingOf(plan, { ...newest, args: args.data }, access, today)
    : { kind: 'gone' };
  // There is nothing to keep of a yes whose question is gone.
  if (standing.kind === 'same' || (standing.kind === 'gone' && type === 'acceptOffers')) return [];
  return [{ newest, earlier, standing }];
}

/** They leave it as it is; with it goes what they had written there before. What is not their own is unknown. */
export async function leaveAsItIs(access: PlanAccess, commandId: string): Promise<void> {
  const settled = withEarlier(await readUnsettled(access), commandId);
  await settleCommands(
    db,
    access,
    settled.map(({ id }) => id),
    new Date().toISOString(),
  );
}

/** In full, so that it can be sent again. */
export const lostIn = (envelope: Envelope): StoredCommand['lost'] =>
  envelope.type === 'undo' ? null : { args: asRead(envelope), base: envelope.base ?? {} };
