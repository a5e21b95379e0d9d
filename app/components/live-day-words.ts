import { type Day, shortDay } from '#app/domain/day.ts';
import type { Plan } from '#app/domain/plan.ts';
import { listed } from '#app/domain/plan-words.ts';
import { beforeLiveDay } from '#app/domain/schedule/before-live-day.ts';

/** What another live day means for the steps, before it is set; null where there is nothing to say. */
export function liveDayWords(plan: Plan, liveDay: Day, today: Day): string | null {
  const before = beforeLiveDay(plan, liveDay, today);
  if (!before) return null;
  const { end, lateBy, short, parallel, wonBack } = before;
  if (lateBy === 0) return 'On today’s pace every step ends by that day.';
  const pace = `On today’s pace the steps run until ${shortDay(end, today)}, ${inDays(lateBy)} later.`;
  if (short === 0) return `${pace} Laid anew they would fit.`;
  const names = parallel.map((steps) => listed(steps.map(({ title }) => `“${title}”`)));
  const ways =
    names.length > 0 ? ` ${names.join('; ')} could run at the same time: that wins ${wonBack}.` : '';
  return `${pace} Even laid anew from today they are short by ${inDays(short)}.${ways}`;
}

const inDays = (count: number): string => (count === 1 ? '1 working day' : `${count} working days`);
