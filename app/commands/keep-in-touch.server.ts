import { findToken } from '#app/auth/tokens.server.ts';
import { type Day, dayOf } from '#app/domain/day.ts';
import { backToOffer, inTouchOf, type KeepInTouch } from '#app/domain/keep-in-touch.ts';
import type { Layer, Plan } from '#app/domain/plan.ts';
import { colleaguesOf } from '#app/domain/stand-in.ts';
import { database } from '#db/client.server.ts';
import { putWaitingInTime } from '#db/in-time.server.ts';
import { answerMailedBack, findSaidInTouch, saveSaidInTouch } from '#db/keep-in-touch.server.ts';
import { findPerson, findWorkspace } from '#db/people.server.ts';
import { loadPlan } from '#db/plans.server.ts';
import { setScope } from '#db/scope.server.ts';

export interface OnPlan {
  workspaceId: string;
  planId: string;
  personId: string;
}

export interface InTouchPage {
  how: KeepInTouch;
  /** Letters about this plan are stopped. */
  stopped: boolean;
  personName: string;
  workspaceName: string;
  /** Whom of their side they may name while they are away. */
  colleagues: { personId: string; name: string }[];
  plan: Pick<Plan, 'zone'>;
  /** When their own automatic reply says they are back: for them alone. */
  mailedBack: Day | null;
}

/** What holds for somebody on a plan, as far as `layers` lets them see it; null when they are not on it. */
export async function readInTouch(
  on: OnPlan,
  layers: readonly Layer[] = ['shared'],
): Promise<InTouchPage | null> {
  return await database().transaction(
    async (tx) => {
      const own = await findSaidInTouch(tx, on);
      if (!own) return null;
      await setScope(tx, { workspaceId: on.workspaceId, planIds: [on.planId], layers });
      const [plan, person, workspace] = await Promise.all([
        loadPlan(tx, on.workspaceId, on.planId),
        findPerson(tx, on.personId),
        findWorkspace(tx, on.workspaceId),
      ]);
      if (!plan || !person || !workspace) return null;
      const how = inTouchOf(plan, on.personId, own.said);
      const today = dayOf(new Date(), plan.zone);
      return {
        how,
        mailedBack: backToOffer(own.mailedBack, how, { stopped: own.stopped, today }),
        stopped: own.stopped,
        personName: person.name,
        workspaceName: workspace.name,
        colleagues: colleaguesOf(plan, on.personId).map(({ personId, name }) => ({ personId, name })),
        plan,
      };
    },
    { readOnly: true },
  );
}

/**
 * From now on, for what waits already too. `how` null: as it is, and nobody asks again for a while. `everywhere`: for all
 * plans of which they have said nothing else.
 */
export async function sayInTouch(
  on: OnPlan,
  how: KeepInTouch | null,
  { everywhere = false } = {},
): Promise<void> {
  await database().transaction(async (tx) => {
    await saveSaidInTouch(tx, on, how, { everywhere });
    if (how?.awayUntil) await answerMailedBack(tx, on);
    if (how) await putWaitingInTime(tx, on, new Date());
  });
}

/** They are not away, or not as their mail says. */
export async function keepComing(on: OnPlan): Promise<void> {
  await database().transaction((tx) => answerMailedBack(tx, on));
}

/** With the name of whom they chose; null where that is nobody they may choose. */
export function withStandIn(
  how: KeepInTouch,
  { colleagues }: Pick<InTouchPage, 'colleagues'>,
): KeepInTouch | null {
  if (how.standInId === null) return how;
  const chosen = colleagues.find(({ personId }) => personId === how.standInId);
  return chosen ? { ...how, standIn: chosen.name } : null;
}

/** Whose letters about which plan a link in them is for. */
export async function inTouchBehind(secret: string): Promise<OnPlan | undefined> {
  const token = await findToken(database().db, 'stopLetters', secret);
  if (!token || token.state === 'revoked') return undefined;
  const { personId, workspaceId, planId } = token;
  return personId && workspaceId && planId ? { personId, workspaceId, planId } : undefined;
}
