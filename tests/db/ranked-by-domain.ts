import { isDraft, type Plan } from '#app/domain/plan.ts';
import { isFinished, isReady, turnsOf } from '#app/domain/turn.ts';
import { yoursOf } from '#app/domain/yours.ts';
import type { RankedPlan } from '#db/plan-list.server.ts';
import type { CastMember } from '#tests/support/cast.ts';
import { realToday } from '#tests/support/stored-plan.server.ts';

/** A plan's place in the list, worked out by the domain from the plan this reader loads. */
export function byTheDomain(plan: Plan, who: CastMember): Omit<RankedPlan, 'firstDay'> {
  const today = realToday();
  const own = plan.people.find((p) => p.personId === who.personId);
  const { toAnswer, toDo } = yoursOf(plan, who.side, own?.id ?? null, own?.pointPerson ?? false);
  const due = toDo.filter((s) => isReady(plan, s) && (s.dueDay === null || s.dueDay <= today));
  const turns = turnsOf(plan);
  return {
    planId: plan.id,
    name: plan.goal.buyerName,
    liveDay: plan.goal.liveDay,
    mine: own !== undefined,
    draft: isDraft(plan),
    finished: isFinished(plan),
    needsMe: own !== undefined && (toAnswer.length > 0 || due.length > 0),
    waitsForUs: turns.some((t) => t.side === who.side),
    health: isDraft(plan) || isFinished(plan) ? null : plan.health,
    noNextStep: !isDraft(plan) && !plan.pause && !isFinished(plan) && turns.length === 0,
  };
}
