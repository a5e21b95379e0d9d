/** Without JavaScript: a day that others cannot keep theirs with is asked about on a page of its own, before it is sent. */
import { type Envelope, envelope, registry } from '#app/commands/registry.ts';
import { type MoveWords, moveWords } from '#app/components/move-words.ts';
import { dayOf } from '#app/domain/day.ts';
import type { Plan } from '#app/domain/plan.ts';
import type { PlanAccess } from '#app/domain/policy.ts';
import {
  type Asked as AskedOfPlan,
  choiceBefore,
  suggestionBefore,
} from '#app/domain/schedule/before-move.ts';
import { type MovesDays, movesDays } from '#app/live/moves-days.ts';

type Asked = Pick<Envelope, 'type' | 'args' | 'base' | 'settles'>;

const asked = envelope.pick({ type: true, args: true, base: true, settles: true });

export const addressOf = ({ type, args, base, settles }: Asked, back: string): URLSearchParams =>
  new URLSearchParams({ ask: JSON.stringify({ type, args, base, settles }), back });

/** What an address asks about; null where it says something else. */
export function askedIn(address: URLSearchParams): Asked | null {
  try {
    return asked.parse(JSON.parse(address.get('ask') ?? 'null'));
  } catch {
    return null;
  }
}

/** Null where nothing else would move: then it is sent as it is. */
export function choiceOf(plan: Plan, { type, args, base = {} }: Asked, access: PlanAccess): MoveWords | null {
  if (!asksFirst(type)) return null;
  const read = registry[type].args.safeParse(args);
  // With what goes along it is chosen.
  if (!read.success || 'rest' in read.data) return null;
  const today = dayOf(new Date(), plan.zone);
  const asked = { type, args: read.data } as AskedOfPlan;
  const sent = { type, args: { ...read.data }, base };
  const reader = { side: access.side, today };
  const before = choiceBefore(plan, asked, access, today);
  if (before) return moveWords(plan, sent, before, reader);
  const suggested = suggestionBefore(plan, asked, access, today);
  return suggested && moveWords(plan, sent, suggested, { ...reader, isSuggested: true });
}

/** In pages that run, whoever changes the live day reads it in the form. */
export const asksFirst = (type: string): type is MovesDays | 'changeGoal' =>
  movesDays(type) || type === 'changeGoal';
