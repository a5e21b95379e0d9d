import { bareDay, shortDay } from '#app/domain/day.ts';
import { lineOf } from '#app/domain/plan-words.ts';
import { useEditing } from '#app/live/editing.ts';
import { PlanLine, type PlanLineItem } from './plan-line.tsx';

/** The line of the plan one is on, as it stands today. */
export function PlanLineNow({ compact }: { compact?: boolean }) {
  const { plan, today } = useEditing();
  const { points, now, liveX } = lineOf(plan, today);
  const { liveDay } = plan.goal;
  // What has no day has no place: it would lie on the milestone before it.
  const items: PlanLineItem[] = points.flatMap(({ day, ...point }) =>
    day ? [{ ...point, day: shortDay(day), shortDay: bareDay(day) }] : [],
  );
  // The live day has a name of its own only where the last milestone does not stand on it.
  const last = items.at(-1);
  if (liveDay && (!last || Math.abs(last.x - liveX) > 0.06))
    items.push({
      id: 'live',
      name: 'Live day',
      day: shortDay(liveDay),
      shortDay: bareDay(liveDay),
      x: liveX,
      dashed: plan.confirmed === null,
    });
  const aloud = items.map((i) => `${i.name}, ${i.reached ? 'reached, ' : ''}${i.day}.`).join(' ');
  return (
    <PlanLine
      items={items}
      now={now}
      liveX={liveX}
      compact={compact}
      ariaLabel={`Today ${bareDay(today)}. ${aloud}`}
    />
  );
}
