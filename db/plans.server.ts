import { and, asc, eq, isNull } from 'drizzle-orm';
import type { AnyPgColumn } from 'drizzle-orm/pg-core';
import { allInOrder } from '#app/domain/order.ts';
import type { Layer, Measure, Milestone, Offer, Owner, Plan, Stakeholder, Step } from '#app/domain/plan.ts';
import { loadAttachments } from './attachments.server.ts';
import type { Tx } from './client.server.ts';
import { planDomain } from './schema/attachment.ts';
import { workspace } from './schema/people.ts';
import { dependency, measure, milestone, offer, plan, stakeholder, step, stepOwner } from './schema/plan.ts';

/**
 * One plan as the layers set in this transaction may see it; null when there is none or it is hidden. The
 * selects are sent together and answered in one round trip. Steps come in the order their reader sees, so
 * that nothing tells how the keys of another layer fell.
 */
export async function loadPlan(tx: Tx, workspaceId: string, planId: string): Promise<Plan | null> {
  const here = (t: { workspaceId: AnyPgColumn; planId: AnyPgColumn }) =>
    and(eq(t.workspaceId, workspaceId), eq(t.planId, planId));
  const [plans, workspaces, measures, milestones, steps, owners, dependencies, offers, people, attached] =
    await Promise.all([
      tx.select().from(plan).where(here(plan)),
      tx.select({ name: workspace.name }).from(workspace).where(eq(workspace.id, workspaceId)),
      tx.select().from(measure).where(here(measure)).orderBy(asc(measure.position)),
      tx
        .select()
        .from(milestone)
        .where(and(here(milestone), isNull(milestone.removedAt)))
        .orderBy(asc(milestone.orderKey)),
      tx
        .select()
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
      loadAttachments(tx, workspaceId, planId),
    ]);
  const row = plans[0];
  if (!row) return null;
  const loaded: Plan = {
    ...attached,
    id: planId,
    workspaceId,
    layer: row.layer,
    sellerName: workspaces[0]?.name ?? '',
    zone: row.zone,
    startDay: row.startDay,
    goal: { objective: row.objective, whyNow: row.whyNow, liveDay: row.liveDay, buyerName: row.buyerName },
    case: {
      problem: row.problem,
      costToday: row.costToday,
      request: row.request,
      ifWeWait: row.ifWeWait,
    },
    sample: row.sample,
    confirmed: row.confirmedBy && row.confirmedOn ? { by: row.confirmedBy, on: row.confirmedOn } : null,
    notedBy: row.notedBy,
    versions: row.versions,
    measures: measures.map(
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
    milestones: milestones.map(
      (m): Milestone => ({
        id: m.id,
        layer: m.layer,
        name: m.name,
        reachedOn: m.reachedOn,
        versions: m.versions,
      }),
    ),
    steps: steps.map(
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
        dueDay: s.dueDay,
        duration: s.duration,
        agreement: s.agreement,
        declinedReason: s.declinedReason,
        status: s.status,
        statusReason: s.statusReason,
        endedOn: s.endedOn,
        owners: owners
          .filter((o) => o.stepId === s.id)
          .map((o): Owner => ({ id: o.id, side: o.side, role: o.role, stakeholderId: o.stakeholderId })),
        versions: s.versions,
      }),
    ),
    dependencies: dependencies.map((d) => ({
      id: d.id,
      layer: d.layer,
      stepId: d.stepId,
      afterId: d.afterId,
    })),
    offers: offers.map(
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
    people: people.map(
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
  };
  const shown = new Set(loaded.steps.map((s) => s.id));
  const onStep = (thing: { stepId: string }) => shown.has(thing.stepId);
  return {
    ...loaded,
    steps: allInOrder(loaded),
    inputs: loaded.inputs.filter(onStep),
    links: loaded.links.filter(onStep),
  };
}

/** Whom a plan may be opened to: nobody for the sample, and the buyer's own domains where some are named. */
export async function planLimits(
  tx: Tx,
  workspaceId: string,
  planId: string,
): Promise<{ sample: boolean; domains: string[] } | null> {
  const [[row], domains] = await Promise.all([
    tx
      .select({ sample: plan.sample })
      .from(plan)
      .where(and(eq(plan.workspaceId, workspaceId), eq(plan.planId, planId))),
    tx
      .select({ name: planDomain.name })
      .from(planDomain)
      .where(and(eq(planDomain.workspaceId, workspaceId), eq(planDomain.planId, planId)))
      .orderBy(asc(planDomain.position)),
  ]);
  return row ? { sample: row.sample, domains: domains.map((d) => d.name) } : null;
}

/** The layer of the plan itself, as far as this transaction may see it: `seller` while a draft. */
export async function planLayer(tx: Tx, workspaceId: string, planId: string): Promise<Layer | null> {
  const [row] = await tx
    .select({ layer: plan.layer })
    .from(plan)
    .where(and(eq(plan.workspaceId, workspaceId), eq(plan.planId, planId)));
  return row?.layer ?? null;
}
