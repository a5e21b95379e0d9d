/**
 * Many plans at once for one reader. Row-level security is opened for one workspace and one set of layers at a
 * time, so plans are read in such groups: a ranking over all of them, and the whole plans of one page.
 */
import { type SQL, sql } from 'drizzle-orm';
import type { Day } from '#app/domain/day.ts';
import type { HealthStatus } from '#app/domain/health-facts.ts';
import type { Layer, Plan, Side } from '#app/domain/plan.ts';
import { type ApprovalPart, partsNotAsked } from './asked-parts.server.ts';
import { briefPlans } from './brief-plans.server.ts';
import { database, type Tx } from './client.server.ts';
import type { PlanGroup } from './plan-rows.server.ts';
import { setScope } from './scope.server.ts';

/** What is needed of somebody's proof of reach to read the plan in a list. */
export interface ReachedPlan {
  workspaceId: string;
  planId: string;
  personId: string;
  side: Side;
  layers: readonly Layer[];
}

export interface RankedPlan {
  planId: string;
  name: string;
  liveDay: Day | null;
  /** The reader is one of its people. */
  mine: boolean;
  draft: boolean;
  /** Every milestone is reached. */
  finished: boolean;
  /** Something is asked of the reader, or work of theirs is due by today. */
  needsMe: boolean;
  /** An answer or work of the reader's side is waited for. */
  waitsForUs: boolean;
  /** Nothing waits for anybody. */
  noNextStep: boolean;
  /** As both sides were last told; null in a draft and at the end. */
  health: HealthStatus | null;
  /** The earliest day among what waits for the reader, else among all that waits. */
  firstDay: Day | null;
}

interface Group extends PlanGroup {
  side: Side;
  layers: readonly Layer[];
}

function groupsOf(reached: readonly ReachedPlan[]): Group[] {
  const groups = new Map<string, Group>();
  for (const { workspaceId, side, layers, planId } of reached) {
    const key = [workspaceId, side, ...layers].join(' ');
    const group = groups.get(key) ?? { workspaceId, side, layers, planIds: [] };
    group.planIds.push(planId);
    groups.set(key, group);
  }
  return [...groups.values()];
}

const inGroup = <T>(group: Group, read: (tx: Tx) => Promise<T>): Promise<T> =>
  database().transaction(
    async (tx) => {
      await setScope(tx, group);
      return await read(tx);
    },
    { isolation: 'repeatable read', readOnly: true },
  );

/** Every plan the reader reaches, what needs them first. One query a group, whatever the number of plans. */
export async function rankPlans(reached: readonly ReachedPlan[], now: Date): Promise<RankedPlan[]> {
  const personId = reached[0]?.personId;
  if (personId === undefined) return [];
  const ranked = await Promise.all(
    groupsOf(reached).map((group) =>
      inGroup(group, async (tx) => {
        // Behind row-level security every table is taken for tiny, and loops over loops would take minutes.
        await tx.execute(sql`set local enable_nestloop = off`);
        const idle = await partsNotAsked(tx, group);
        const query = ranking(group, { personId, now, idle });
        return [...(await tx.execute<Record<keyof RankedPlan, unknown>>(query))];
      }),
    ),
  );
  return (ranked.flat() as unknown as RankedPlan[]).sort(byNeed);
}

interface Asker {
  personId: string;
  now: Date;
  /** Parts of approvals that wait for nobody now. */
  idle: ApprovalPart[];
}

/**
 * The rules of `turnsOf` and `yoursOf` over many plans, which are too many to load; a test holds the two together.
 */
function ranking({ workspaceId, side }: Group, { personId, now, idle }: Asker): SQL {
  return sql`
    with me as (
      select plan_id, id, point_person from stakeholder
      where workspace_id = ${workspaceId} and person_id = ${personId} and removed_at is null
    ), open_step as (
      select plan_id, id, type, due_day, agreement, layer from step
      where workspace_id = ${workspaceId} and removed_at is null
        and status not in ('done', 'skipped') and agreement <> 'declined'
    ), blocked as (
      select distinct d.plan_id, d.step_id
      from dependency d join open_step a on a.plan_id = d.plan_id and a.id = d.after_id
      where d.workspace_id = ${workspaceId}
    ), ready as (
      select s.* from open_step s left join blocked b on b.plan_id = s.plan_id and b.step_id = s.id
      where s.agreement = 'agreed' and b.step_id is null
    ), idle as (
      select plan_id, id from jsonb_to_recordset(${JSON.stringify(idle)}::text::jsonb) as part(plan_id uuid, id uuid)
    ), owner as (
      select o.plan_id, o.step_id, o.side, coalesce(o.stand_in, o.stakeholder_id) as stakeholder_id, idle.id is null as asked
      from step_owner o left join idle on idle.plan_id = o.plan_id and idle.id = o.id
      where o.workspace_id = ${workspaceId}
    ), own_step as (
      select o.plan_id, o.step_id, o.stakeholder_id is not null as named, bool_or(o.asked) as asked
      from owner o join me on me.plan_id = o.plan_id
      where o.side = ${side} and (o.stakeholder_id = me.id or (o.stakeholder_id is null and me.point_person))
      group by 1, 2, 3
    ), request as (
      select plan_id, step_id, (request ->> 'of')::uuid as of, (request ->> 'by')::date as day from comment
      where workspace_id = ${workspaceId} and layer = 'shared' and request is not null and answered_on is null
    ), question as (
      select f.plan_id, f.step_id, f.by_side <> ${side} as ours, s.due_day
      from offer f left join step s on s.workspace_id = f.workspace_id and s.plan_id = f.plan_id and s.id = f.step_id
      where f.workspace_id = ${workspaceId}
    ), asked as (
      select q.plan_id, min(q.due_day) as day
      from question q join me on me.plan_id = q.plan_id
        left join own_step o on o.plan_id = q.plan_id and o.step_id = q.step_id and o.named
      where q.ours and (q.step_id is null or me.point_person or o.step_id is not null)
      group by q.plan_id
    ), own_work as (
      select r.plan_id, min(r.due_day) as day, bool_or(r.due_day is null) as undated
      from ready r
        join own_step o on o.plan_id = r.plan_id and o.step_id = r.id and o.asked
        left join question q on q.plan_id = r.plan_id and q.step_id = r.id and q.ours
      where q.plan_id is null
      group by r.plan_id
    ), turn as (
      select plan_id, ours, due_day from question
      union all
      select r.plan_id, p.side = ${side}, r.day
      from request r join stakeholder p on p.workspace_id = ${workspaceId} and p.plan_id = r.plan_id and p.id = r.of
      where p.removed_at is null
      union all
      select r.plan_id, o.side = ${side}, r.due_day
      from ready r join owner o on o.plan_id = r.plan_id and o.step_id = r.id and o.asked
        left join request e on e.plan_id = r.plan_id and e.step_id = r.id and r.type = 'approval'
      where r.layer = 'shared' and e.plan_id is null
    ), waiting as (
      select plan_id, bool_or(ours) as ours, min(due_day) as day from turn group by plan_id
    ), milestones as (
      select plan_id, bool_and(reached_on is not null) as reached from milestone
      where workspace_id = ${workspaceId} and removed_at is null group by plan_id
    )
    select p.plan_id as "planId", p.buyer_name as name, p.live_day::text as "liveDay",
      me.id is not null as mine, p.layer = 'seller' as draft, coalesce(milestones.reached, false) as finished,
      p.layer = 'shared' and p.pause is null and (asked.plan_id is not null or coalesce(own_work.undated
        or own_work.day <= (${now.toISOString()}::timestamptz at time zone p.zone)::date, false)) as "needsMe",
      p.layer = 'shared' and p.pause is null and coalesce(waiting.ours, false) as "waitsForUs",
      p.layer = 'shared' and p.pause is null and waiting.plan_id is null and not coalesce(milestones.reached, false) as "noNextStep",
      case when p.layer = 'shared' and not coalesce(milestones.reached, false) then p.health end as health,
      case when p.pause is null then coalesce(least(asked.day, own_work.day), waiting.day) end::text as "firstDay"
    from plan p
      left join me on me.plan_id = p.plan_id
      left join asked on asked.plan_id = p.plan_id
      left join own_work on own_work.plan_id = p.plan_id
      left join waiting on waiting.plan_id = p.plan_id
      left join milestones on milestones.plan_id = p.plan_id
    where p.workspace_id = ${workspaceId}`;
}

function urgency(plan: RankedPlan): number {
  if (plan.needsMe) return 0;
  if (plan.noNextStep) return plan.mine ? 1 : 4;
  if (plan.draft) return plan.mine ? 2 : 6;
  if (plan.finished) return 7;
  return plan.waitsForUs ? 3 : 5;
}

const END = '9999';

function byNeed(a: RankedPlan, b: RankedPlan): number {
  return (
    urgency(a) - urgency(b) ||
    compare(a.firstDay ?? END, b.firstDay ?? END) ||
    compare(a.liveDay ?? END, b.liveDay ?? END) ||
    compare(a.name, b.name) ||
    compare(a.planId, b.planId)
  );
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Plans whole but for the long texts of their steps, each with the layers it was reached with, in the given order. */
export async function listPlans(reached: readonly ReachedPlan[]): Promise<Plan[]> {
  const loaded = await Promise.all(
    groupsOf(reached).map((group) => inGroup(group, (tx) => briefPlans(tx, group))),
  );
  const byId = new Map(loaded.flat().map((each) => [each.id, each]));
  return reached.flatMap(({ planId }) => byId.get(planId) ?? []);
}
