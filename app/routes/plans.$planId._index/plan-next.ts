/** What the page's one black button does now, for this reader; and what a draft's sharing would do. */

import type { PlanReader } from '#app/components/plan-reader.ts';
import type { Actor } from '#app/domain/command.ts';
import { compareDays, type Day } from '#app/domain/day.ts';
import { decide } from '#app/domain/decide.ts';
import { currentMilestone, outlinedIn } from '#app/domain/milestone.ts';
import { isDraft, isForBoth, isOpen, type Milestone, type Plan } from '#app/domain/plan.ts';
import { firstName, listed, nameOf, stepCount } from '#app/domain/plan-words.ts';
import { isFinished, turnsOf } from '#app/domain/turn.ts';
import { yoursOf } from '#app/domain/yours.ts';

export type NextMove =
  | { kind: 'setLiveDay' | 'sayGoal' | 'share' }
  | { kind: 'addStep'; milestoneId: string | null; label: string }
  | { kind: 'propose'; milestoneId: string; label: string }
  | { kind: 'answer'; count: number; label: string; stepId: string | null };

/** Null: nothing asks for a black button, and the page shows none. */
export function nextMove(plan: Plan, reader: PlanReader): NextMove | null {
  if (!reader.canEdit) return null;
  return isDraft(plan) ? nextInDraft(plan, reader) : nextInShared(plan, reader);
}

function nextInDraft(plan: Plan, reader: PlanReader): NextMove | null {
  if (plan.goal.liveDay === null) return { kind: 'setLiveDay' };
  if (plan.goal.objective.trim() === '') return { kind: 'sayGoal' };
  if (!plan.steps.some((s) => isForBoth(plan, s))) return addNext(plan, 'Add the first step');
  return reader.canShare ? { kind: 'share' } : null;
}

function nextInShared(plan: Plan, reader: PlanReader): NextMove | null {
  if (plan.pause) return null;
  const { toAnswer } = yoursOf(plan, reader.side, reader.stakeholderId, reader.pointPerson);
  const [first] = toAnswer;
  if (first) {
    const count = toAnswer.length;
    const asker = firstName(nameOf(plan, first.offer.by));
    const label = reader.side === 'buyer' && count > 1 ? `Answer ${count} things` : `Answer ${asker}`;
    return { kind: 'answer', count, label, stepId: first.step?.id ?? null };
  }
  if (reader.side === 'buyer' && !reader.pointPerson) return null;
  const current = currentMilestone(plan);
  if (current && outlineIn(plan, current) > 0) return proposal(plan, current);
  if (isFinished(plan) || turnsOf(plan).length > 0) return null;
  const later = plan.milestones.find((m) => m.reachedOn === null && outlineIn(plan, m) > 0);
  return later ? proposal(plan, later) : addNext(plan, 'Add the next step');
}

function addNext(plan: Plan, label: string): NextMove {
  const milestone = currentMilestone(plan) ?? plan.milestones.at(-1);
  return {
    kind: 'addStep',
    milestoneId: milestone?.id ?? null,
    label: milestone ? label : 'Add the first milestone',
  };
}

/** The last day something both sides see was finished: since then nothing was next, where nothing is. */
export const quietSince = (plan: Plan): Day | null =>
  [
    ...plan.steps.flatMap((s) => (isForBoth(plan, s) && s.endedOn ? [s.endedOn] : [])),
    ...plan.milestones.flatMap((m) => m.reachedOn ?? []),
  ]
    .sort(compareDays)
    .at(-1) ?? null;

export const outlineIn = (plan: Plan, milestone: Milestone): number => outlinedIn(plan, milestone.id).length;

function proposal(plan: Plan, milestone: Milestone): NextMove {
  const count = outlineIn(plan, milestone);
  const label = count === 1 ? 'Propose the next step' : `Propose the next ${count} steps`;
  return { kind: 'propose', milestoneId: milestone.id, label };
}

/** "Sharing asks Acme for 3 steps now and shows 9 more as an outline; 1 stays here." */
export function sharingSentence(plan: Plan, actor: Actor, today: Day): string {
  let made = 0;
  const decision = decide(
    plan,
    'sharePlan',
    {},
    { actor, today, now: '', base: {}, newId: () => `new-${made++}` },
  );
  const buyer = plan.goal.buyerName;
  if (decision.kind === 'refused') return decision.sentence;
  if (decision.kind !== 'changes') return '';
  const asked = decision.changes.filter((c) => c.kind === 'offerMade').length;
  const kept = plan.steps.filter((s) => s.withheld);
  const promised = decision.changes.filter(
    (c) =>
      c.kind === 'agreementChanged' &&
      c.to.agreement === 'agreed' &&
      !kept.some((step) => step.id === c.stepId),
  ).length;
  const outline = plan.steps.filter((s) => !s.withheld && isOpen(s)).length - asked - promised;
  const does = [
    asked > 0 ? `asks ${buyer} for ${stepCount(asked)} now` : `asks ${buyer} for nothing yet`,
    ...(promised > 0 ? [`promises ${promised} of yours`] : []),
    ...(outline > 0 ? [`shows ${outline} more as an outline`] : []),
  ];
  const stays =
    kept.length > 0
      ? `; ${stepCount(kept.length)} ${kept.length === 1 ? 'stays' : 'stay'} with ${plan.sellerName}`
      : '';
  return `Sharing ${listed(does)}${stays}.`;
}
