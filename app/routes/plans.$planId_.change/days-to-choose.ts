/** Without JavaScript: a day that others cannot keep theirs with is asked about on a page of its own, before it is sent. */
import { type Envelope, envelope, registry } from '#app/commands/registry.ts';
import { liveDayWords } from '#app/components/live-day-words.ts';
import { type MoveWords, moveWords } from '#app/components/move-words.ts';
import { type Day, dayOf, shortDay } from '#app/domain/day.ts';
import { goalIsTheBuyers } from '#app/domain/goal.ts';
import type { Plan } from '#app/domain/plan.ts';
import type { PlanAccess } from '#app/domain/policy.ts';
import { beforeLiveDay } from '#app/domain/schedule/before-live-day.ts';
import { choiceBefore } from '#app/domain/schedule/before-move.ts';
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
export function choiceOf(plan: Plan, sent: Asked, access: PlanAccess): MoveWords | null {
  const today = dayOf(new Date(), plan.zone);
  if (sent.type === 'changeGoal') return choiceOfLiveDay(plan, sent, access, today);
  return movesDays(sent.type) ? choiceOfSteps(plan, { ...sent, type: sent.type }, access, today) : null;
}

function choiceOfSteps(
  plan: Plan,
  { type, args, base = {} }: Asked & { type: MovesDays },
  access: PlanAccess,
  today: Day,
) {
  const read = registry[type].args.safeParse(args);
  // With what goes along it is chosen.
  if (!read.success || 'rest' in read.data) return null;
  const before = choiceBefore(plan, { type, args: read.data }, access, today);
  const sent = { type, args: { ...read.data }, base };
  return before && moveWords(plan, sent, before, { side: access.side, today });
}

/** Nothing moves with the live day; it is asked about where the steps do not end before it. */
function choiceOfLiveDay(plan: Plan, { type, args, base = {} }: Asked, access: PlanAccess, today: Day) {
  const read = registry.changeGoal.args.safeParse(args);
  if (!read.success || read.data.field !== 'liveDay' || read.data.value === plan.goal.liveDay) return null;
  const before = beforeLiveDay(plan, read.data.value, today);
  if (!before || before.lateBy === 0) return null;
  const asks = access.side === 'seller' && goalIsTheBuyers(plan);
  return {
    lead: `The live day to ${shortDay(read.data.value, today)}.`,
    rows: [],
    more: 0,
    live: liveDayWords(plan, read.data.value, today),
    keep: 'Keep the old day',
    ways: [{ label: asks ? 'Suggest it' : 'Set the day', sent: { type, args: { ...read.data }, base } }],
  };
}
