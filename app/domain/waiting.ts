/** Whose turn it is, in a sentence. */
import type { Day } from './day.ts';
import { isDraft, type Plan, sideName } from './plan.ts';
import { firstName, listed, turnFor } from './plan-words.ts';
import { isFinished, type Turn } from './turn.ts';
import { turnsByUrgency } from './urgency.ts';

/**
 * Whom the plan waits for: whoever reads, where they are among them, else the most urgent. "Waiting for Dana and 2
 * more". Null in a draft, in a pause and at the end.
 */
export function waitingSentence(
  plan: Plan,
  viewer: string,
  today: Day,
): { waiting: boolean; sentence: string } | null {
  if (isDraft(plan) || isFinished(plan) || plan.pause) return null;
  const turns = turnsByUrgency(plan, today);
  const first = turnFor(turns, viewer);
  if (!first)
    return { waiting: false, sentence: 'Nothing is agreed next, and no one is asked for anything.' };
  const people = new Set(turns.flatMap((t) => names(plan, t, viewer)));
  const lead = names(plan, first, viewer).sort((a, b) => Number(b === 'you') - Number(a === 'you'));
  for (const name of lead) people.delete(name);
  // One more is named: "and 1 more" would be as long as the name.
  if (people.size === 1) return { waiting: true, sentence: `Waiting for ${listed([...lead, ...people])}` };
  const more = people.size > 0 ? ` and ${people.size} more` : '';
  return { waiting: true, sentence: `Waiting for ${listed(lead)}${more}` };
}

const names = (plan: Plan, turn: Turn, viewer: string): string[] =>
  turn.people.length > 0
    ? turn.people.map((p) => (p.personId === viewer ? 'you' : firstName(p.name)))
    : [sideName(plan, turn.side)];
