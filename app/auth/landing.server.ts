import * as paths from '#app/http/paths.ts';
import type { Db } from '#db/client.server.ts';
import { listReach } from '#db/people.server.ts';
import { isMember } from '#db/sessions.server.ts';
import { reachablePlans } from './plan-access.server.ts';
import type { CurrentSession } from './session.server.ts';

/** Where somebody begins: members at their plans, a buyer of one plan in it. Null when nothing is shared with them. */
export async function landingOf(session: CurrentSession): Promise<string | null> {
  if (session.isMember && session.level === 'signedIn') return paths.plans();
  const plans = await reachablePlans(session);
  return firstPage(plans.map(({ planId }) => planId));
}

/** The same for somebody about to be signed in. */
export async function landingAfterSignIn(on: Db, personId: string): Promise<string> {
  if (await isMember(on, personId)) return paths.plans();
  const reach = await listReach(on, personId);
  return firstPage(reach.map(({ planId }) => planId)) ?? paths.home();
}

const firstPage = ([first, second]: string[]) =>
  first === undefined ? null : second === undefined ? paths.plan(first) : paths.plans();

/** The plan a path lies in. */
export const planIdIn = (path: string): string | undefined =>
  /^\/plans\/([0-9a-f-]{36})(?=[/?#]|$)/.exec(path)?.[1];
