import { type AppLoadContext, data, redirect } from '@remix-run/node';
import { isUuid } from '#app/domain/ids.ts';
import type { Layer } from '#app/domain/plan.ts';
import { type Ability, can, type PlanAccess, type Standing } from '#app/domain/policy.ts';
import * as paths from '#app/http/paths.ts';
import { forbidden, gone, notFound } from '#app/http/replies.ts';
import type { Reply } from '#app/http/reply.ts';
import { type Db, db } from '#db/client.server.ts';
import {
  findPerson,
  listReach,
  listReachOf,
  listWorkspacesOf,
  type OwnWorkspace,
  type Person,
  type Reach,
} from '#db/people.server.ts';
import { listLiveSessions, listSessionPlans } from '#db/sessions.server.ts';
import { countUnknownLink } from './limits.server.ts';
import { safePath } from './safe-path.ts';
import type { CurrentSession } from './session.server.ts';
import { findToken } from './tokens.server.ts';

/** What loaders and actions are given. */
export type Arrival = { request: Request; context: AppLoadContext };

/**
 * The gate of every page and act of a plan. Throws the answer: to the sign-in page for nobody, 404 for foreign and
 * missing alike, 403 for an ability they lack.
 */
export async function requirePlanAccess(
  arrival: Arrival,
  planId: string | undefined,
  ability: Ability,
): Promise<PlanAccess> {
  const session = requireSession(arrival);
  const access = planId ? await planAccessOf(session, planId) : null;
  if (!access) {
    // What else they have opens once they prove their address; asked the same way for what is not theirs.
    if (session.level === 'invited') throw askToSignIn(arrival.request, notFound);
    throw notFound();
  }
  if (!can(access.standing, ability)) throw forbidden();
  return access;
}

/** What a session may reach of one plan; null for a plan that is not theirs, and for none. */
export async function planAccessOf(session: CurrentSession, planId: string): Promise<PlanAccess | null> {
  if (!isUuid(planId)) return null;
  const [access, entered] = await Promise.all([
    planAccessFor(db, session.person.id, planId),
    session.level === 'signedIn'
      ? true
      : listSessionPlans(db, session.id).then((plans) => plans.includes(planId)),
  ]);
  if (!entered || !access) return null;
  const fresh = session.freshFor?.planId === planId && { freshFor: session.freshFor.stepId };
  return { ...access, proven: session.level === 'signedIn', ...fresh };
}

/** Somebody who goes on listening: by which session, and to what it let them. */
export interface Admission {
  sessionId: string;
  access: PlanAccess;
}

/** Those who could not do today what they were let in for: signed out, removed, or in another role. */
export async function changedAdmissions<T extends Admission>(admissions: T[]): Promise<T[]> {
  if (admissions.length === 0) return [];
  const all = (list: string[]) => [...new Set(list)];
  const [sessions, reach] = await Promise.all([
    listLiveSessions(db, all(admissions.map(({ sessionId }) => sessionId))),
    listReachOf(
      db,
      all(admissions.map(({ access }) => access.personId)),
      all(admissions.map(({ access }) => access.planId)),
    ),
  ]);
  const byId = new Map(sessions.map((session) => [session.id, session]));
  return admissions.filter(({ sessionId, access }) => {
    const { personId, planId } = access;
    const session = byId.get(sessionId);
    if (!session || (session.level === 'invited' && !session.planIds.includes(planId))) return true;
    const now = mint(
      personId,
      reach.filter((row) => row.personId === personId && row.planId === planId),
    );
    return (
      !now || JSON.stringify({ ...now, proven: session.level === 'signedIn' }) !== JSON.stringify(access)
    );
  });
}

/** What a person may reach of one plan, whatever their session; for the mail worker and for entering. */
export async function planAccessFor(on: Db, personId: string, planId: string): Promise<PlanAccess | null> {
  if (!isUuid(planId)) return null;
  return mint(personId, await listReach(on, personId, planId));
}

/**
 * What a link in a letter to somebody on the plan lets its holder do: nothing that has to be proven, and only while
 * they are on it.
 */
export async function letterAccessFor(on: Db, personId: string, planId: string): Promise<PlanAccess | null> {
  const access = await planAccessFor(on, personId, planId);
  return access?.stakeholderId ? { ...access, fromLetter: true } : null;
}

/** Whether this browser is in that plan already. */
export async function hasEntered(session: CurrentSession | undefined, planId: string): Promise<boolean> {
  if (!session) return false;
  const own = (await listReach(db, session.person.id, planId)).find(({ standing }) => standing === null);
  if (!own?.enteredAt) return false;
  return session.level === 'signedIn' || (await listSessionPlans(db, session.id)).includes(planId);
}

/** Every plan this session reaches. */
export async function reachablePlans(session: CurrentSession): Promise<PlanAccess[]> {
  const [reach, entered] = await Promise.all([
    listReach(db, session.person.id),
    session.level === 'signedIn' ? null : listSessionPlans(db, session.id),
  ]);
  return eachPlan(session.person.id, reach).filter(
    ({ planId }) => entered === null || entered.includes(planId),
  );
}

function eachPlan(personId: string, reach: readonly Reach[]): PlanAccess[] {
  const byPlan = new Map<string, Reach[]>();
  for (const row of reach) byPlan.set(row.planId, [...(byPlan.get(row.planId) ?? []), row]);
  return [...byPlan.values()].flatMap((rows) => mint(personId, rows) ?? []);
}

/**
 * What the address of somebody's calendar opens: the plans they are on, as they see them, asked anew each time. It ends
 * when they end it, and with their place on the last of them. Throws 410 for one that has ended and 404 for one there
 * never was.
 */
export async function requireFeedAccess(
  { context }: Arrival,
  secret: string | undefined,
): Promise<{ person: Person; plans: PlanAccess[] }> {
  const token = secret ? await findToken(db, 'calendarFeed', secret) : undefined;
  if (!token) {
    await countUnknownLink(context);
    throw notFound();
  }
  const person = token.state === 'open' && token.personId ? await findPerson(db, token.personId) : null;
  if (!person) throw gone();
  const [reach, workspaces] = await Promise.all([listReach(db, person.id), listWorkspacesOf(db, person.id)]);
  const plans = eachPlan(person.id, reach).filter(({ stakeholderId }) => stakeholderId !== null);
  if (plans.length === 0 && workspaces.length === 0) throw gone();
  return { person, plans };
}

/** A person is on one side of a plan: a row on the plan itself decides it, whatever they are in the workspace. */
function mint(personId: string, rows: readonly Reach[]): PlanAccess | null {
  const own = rows.find(({ standing }) => standing === null);
  const [first] = rows;
  if (!first) return null;
  const { workspaceId, planId } = own ?? first;
  const inWorkspace =
    rows.find((row) => row.standing !== null && row.workspaceId === workspaceId)?.standing ?? null;
  const side = own?.side ?? 'seller';
  const admitted = own?.admitted ?? true;
  const layers: Layer[] = admitted ? ['shared', side] : ['shared'];
  // The brand keeps others from making one; here is where it is made.
  return {
    workspaceId,
    planId,
    personId,
    side,
    layers,
    standing: standingOf(own, side === 'seller' ? inWorkspace : null),
    stakeholderId: own?.stakeholderId ?? null,
    pointPerson: own?.pointPerson ?? false,
    proven: false,
  } as unknown as PlanAccess;
}

function standingOf(own: Reach | undefined, inWorkspace: Reach['standing']): Standing {
  if (inWorkspace === 'owner' || inWorkspace === 'admin') return inWorkspace;
  if (!own) return inWorkspace ?? 'visitor';
  if (own.side === 'buyer') return own.pointPerson && own.admitted ? 'buyerPointPerson' : 'buyerStakeholder';
  return own.pointPerson && own.admitted ? 'sellerPointPerson' : 'sellerStakeholder';
}

/** Whether they may hand the plan's summary to somebody outside of it. */
export const mayPassOn = ({ standing, layers, side }: PlanAccess): boolean =>
  can(standing, 'editPlan') && layers.includes(side);

/**
 * What a summary link opens: what both sides share, for nobody in particular, with no ability at all. It ends with
 * its day, when it is revoked, and when whoever made it is not on the plan any more. Throws 410 for one that has
 * ended and 404 for one there never was.
 */
export async function requireSummaryAccess(
  { context }: Arrival,
  secret: string | undefined,
): Promise<PlanAccess> {
  const token = secret ? await findToken(db, 'summary', secret) : undefined;
  if (!token) {
    await countUnknownLink(context);
    throw notFound();
  }
  const { workspaceId, planId, invitedBy, state } = token;
  const maker = invitedBy && planId && state === 'open' ? await planAccessFor(db, invitedBy, planId) : null;
  if (!maker || maker.workspaceId !== workspaceId || !mayPassOn(maker)) throw gone();
  return {
    workspaceId,
    planId,
    personId: nobody,
    // It decides nothing: neither side's own layer is among the layers.
    side: 'buyer',
    layers: ['shared'],
    standing: 'summaryReader',
    stakeholderId: null,
    pointPerson: false,
    proven: false,
  } as unknown as PlanAccess;
}

const nobody = '00000000-0000-4000-8000-000000000000';

export type WorkspaceAccess = OwnWorkspace & {
  personId: string;
  session: CurrentSession;
  /** The address of the workspace's mark, if it has one. */
  mark: string | null;
};

/** For the pages of a workspace. The first one somebody belongs to, until there is a way to choose. */
export async function requireMember(arrival: Arrival, ability?: Ability): Promise<WorkspaceAccess> {
  const session = requireSession(arrival);
  if (session.level !== 'signedIn') throw askToSignIn(arrival.request, notFound);
  const [first] = await listWorkspacesOf(db, session.person.id);
  if (!first) throw notFound();
  if (ability && !can(first.standing, ability)) throw forbidden();
  const mark = first.markHash && paths.workspaceMark(first.workspaceId, first.markHash);
  return { ...first, personId: session.person.id, session, mark };
}

/** Whether a session opens anything of a workspace: as one of its members, or by a plan. */
export async function reachesWorkspace(session: CurrentSession, workspaceId: string): Promise<boolean> {
  if (session.level === 'signedIn') {
    const own = await listWorkspacesOf(db, session.person.id);
    if (own.some((each) => each.workspaceId === workspaceId)) return true;
  }
  return (await reachablePlans(session)).some((plan) => plan.workspaceId === workspaceId);
}

/** Anybody who is known here. */
export function requireSession({ request, context }: Arrival): CurrentSession {
  if (context.session) return context.session;
  throw askToSignIn(request, signedOut);
}

/** Readers are taken to the sign-in page and back; whoever sent something keeps their page and what they typed. */
function askToSignIn(request: Request, otherwise: () => unknown): unknown {
  if (request.method !== 'GET' && request.method !== 'HEAD') return otherwise();
  const url = new URL(request.url);
  const here = safePath(`${url.pathname.replace(/\.data$/, '')}`);
  return redirect(here ? `${paths.signIn()}?${new URLSearchParams({ goTo: here })}` : paths.signIn());
}

const signedOut = () =>
  data<Reply>(
    { code: 'signed-out', sentence: 'You are signed out, so nothing was changed. Sign in and try again.' },
    { status: 401 },
  );
