import type { Actor } from '#app/domain/command.ts';
import { bareDay, compareDays, type Day } from '#app/domain/day.ts';
import type { Offer, Plan } from '#app/domain/plan.ts';
import { beforeMove } from '#app/domain/schedule/before-move.ts';

/** What a yes to another day means for the live day that is agreed, and for where today's pace leads. */
export function offerEffect(plan: Plan, offer: Offer, actor: Actor, today: Day): string | null {
  const { liveDay } = plan.goal;
  if (offer.subject !== 'step' || offer.terms.field !== 'dueDay' || !liveDay) return null;
  const { value } = offer.terms;
  const agreed = bareDay(liveDay);
  if (compareDays(value, liveDay) > 0) return `That is after the live day, ${agreed}.`;
  const live = beforeMove(plan, new Map([[offer.stepId, value]]), actor, today)?.live;
  if (live && live.lateBy > 0)
    return live.from === live.to
      ? `Today’s pace stays ${bareDay(live.to)}; the live day is ${agreed}.`
      : live.from === liveDay
        ? `On today’s pace it is then live on ${bareDay(live.to)}; the live day is ${agreed}.`
        : `Today’s pace goes from ${bareDay(live.from)} to ${bareDay(live.to)}; the live day is ${agreed}.`;
  if (live && compareDays(live.from, liveDay) > 0) return `Live on ${agreed} holds again.`;
  return `Live day stays ${agreed}.`;
}
