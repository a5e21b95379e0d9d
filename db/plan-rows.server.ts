import { and, asc, eq, getTableColumns, inArray, isNull, sql } from 'drizzle-orm';
import type { AnyPgColumn } from 'drizzle-orm/pg-core';
import type { Attachments } from '#app/domain/attachment.ts';
import type { Measure, Milestone, Offer, Owner, Plan, Stakeholder, Step } from '#app/domain/plan.ts';
import { asLoaded } from '#app/domain/replay.ts';
import type { Tx } from './client.server.ts';
import { workspace } from './schema/people.ts';
import { dependency, measure, milestone, offer, plan, stakeholder, step, stepOwner } from './schema/plan.ts';

/** Plans of one workspace that are read together. */
export interface PlanGroup {
  workspaceId: string;
  planIds: string[];
}

export const ofGroup =
  ({ workspaceId, planIds }: PlanGroup) =>
  (t: { workspaceId: AnyPgColumn; planId: AnyPgColumn }) =>
    and(eq(t.workspaceId, workspaceId), inArray(t.planId, planIds));

export type PlanRows = Awaited<ReturnType<typeof readPlanRows>>;

const wholeStep = getTableColumns(step);
const ofApproval = (text: AnyPgColumn) =>
  sql<string>`case when ${step.type} = 'approval' then ${text} else '' end`;
const briefStep = {
  ...wholeStep,
  ask: ofApproval(step.ask),
  doneWhen: ofApproval(step.doneWhen),
  ifSlips: sql<string>`''`,
  agenda: sql<string>`''`,
};

/**
 * What makes up plans, as the layers set in this transaction may see it; `brief` leaves out the long texts of steps, but for
 * those a yes to an approval is about.
 * The selects are sent together and answered in one round trip.
 */
export async function readPlanRows(tx: Tx, group: PlanGroup, { brief = false } = {}) {
  const here = ofGroup(group);
  const [plans, [house], measures, milestones, steps, owners, dependencies, offers, people] =
    await Promise.all([
      tx.select().from(plan).where(here(plan)),
      tx.select({ name: workspace.name }).from(workspace).where(eq(workspace.id, group.workspaceId)),
      tx.select().from(measure).where(here(measure)).orderBy(asc(measure.position)),
      tx
        .select()
        .from(milestone)
        .where(and(here(milestone), isNull(milestone.removedAt)))
        .orderBy(asc(milestone.orderKey)),
      tx
        .select(brief ? briefStep : wholeStep)
        .from(step)
        .where(and(here(step), isNull(step.removedAt)))
        .orderBy(asc(step.orderKey)),
      tx.select().from(stepOwner).where(here(stepOwner)).orderBy(asc(stepOwner.position)),
      tx.select().from(dependency).where(here(dependency)).orderBy(asc(dependency.id)),
      tx.select().from(offer).where(here(offer)).orderBy(asc(offer.position)),
      tx
        .select()
        .from(stakeholder)
        .where(and(here(stakeholder), isNull(stakeholder.removedAt)))
        .orderBy(asc(stakeholder.position)),
    ]);
  return {
    plans,
    sellerName: house?.name ?? '',
    measures: byPlan(measures),
    milestones: byPlan(milestones),
    steps: byPlan(steps),
    owners: gathered(owners, (o) => `${o.planId} ${o.stepId}`),
    dependencies: byPlan(dependencies),
    offers: byPlan(offers),
    people: byPlan(people),
  };
}

/** Steps come in the order their reader sees, so that nothing tells how the keys of another layer fell. */
export function planFrom(row: PlanRows['plans'][number], rows: PlanRows, attached: Attachments): Plan {
  const id = row.planId;
  return asLoaded({
    ...attached,
    id,
    workspaceId: row.workspaceId,
    layer: row.layer,
    sellerName: rows.sellerName,
    zone: row.zone,
    startDay: row.startDay,
    calendars: { seller: row.sellerCalendar, buyer: row.buyerCalendar },
    goal: { objective: row.objective, whyNow: row.whyNow, liveDay: row.liveDay, buyerName: row.buyerName },
    case: {
      problem: row.problem,
      costToday: row.costToday,
      request: row.request,
      ifWeWait: row.ifWeWait,
    },
    sample: row.sample,
    confirmed: row.confirmedBy && row.confirmedOn ? { by: row.confirmedBy, on: row.confirmedOn } : null,
    pause: row.pause,
    notedBy: row.notedBy,
    health: row.health,
    versions: row.versions,
    measures: rows.measures(id).map(
      (m): Measure => ({
        id: m.id,
        layer: m.layer,
        name: m.name,
        now: m.now,
        wanted: m.wanted,
        measuredBy: m.measuredBy,
        versions: m.versions,
      }),
    ),
    milestones: rows.milestones(id).map(
      (m): Milestone => ({
        id: m.id,
        layer: m.layer,
        name: m.name,
        reachedOn: m.reachedOn,
        toldPace: m.toldPace,
        versions: m.versions,
      }),
    ),
    steps: rows.steps(id).map(
      (s): Step => ({
        id: s.id,
        layer: s.layer,
        milestoneId: s.milestoneId,
        anchorId: s.anchorId,
        withheld: s.withheld,
        type: s.type,
        title: s.title,
        ask: s.ask,
        doneWhen: s.doneWhen,
        ifSlips: s.ifSlips,
        dueDay: s.dueDay,
        confirmedOn: s.confirmedOn,
        meetingTime: s.meetingTime,
        venue: s.venue,
        agenda: s.agenda,
        attendees: s.attendees,
        checkpoint: s.checkpoint,
        duration: s.duration,
        decidedBy: s.decidedBy,
        freshCode: s.freshCode,
        agreement: s.agreement,
        declinedReason: s.declinedReason,
        status: s.status,
        statusReason: s.statusReason,
        endedOn: s.endedOn,
        lookOn: s.lookOn,
        helpId: s.helpId,
        owners: rows.owners(`${id} ${s.id}`).map(
          (o): Owner => ({
            id: o.id,
            side: o.side,
            role: o.role,
            stakeholderId: o.stakeholderId,
            ...(o.standIn && { standIn: o.standIn }),
          }),
        ),
        versions: s.versions,
      }),
    ),
    dependencies: rows.dependencies(id).map((d) => ({
      id: d.id,
      layer: d.layer,
      stepId: d.stepId,
      afterId: d.afterId,
      lag: d.lag,
      versions: d.versions,
    })),
    offers: rows.offers(id).map(
      (o) =>
        ({
          id: o.id,
          layer: o.layer,
          bySide: o.bySide,
          by: o.by,
          on: o.on,
          subject: o.stepId ? 'step' : 'goal',
          stepId: o.stepId,
          terms: o.terms,
          ...(o.replaces && { replaces: o.replaces }),
        }) as Offer,
    ),
    people: rows.people(id).map(
      (p): Stakeholder => ({
        id: p.id,
        layer: p.layer,
        personId: p.personId,
        side: p.side,
        name: p.name,
        role: p.role,
        pointPerson: p.pointPerson,
        admitted: p.admitted,
        enteredOn: p.enteredOn,
        versions: p.versions,
      }),
    ),
  });
}

export const byPlan = <Row extends { planId: string }>(rows: Row[]) => gathered(rows, (row) => row.planId);

function gathered<Row>(rows: Row[], keyOf: (row: Row) => string): (key: string) => Row[] {
  const map = new Map<string, Row[]>();
  for (const row of rows) {
    const key = keyOf(row);
    const list = map.get(key);
    if (list) list.push(row);
    else map.set(key, [row]);
  }
  return (key) => map.get(key) ?? [];
}
