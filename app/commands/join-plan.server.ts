import { uuidv7 } from 'uuidv7';
import { sessionSecretAt } from '#app/auth/door.server.ts';
import { hasEntered, planAccessFor } from '#app/auth/plan-access.server.ts';
import { type CurrentSession, replaceSession, sessionCookieFor } from '#app/auth/session.server.ts';
import { findToken, useToken } from '#app/auth/tokens.server.ts';
import type { PlanAccess } from '#app/domain/policy.ts';
import { database, type Tx } from '#db/client.server.ts';
import { listReach, saveZoneIfUnknown } from '#db/people.server.ts';
import { saveSessionPlan } from '#db/sessions.server.ts';
import { changePlanIn } from './change-plan.server.ts';

export type JoinAnswer =
  | { kind: 'entered'; planId: string; cookies: string[] }
  /** Used, expired, revoked or unknown: its page says which, and helps. */
  | { kind: 'closed' };

export type Entrance = {
  secret: string;
  current: CurrentSession | undefined;
  /** What this browser was given on the page of the invitation. */
  door: string | undefined;
  /** Where the device says it is, if it says so. */
  zone?: string | undefined;
};

/** Opens one plan to one browser: link, session, and the plan's own record of it, in one transaction. */
export async function joinPlan(entrance: Entrance): Promise<JoinAnswer> {
  const joined = await database().transaction((tx) => join(tx, entrance));
  return joined ?? (await joinedBefore(entrance)) ?? { kind: 'closed' };
}

async function join(tx: Tx, { secret, current, door, zone }: Entrance): Promise<JoinAnswer | null> {
  const token = await useToken(tx, 'invitation', secret);
  if (!token?.personId || !token.planId) return null;
  const { personId, planId } = token;
  const access = await planAccessFor(tx, personId, planId);
  if (!access) return null;
  const cookies: string[] = [];
  if (current?.person.id === personId) {
    if (current.level === 'invited') await saveSessionPlan(tx, current.id, planId);
  } else {
    const session = await replaceSession(tx, current, {
      personId,
      level: 'invited',
      secret: door && sessionSecretAt(door, token.id),
    });
    await saveSessionPlan(tx, session.id, planId);
    cookies.push(session.cookie);
  }
  if (zone) await saveZoneIfUnknown(tx, personId, zone);
  await enter(tx, access);
  return { kind: 'entered', planId, cookies };
}

/** A second tap, or the same again after the first answer was lost. */
async function joinedBefore({ secret, current, door }: Entrance): Promise<JoinAnswer | null> {
  const { db } = database();
  const token = await findToken(db, 'invitation', secret);
  if (token?.state !== 'used' || !token.personId || !token.planId) return null;
  const { personId, planId } = token;
  if (current?.person.id === personId && (await hasEntered(current, planId)))
    return { kind: 'entered', planId, cookies: [] };
  const sessionSecret = door && sessionSecretAt(door, token.id);
  const cookie = sessionSecret && (await sessionCookieFor(sessionSecret));
  return cookie ? { kind: 'entered', planId, cookies: [cookie] } : null;
}

async function enter(tx: Tx, access: PlanAccess): Promise<void> {
  const [answer] = await changePlanIn(tx, access, [{ id: uuidv7(), type: 'enterPlan', args: {} }]);
  // Nothing of it may stand without the rest: the link stays good.
  if (answer?.kind !== 'ok')
    throw new Error(`Entering a plan was answered with ${answer?.kind ?? 'nothing'}`);
}

/** For whoever came in another way than by the link: the plan knows them as entered from then on. */
export async function enterPlanIfNew(tx: Tx, personId: string, planId: string): Promise<void> {
  const own = (await listReach(tx, personId, planId)).find(({ standing }) => standing === null);
  if (!own || own.enteredAt) return;
  const access = await planAccessFor(tx, personId, planId);
  if (access) await changePlanIn(tx, access, [{ id: uuidv7(), type: 'enterPlan', args: {} }]);
}
