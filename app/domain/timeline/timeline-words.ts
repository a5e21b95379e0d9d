/** A timeline in sentences: what a bar says to whoever cannot see it, and the table and the agenda to everybody. */
import { type Day, shortDay } from '#app/domain/day.ts';
import { findStep, type Plan, sideName } from '#app/domain/plan.ts';
import { chipOf, listed, ownersLabel } from '#app/domain/plan-words.ts';
import type { Bar, Group } from './timeline.ts';

/** "Fri 18 Dec", or "No day yet". */
export function dayWords(bar: Bar, today: Day): string {
  if (bar.isGuess) return 'No day yet';
  const day = shortDay(bar.end, today);
  if (bar.step.status === 'done') return `Done ${day}`;
  return bar.step.status === 'skipped' ? `Skipped ${day}` : day;
}

/** How the day stands: agreed, offered, outline. */
export function standingWords({ look, isGuess, isPrivate, step }: Bar): string | null {
  if (step.status === 'done' || step.status === 'skipped' || isPrivate) return null;
  if (step.agreement === 'outline' && look !== 'open') return 'outline';
  if (step.agreement === 'proposed') return 'not agreed yet';
  return look === 'late' ? 'this day has passed' : isGuess ? null : 'agreed';
}

export function barLabel(plan: Plan, bar: Bar, today: Day): string {
  const { step } = bar;
  const standing = standingWords(bar);
  const chip = chipOf(plan, step, today);
  const owners = step.owners.length > 0 ? ownersLabel(plan, step) : 'Nobody named';
  return [
    `${step.title}, ${owners}`,
    standing ? `${dayWords(bar, today)}, ${standing}` : dayWords(bar, today),
    bar.isGuess ? `On today’s pace ${shortDay(bar.end, today)}` : null,
    bar.pace ? `On today’s pace ${shortDay(bar.pace, today)}` : null,
    chip?.label ?? null,
    waitsWords(plan, bar),
    bar.isDecisive ? 'Sets the pace' : null,
    bar.isPrivate && step.layer !== 'shared' ? `Only ${sideName(plan, step.layer)}` : null,
  ]
    .filter((part) => part !== null)
    .map((part) => `${part}.`)
    .join(' ');
}

/** "Waits for “Demo” and “Data”" */
export const waitsWords = (plan: Plan, { after }: Bar): string | null =>
  after.length > 0 ? `Waits for ${listed(after.map((id) => `“${findStep(plan, id)?.title ?? ''}”`))}` : null;

export const groupName = (group: Group): string => group.name ?? 'Without a milestone';

/** "Case made, Fri 18 Dec, on today’s pace Wed 23 Dec" */
export function groupLabel(group: Group, today: Day): string {
  const day = group.day && `${group.isReached ? 'reached ' : ''}${shortDay(group.day, today)}`;
  const pace = group.pace && `on today’s pace ${shortDay(group.pace, today)}`;
  return [groupName(group), day, pace].filter(Boolean).join(', ');
}
