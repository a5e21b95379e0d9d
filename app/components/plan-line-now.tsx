import { bareDay, compareDays, type Day, shortDay } from '#app/domain/day.ts';
import type { Plan } from '#app/domain/plan.ts';
import { lineOf } from '#app/domain/plan-words.ts';
import { lateLiveDay } from '#app/domain/todays-pace.ts';
import { useEditing } from '#app/live/editing.ts';
import { PlanLine, type PlanLineItem } from './plan-line.tsx';

/** The line of the plan one is on, as it stands today. */
export function PlanLineNow({ compact }: { compact?: boolean }) {
  const { plan, today } = useEditing();
  return <PlanLine {...planLineOf(plan, today)} compact={compact} />;
}

/** A plan's line in words and places. */
export function planLineOf(
  plan: Plan,
  today: Day,
): { items: PlanLineItem[]; now: number; liveX: number; pace?: string; ariaLabel: string } {
  const { liveDay } = plan.goal;
  const late = lateLiveDay(plan, today);
  const { points, now, liveX } = lineOf(plan, today, late);
  const end = points.at(-1);
  // A plan has one live day: what ends behind it says so, and the pace that leads to just there is no second end.
  const runsOver = end?.day != null && !end.reached && liveDay !== null && compareDays(end.day, liveDay) > 0;
  const pace = late && !(runsOver && end.day === late) ? `${shortDay(late)} on today’s pace` : undefined;
  // What has no day has no place: it would lie on the milestone before it.
  const items: PlanLineItem[] = points.flatMap(({ day, soFar, ...point }) => {
    if (!day) return [];
    // Where the line is narrow its dashes have to say it: the words would push others from their places.
    return [{ ...point, day: `${shortDay(day)}${soFar ? ' so far' : ''}`, shortDay: bareDay(day) }];
  });
  if (runsOver) items.splice(-1, 1, { ...items.at(-1)!, name: 'Steps end' });
  // The live day has a name of its own only where the last milestone does not stand on it.
  const last = items.at(-1);
  if (liveDay && (!last || runsOver || Math.abs(last.x - liveX) > 0.06))
    items.push({
      id: 'live',
      name: 'Live day',
      day: shortDay(liveDay),
      shortDay: bareDay(liveDay),
      x: liveX,
      dashed: plan.confirmed === null,
    });
  const aloud = items.map((i) => `${i.name}, ${i.reached ? 'reached, ' : ''}${i.day}.`).join(' ');
  return {
    items,
    now,
    liveX,
    pace,
    ariaLabel: `Today ${bareDay(today)}. ${aloud}${pace ? ` ${pace}.` : ''}`,
  };
}
