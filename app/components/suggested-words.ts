import type { Actor } from '#app/domain/command.ts';
import type { Day } from '#app/domain/day.ts';
import type { Plan } from '#app/domain/plan.ts';
import { type Asked, suggestionBefore } from '#app/domain/schedule/before-move.ts';
import { moveWords } from './move-words.ts';

/** What waits for a day that one is about to suggest; null where nothing has to move with it. */
export function suggestedWords(plan: Plan, asked: Asked, actor: Actor, today: Day): string | null {
  const before = suggestionBefore(plan, asked, actor, today);
  if (!before) return null;
  const sent = { type: asked.type, args: { ...asked.args }, base: {} };
  const { lead, rows, more, live } = moveWords(plan, sent, before, {
    side: actor.side,
    today,
    isSuggested: true,
  });
  const days = rows.slice(0, MOST).map(({ title, to }) => `“${title}” to ${to}`);
  const rest = rows.length - days.length + more;
  return [lead, `${days.join(', ')}${rest > 0 ? `, and ${rest} more` : ''}.`, live].filter(Boolean).join(' ');
}

const MOST = 4;
