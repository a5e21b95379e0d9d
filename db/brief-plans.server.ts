import { and, asc, inArray, isNotNull, isNull } from 'drizzle-orm';
import type { AnyPgColumn } from 'drizzle-orm/pg-core';
import { noAttachments, type StepInput, type StepLink } from '#app/domain/attachment.ts';
import { isOpen, type Plan } from '#app/domain/plan.ts';
import type { Tx } from './client.server.ts';
import { byPlan, ofGroup, type PlanGroup, planFrom, readPlanRows } from './plan-rows.server.ts';
import { comment, decision, stepInput, stepLink } from './schema/attachment.ts';

/**
 * Plans whole but for long texts, as the layers set in this transaction may see them: what is known of them in a list.
 * Of approvals nothing is left out, for whom they wait depends on whether what was approved still reads the same.
 */
export async function briefPlans(tx: Tx, group: PlanGroup): Promise<Plan[]> {
  const here = ofGroup(group);
  const [rows, decisions, requests] = await Promise.all([
    readPlanRows(tx, group, { brief: true }),
    tx.select().from(decision).where(here(decision)).orderBy(asc(decision.position)),
    // Of what was written, only the questions that wait.
    tx
      .select()
      .from(comment)
      .where(and(here(comment), isNotNull(comment.request), isNull(comment.answeredOn)))
      .orderBy(asc(comment.position)),
  ]);
  const of = {
    decisions: byPlan(decisions),
    comments: byPlan(requests.map((c) => ({ ...c, text: '' }))),
  };
  const plans = rows.plans.map((row) =>
    planFrom(row, rows, {
      ...noAttachments,
      decisions: of.decisions(row.planId),
      comments: of.comments(row.planId),
    }),
  );
  return await withWhatWasApproved(tx, group, plans);
}

/** The links and inputs of open approvals that somebody has decided. */
async function withWhatWasApproved(tx: Tx, group: PlanGroup, plans: Plan[]): Promise<Plan[]> {
  const decided = new Set(plans.flatMap((p) => p.decisions.map((d) => d.stepId)));
  const steps = plans.flatMap((p) => p.steps.filter((s) => isOpen(s) && decided.has(s.id)).map((s) => s.id));
  if (steps.length === 0) return plans;
  const on = (t: { workspaceId: AnyPgColumn; planId: AnyPgColumn; stepId: AnyPgColumn }) =>
    and(ofGroup(group)(t), inArray(t.stepId, steps));
  const [links, inputs] = await Promise.all([
    tx.select().from(stepLink).where(on(stepLink)).orderBy(asc(stepLink.position)),
    tx.select().from(stepInput).where(on(stepInput)).orderBy(asc(stepInput.position)),
  ]);
  const of = { links: byPlan<PlanRow<StepLink>>(links), inputs: byPlan<PlanRow<StepInput>>(inputs) };
  return plans.map((p) => ({ ...p, links: of.links(p.id), inputs: of.inputs(p.id) }));
}

type PlanRow<Thing> = Thing & { planId: string };
