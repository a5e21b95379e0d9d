/** Before a day is moved: what else would move, what becomes of the live day, and the ways to go on, in words. */
import { type Day, shortDay } from '#app/domain/day.ts';
import { goalIsTheBuyers } from '#app/domain/goal.ts';
import { otherSide, type Plan, type Side, sideName } from '#app/domain/plan.ts';
import { baseOfDays, mostMovedTogether } from '#app/domain/reschedule-steps.ts';
import type { BeforeMove, Following } from '#app/domain/schedule/before-move.ts';
import type { SentEnvelope } from '#app/live/editing.ts';
import { liveDayWords } from './live-day-words.ts';

export interface MoveWords {
  /** Where it is not about the day of a step. */
  title?: string;
  /** "“Security form” to Tue 15 Dec: 2 steps wait for it and cannot keep their days." */
  lead: string;
  rows: { id: string; title: string; from: string; to: string; note: string | null }[];
  /** Of a long list the rest, as a number. */
  more: number;
  live: string | null;
  ways: MoveWay[];
  /** The way back. */
  keep: string;
}

/** One way on: which of the others go along, and what is sent. */
export interface MoveWay {
  label: string;
  sent: Sent;
}
type Sent = Pick<SentEnvelope, 'type' | 'args' | 'base'>;

const mostRows = 12;

export function moveWords(
  plan: Plan,
  sent: Sent,
  before: BeforeMove | null,
  { side, today, isSuggested }: { side: Side; today: Day; isSuggested?: boolean },
): MoveWords {
  const { moved, following, live, liveDay } = before ?? { moved: [], following: [], live: null };
  const other = sideName(plan, otherSide(side));
  const notes = { moves: null, asked: `suggested to ${other}`, stays: 'stays, a question about it is open' };
  return {
    lead: leadOf(before, today, isSuggested),
    rows: following.slice(0, mostRows).map(({ step, from, to, how }) => ({
      ...{ id: step.id, title: step.title, note: isSuggested ? null : notes[how] },
      ...{ from: shortDay(from, today), to: shortDay(to, today) },
    })),
    more: Math.max(0, following.length - mostRows),
    live: liveDay ? liveDayWords(liveDay.after, liveDay.to, today) : liveWords(plan, live, today),
    ways: (isSuggested
      ? [{ label: 'Suggest this day', rest: [] }]
      : liveDay && following.length === 0
        ? [{ label: liveDayWay(plan, sent, side), rest: [] }]
        : waysOf(following, other, moved.length > 1)
    ).map(({ label, rest }) => ({
      label,
      sent: sentWith(sent, rest),
    })),
    keep: sent.type === 'rescheduleStep' || sent.type === 'changeGoal' ? 'Keep the old day' : 'Answer later',
  };
}

/** The plan may have moved on since its person was asked: then nothing else has to move any more. */
function leadOf(before: BeforeMove | null, today: Day, isSuggested = false): string {
  if (!before) return 'Nothing else has to move any more.';
  const { moved, following, liveDay } = before;
  if (liveDay && following.length === 0) return `The live day to ${shortDay(liveDay.to, today)}.`;
  const [first] = moved;
  const lead =
    first && moved.length === 1
      ? `“${first.step.title}” to ${shortDay(first.to, today)}`
      : `${moved.length} days become others`;
  const them = moved.length === 1 ? 'it' : 'them';
  const cannot = isSuggested ? 'could not' : 'cannot';
  return following.length === 1
    ? `${lead}: One step waits for ${them} and ${cannot} keep its day.`
    : `${lead}: ${following.length} steps wait for ${them} and ${cannot} keep their days.`;
}

function liveDayWay(plan: Plan, { type }: Sent, side: Side): string {
  if (type === 'acceptOffers') return 'Say yes all the same';
  return side === 'seller' && goalIsTheBuyers(plan) ? 'Suggest it' : 'Set the day';
}

interface Way {
  label: string;
  rest: readonly Following[];
}

function waysOf(following: readonly Following[], other: string, isSeveral: boolean): Way[] {
  const moving = following.filter(({ how }) => how === 'moves');
  const asked = following.filter(({ how }) => how === 'asked');
  const only = { label: `Move only ${isSeveral ? 'these' : 'this one'}`, rest: [] };
  const all = [...moving, ...asked];
  if (all.length === 0 || all.length > mostMovedTogether) return [only];
  if (asked.length === 0)
    return [{ label: moving.length === 1 && !isSeveral ? 'Move both' : 'Move them all', rest: moving }, only];
  const days = asked.length === 1 ? 'the other day' : 'the other days';
  const suggest = {
    label: `Move ${isSeveral ? 'these' : 'this one'}, and suggest ${days} to ${other}`,
    rest: asked,
  };
  if (moving.length === 0) return [suggest, only];
  return [
    { label: `Move the rest too, and suggest ${days} to ${other}`, rest: all },
    { label: `Only suggest ${days} to ${other}`, rest: asked },
    only,
  ];
}

const sentWith = ({ type, args, base }: Sent, rest: readonly Following[]): Sent =>
  rest.length === 0
    ? { type, args, base }
    : {
        type: type === 'rescheduleStep' ? 'rescheduleSteps' : type,
        args: { ...args, rest: rest.map(({ step, to }) => ({ stepId: step.id, dueDay: to })) },
        base: { ...base, ...baseOfDays(rest.map(({ step }) => step)) },
      };

function liveWords({ goal }: Plan, live: BeforeMove['live'], today: Day): string | null {
  if (!live) return null;
  const { from, to, lateBy } = live;
  const [was, is] = [shortDay(from, today), shortDay(to, today)];
  if (!goal.liveDay) return from === to ? null : `The steps then run until ${is} instead of ${was}.`;
  const wanted = shortDay(goal.liveDay, today);
  if (lateBy === 0) return `Live on ${wanted} ${from === to ? 'still holds' : 'holds again'}.`;
  if (from === to) return `On today’s pace live stays ${is}, and not ${wanted}.`;
  const days = lateBy === 1 ? '1 working day' : `${lateBy} working days`;
  const instead = from === goal.liveDay ? '' : ` instead of ${was}`;
  return `Live on ${wanted} is then ${days} out of reach: on today’s pace it is ${is}${instead}.`;
}
