import { and, eq, inArray, sql } from 'drizzle-orm';
import type { AnyPgColumn, PgTable } from 'drizzle-orm/pg-core';
import { isAttachmentChange } from '#app/domain/attachment.ts';
import type { Change } from '#app/domain/change.ts';
import type { Place } from '#app/domain/order.ts';
import type { Owner, Plan, Step, StepField } from '#app/domain/plan.ts';
import { saveAttachment, saveVersions } from './attachments.server.ts';
import { builder, rawStatement, toSet } from './client/statement.server.ts';
import type { Tx } from './client.server.ts';
import { saveLeftWithoutLetters } from './letters.server.ts';
import { milestoneKey, stepKey } from './order-keys.server.ts';
import { planDomain } from './schema/attachment.ts';
import { session, sessionPlan } from './schema/auth.ts';
import { membership } from './schema/people.ts';
import { dependency, measure, milestone, offer, plan, stakeholder, step, stepOwner } from './schema/plan.ts';

/**
 * Saves one change: the other half of `applyChange`, exhaustive by kind. `after` is the plan with the change
 * applied, whose versions are stored as they are, so that loading gives exactly what was computed.
 */
export async function saveChange(tx: Tx, after: Plan, change: Change): Promise<void> {
  const at = { workspaceId: after.workspaceId, planId: after.id };
  const only = (t: { workspaceId: AnyPgColumn; planId: AnyPgColumn; id: AnyPgColumn }, id: string) =>
    and(eq(t.workspaceId, at.workspaceId), eq(t.planId, at.planId), eq(t.id, id));
  const thePlan = and(eq(plan.workspaceId, at.workspaceId), eq(plan.planId, at.planId));
  const stepAfter = (id: string): Step => found(after.steps.find((s) => s.id === id));

  if (isAttachmentChange(change)) return await saveAttachment(tx, after, change);
  switch (change.kind) {
    case 'planOpened': {
      const { goal, confirmed, layer, zone, startDay, calendars, notedBy, sample, versions } = after;
      await tx.insert(plan).values({
        ...at,
        ...goal,
        ...after.case,
        sample,
        layer,
        zone,
        startDay,
        sellerCalendar: calendars.seller,
        buyerCalendar: calendars.buyer,
        notedBy,
        versions,
        confirmedBy: confirmed?.by ?? null,
        confirmedOn: confirmed?.on ?? null,
      });
      return;
    }
    case 'planShared':
      return await saveShared(tx, after);
    case 'goalChanged':
    case 'caseChanged':
    case 'goalConfirmed':
      await tx
        .update(plan)
        .set({
          ...after.goal,
          ...after.case,
          confirmedBy: after.confirmed?.by ?? null,
          confirmedOn: after.confirmed?.on ?? null,
          versions: after.versions,
        })
        .where(thePlan);
      return;
    case 'pauseChanged':
      await tx.update(plan).set({ pause: after.pause, versions: after.versions }).where(thePlan);
      return;
    case 'calendarChanged': {
      const { seller, buyer } = after.calendars;
      await tx
        .update(plan)
        .set({ sellerCalendar: seller, buyerCalendar: buyer, versions: after.versions })
        .where(thePlan);
      return;
    }
    case 'healthChanged':
      await tx.update(plan).set({ health: after.health }).where(thePlan);
      return;
    case 'measureAdded': {
      const { id, layer, name, now, wanted, measuredBy, versions } = found(
        after.measures.find((m) => m.id === change.measure.id),
      );
      await tx.insert(measure).values({ ...at, id, layer, name, now, wanted, measuredBy, versions });
      return;
    }
    case 'measureChanged': {
      const { name, now, wanted, measuredBy, versions } = found(
        after.measures.find((m) => m.id === change.measureId),
      );
      await tx
        .update(measure)
        .set({ name, now, wanted, measuredBy, versions })
        .where(only(measure, change.measureId));
      return;
    }
    case 'measureRemoved':
      await tx.delete(measure).where(only(measure, change.measure.id));
      return;
    case 'milestoneAdded': {
      const { id, layer, name, reachedOn, toldPace, versions } = found(
        after.milestones.find((m) => m.id === change.milestone.id),
      );
      const orderKey = await milestoneKey(tx, at, layer, id, change.afterId);
      const values = { ...at, id, layer, name, reachedOn, toldPace, versions, orderKey, removedAt: null };
      await tx
        .insert(milestone)
        .values(values)
        .onConflictDoUpdate({ target: [milestone.workspaceId, milestone.planId, milestone.id], set: values });
      return;
    }
    case 'milestoneRenamed':
    case 'milestoneReached':
    case 'milestoneReopened':
    case 'milestonePaced': {
      const { name, reachedOn, toldPace, versions } = found(
        after.milestones.find((m) => m.id === change.milestoneId),
      );
      await tx
        .update(milestone)
        .set({ name, reachedOn, toldPace, versions })
        .where(only(milestone, change.milestoneId));
      return;
    }
    case 'milestoneMoved': {
      const { layer, versions } = found(after.milestones.find((m) => m.id === change.milestoneId));
      const orderKey = await milestoneKey(tx, at, layer, change.milestoneId, change.to);
      await tx.update(milestone).set({ orderKey, versions }).where(only(milestone, change.milestoneId));
      return;
    }
    case 'milestoneRemoved':
      await tx.update(milestone).set({ removedAt: sql`now()` }).where(only(milestone, change.milestone.id));
      return;
    case 'stepAdded': {
      const added = stepAfter(change.step.id);
      const orderKey = await stepKey(tx, at, added.layer, added.id, change.place);
      const values = { ...at, ...stepColumns(added, after), id: added.id, orderKey, removedAt: null };
      await tx
        .insert(step)
        .values(values)
        .onConflictDoUpdate({ target: [step.workspaceId, step.planId, step.id], set: values });
      await tx
        .delete(stepOwner)
        .where(
          and(
            eq(stepOwner.workspaceId, at.workspaceId),
            eq(stepOwner.planId, at.planId),
            eq(stepOwner.stepId, added.id),
          ),
        );
      if (added.owners.length > 0)
        await tx.insert(stepOwner).values(added.owners.map((o) => ownerRow(after, added, o)));
      return;
    }
    case 'stepChanged':
    case 'stepStatusChanged':
    case 'agreementChanged': {
      const altered = stepAfter(change.stepId);
      await updateStep[change.kind === 'stepChanged' ? change.field : change.kind](tx, { ...at, ...altered });
      return;
    }
    case 'stepMoved':
      return await saveStepAt(tx, after, stepAfter(change.stepId), change.to);
    case 'stepRemoved':
      await tx.update(step).set({ removedAt: sql`now()` }).where(only(step, change.step.id));
      return;
    case 'stepRevealed':
    case 'stepHidden':
      // Owners, dependencies, inputs and links of the step itself follow its layer by ON UPDATE CASCADE.
      await saveStepAt(tx, after, stepAfter(change.step.id), change.place);
      return await saveVersions(tx, after, change.step.id);
    case 'ownerAdded':
      await tx.insert(stepOwner).values(ownerRow(after, stepAfter(change.stepId), change.owner));
      await updateStep.owners(tx, { ...at, ...stepAfter(change.stepId) });
      return;
    case 'ownerRemoved':
      await tx.delete(stepOwner).where(only(stepOwner, change.owner.id));
      await updateStep.owners(tx, { ...at, ...stepAfter(change.stepId) });
      return;
    case 'dependencyAdded': {
      const tie = found(after.dependencies.find((d) => d.id === change.dependency.id));
      const afterLayer = after.steps.find((s) => s.id === tie.afterId)?.layer ?? 'shared';
      await tx.insert(dependency).values({ ...at, ...tie, afterLayer });
      return;
    }
    case 'dependencyChanged': {
      const { lag, versions } = found(after.dependencies.find((d) => d.id === change.dependency.id));
      await tx.update(dependency).set({ lag, versions }).where(only(dependency, change.dependency.id));
      return;
    }
    case 'dependencyRemoved':
      await tx.delete(dependency).where(only(dependency, change.dependency.id));
      return;
    case 'offerMade': {
      const { id, layer, stepId, terms, replaces, bySide, by, on } = change.offer;
      const values = { ...at, id, layer, stepId, terms, field: terms.field, replaces, bySide, by, on };
      await tx.insert(offer).values(values);
      return;
    }
    case 'offerClosed':
      await tx.delete(offer).where(only(offer, change.offer.id));
      return;
    case 'stakeholderAdded': {
      const { id, layer, personId, side, name, role, pointPerson, admitted, enteredOn, versions } = found(
        after.people.find((p) => p.id === change.stakeholder.id),
      );
      await tx
        .insert(stakeholder)
        .values({ ...at, id, layer, personId, side, name, role, pointPerson, admitted, enteredOn, versions });
      await tx.insert(membership).values({
        id,
        ...at,
        personId,
        side,
        stakeholderId: id,
        pointPerson,
        admitted,
        enteredAt: enteredOn ? sql`now()` : null,
      });
      return;
    }
    case 'stakeholderChanged': {
      const { name, role, pointPerson, admitted, enteredOn, versions } = found(
        after.people.find((p) => p.id === change.stakeholderId),
      );
      await tx
        .update(stakeholder)
        .set({ name, role, pointPerson, admitted, enteredOn, versions })
        .where(only(stakeholder, change.stakeholderId));
      await tx
        .update(membership)
        .set({ pointPerson, admitted, ...(change.field === 'enteredOn' ? { enteredAt: sql`now()` } : {}) })
        .where(and(eq(membership.id, change.stakeholderId), eq(membership.workspaceId, at.workspaceId)));
      return;
    }
    case 'stakeholderRemoved':
      await tx
        .update(stakeholder)
        .set({ removedAt: sql`now()` })
        .where(only(stakeholder, change.stakeholder.id));
      await saveLeftWithoutLetters(tx, { workspaceId: at.workspaceId, stakeholderId: change.stakeholder.id });
      // What they could reach is gone with the same commit.
      await tx
        .delete(membership)
        .where(and(eq(membership.id, change.stakeholder.id), eq(membership.workspaceId, at.workspaceId)));
      // Invited again, they come in by the new letter, and not by a browser that an old one let in.
      await tx
        .delete(sessionPlan)
        .where(
          and(
            eq(sessionPlan.planId, at.planId),
            inArray(
              sessionPlan.sessionId,
              tx
                .select({ id: session.id })
                .from(session)
                .where(eq(session.userId, change.stakeholder.personId)),
            ),
          ),
        );
      return;
  }
}

const updateOf = (columns: Parameters<typeof toSet<typeof step>>[1]) =>
  rawStatement(
    builder
      .update(step)
      .set(toSet(step, [...columns, 'versions']))
      .where(
        and(
          eq(step.workspaceId, sql.placeholder('workspaceId')),
          eq(step.planId, sql.placeholder('planId')),
          eq(step.id, sql.placeholder('id')),
        ),
      )
      .getSQL(),
  );
/** The edits that happen most, by what they write. */
const updateStep = {
  title: updateOf(['title']),
  ask: updateOf(['ask']),
  doneWhen: updateOf(['doneWhen']),
  ifSlips: updateOf(['ifSlips']),
  type: updateOf(['type']),
  dueDay: updateOf(['dueDay']),
  confirmedOn: updateOf(['confirmedOn']),
  duration: updateOf(['duration']),
  decidedBy: updateOf(['decidedBy']),
  freshCode: updateOf(['freshCode']),
  meetingTime: updateOf(['meetingTime']),
  venue: updateOf(['venue']),
  agenda: updateOf(['agenda']),
  attendees: updateOf(['attendees']),
  checkpoint: updateOf(['checkpoint']),
  withheld: updateOf(['withheld']),
  stepStatusChanged: updateOf(['status', 'statusReason', 'endedOn', 'lookOn', 'helpId']),
  agreementChanged: updateOf(['agreement', 'declinedReason']),
  /** Rows of their own; here only their version. */
  owners: updateOf([]),
} satisfies Record<StepField | 'stepStatusChanged' | 'agreementChanged' | 'owners', unknown>;

function found<T>(thing: T | undefined): T {
  if (thing === undefined) throw new Error('A change names something that is not in the plan after it');
  return thing;
}

function stepColumns(s: Step, after: Plan) {
  const { id: _, owners: __, ...columns } = s;
  const milestoneLayer = after.milestones.find((m) => m.id === s.milestoneId)?.layer ?? 'shared';
  return { ...columns, milestoneLayer };
}

function ownerRow(after: Plan, s: Step, owner: Owner) {
  // Whoever decided and left keeps their part, and their row.
  const person = after.people.find((p) => p.id === owner.stakeholderId);
  const stakeholderLayer = owner.stakeholderId ? (person?.layer ?? after.layer) : null;
  return {
    workspaceId: after.workspaceId,
    planId: after.id,
    layer: s.layer,
    stepId: s.id,
    ...owner,
    stakeholderLayer,
  };
}

async function saveStepAt(tx: Tx, after: Plan, moved: Step, place: Place): Promise<void> {
  const at = { workspaceId: after.workspaceId, planId: after.id };
  const orderKey = await stepKey(tx, at, moved.layer, moved.id, place);
  await tx
    .update(step)
    .set({ ...stepColumns(moved, after), orderKey })
    .where(and(eq(step.workspaceId, at.workspaceId), eq(step.planId, at.planId), eq(step.id, moved.id)));
}

/** The one reveal of a plan: parents first, since a child's layer is checked against its parent's. */
async function saveShared(tx: Tx, after: Plan): Promise<void> {
  const inPlan = (t: PgTable & { workspaceId: AnyPgColumn; planId: AnyPgColumn }) =>
    and(eq(t.workspaceId, after.workspaceId), eq(t.planId, after.id));
  const one = (t: { workspaceId: AnyPgColumn; planId: AnyPgColumn; id: AnyPgColumn }, id: string) =>
    and(eq(t.workspaceId, after.workspaceId), eq(t.planId, after.id), eq(t.id, id));
  await tx.update(plan).set({ layer: 'shared', versions: after.versions }).where(inPlan(plan));
  for (const m of after.measures)
    await tx.update(measure).set({ layer: m.layer, versions: m.versions }).where(one(measure, m.id));
  for (const p of after.people)
    await tx.update(stakeholder).set({ layer: p.layer, versions: p.versions }).where(one(stakeholder, p.id));
  for (const m of after.milestones)
    await tx.update(milestone).set({ layer: m.layer, versions: m.versions }).where(one(milestone, m.id));
  for (const s of precedingFirst(after))
    await tx
      .update(step)
      .set({ layer: s.layer, withheld: s.withheld, anchorId: s.anchorId, versions: s.versions })
      .where(one(step, s.id));
  for (const s of after.steps.filter((shown) => shown.layer === 'shared'))
    await saveVersions(tx, after, s.id);
  for (const d of after.domains)
    await tx.update(planDomain).set({ layer: d.layer, versions: d.versions }).where(one(planDomain, d.id));
}

/** What others wait for comes first: a dependency may never, for a moment, have only its waiting end shared. */
function precedingFirst(plan: Plan): Step[] {
  const list = new Set<Step>();
  const add = (s: Step) => {
    for (const d of plan.dependencies.filter((dep) => dep.stepId === s.id)) {
      const before = plan.steps.find((other) => other.id === d.afterId);
      if (before && !list.has(before)) add(before);
    }
    list.add(s);
  };
  for (const s of plan.steps) add(s);
  return [...list];
}
