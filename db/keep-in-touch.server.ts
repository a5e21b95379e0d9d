/** How people want to hear of plans: of one, and of those for which they have said nothing else. */
import { and, eq, sql } from 'drizzle-orm';
import type { Day } from '#app/domain/day.ts';
import type { KeepInTouch } from '#app/domain/keep-in-touch.ts';
import type { Db, Tx } from './client.server.ts';
import { membership, person } from './schema/people.ts';

interface OnePlan {
  workspaceId: string;
  planId: string;
}
interface OnPlan extends OnePlan {
  personId: string;
}

const said = sql<KeepInTouch | null>`coalesce(${membership.keepInTouch}, ${person.keepInTouch})`;

const here = ({ workspaceId, planId }: OnePlan) =>
  and(eq(membership.workspaceId, workspaceId), eq(membership.planId, planId));

const stopped = sql<boolean>`${membership.lettersStoppedAt} is not null`;

export interface Said {
  /** Null: nothing. */
  said: KeepInTouch | null;
  /** They want no letters about this plan at all, whatever they said before. */
  stopped: boolean;
}

/** By person, of everybody on a plan. */
export async function listSaidInTouch(db: Db | Tx, at: OnePlan): Promise<Map<string, Said>> {
  const rows = await db
    .select({ personId: membership.personId, said, stopped })
    .from(membership)
    .innerJoin(person, eq(person.id, membership.personId))
    .where(here(at));
  return new Map(rows.map(({ personId, ...row }) => [personId, row]));
}

export interface SaidInTouch extends Said {
  /** When they last said anything about this plan. */
  saidAt: string | null;
  /** The day they are back, as an automatic reply of theirs said, while they have not answered whether it holds. */
  mailedBack: Day | null;
}

/** Undefined for who is not on the plan. */
export async function findSaidInTouch(db: Db | Tx, on: OnPlan): Promise<SaidInTouch | undefined> {
  const [row] = await db
    .select({ said, stopped, saidAt: membership.inTouchSaidAt, mailedBack: membership.mailedBack })
    .from(membership)
    .innerJoin(person, eq(person.id, membership.personId))
    .where(and(here(on), eq(membership.personId, on.personId)));
  return row;
}

/**
 * `how` null: it stays as it is; who says how wants letters again. `everywhere`: for the plans too for which they have
 * said nothing else.
 */
export async function saveSaidInTouch(
  tx: Tx,
  on: OnPlan,
  how: KeepInTouch | null,
  { everywhere = false } = {},
): Promise<void> {
  await tx
    .update(membership)
    .set({ inTouchSaidAt: sql`now()`, ...(how && { keepInTouch: how, lettersStoppedAt: null }) })
    .where(and(here(on), eq(membership.personId, on.personId)));
  if (how && everywhere) await tx.update(person).set({ keepInTouch: how }).where(eq(person.id, on.personId));
}

/** The newest counts; what they have answered is not asked again. */
export async function saveMailedBack(tx: Tx, on: OnPlan, day: Day): Promise<void> {
  await tx
    .update(membership)
    .set({ mailedBack: day })
    .where(
      and(
        here(on),
        eq(membership.personId, on.personId),
        sql`${membership.mailedBackAnswered} is distinct from ${day}`,
      ),
    );
}

/** Whatever they said to it. */
export async function answerMailedBack(tx: Tx, on: OnPlan): Promise<void> {
  await tx
    .update(membership)
    .set({
      mailedBack: null,
      mailedBackAnswered: sql`coalesce(${membership.mailedBack}, ${membership.mailedBackAnswered})`,
    })
    .where(and(here(on), eq(membership.personId, on.personId)));
}
