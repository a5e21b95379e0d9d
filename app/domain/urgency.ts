/**
 * What is most urgent of all that waits: what has the least slack, then what has the earliest day. From shared things
 * alone, so that both sides read the same order. Apart from `turn.ts`, whose questions every page asks, for the
 * schedule behind it weighs more than they do.
 */
import type { Day } from './day.ts';
import type { Plan, Step } from './plan.ts';
import { endsOf } from './schedule/forward.ts';
import { withDueDays } from './schedule/network.ts';
import { planNetwork } from './schedule/plan-network.ts';
import { slackOf } from './schedule/slack.ts';
import { todaysPace } from './todays-pace.ts';
import { type Turn, turnsOf } from './turn.ts';

/** Working days of slack beyond which nobody is pressed: then the day that was agreed decides. */
const plenty = 10;

/** As `turnsOf`. What is about no step is pressed by nothing but its day. */
export function turnsByUrgency(plan: Plan, today: Day): Turn[] {
  // They come by day, and of equals the order stays.
  const turns = turnsOf(plan);
  const slack = turns.length > 1 ? slackFromToday(plan, today) : null;
  const pressing = ({ step }: Turn): number => Math.min(plenty, (step && slack?.get(step.id)) ?? plenty);
  return turns.sort((one, other) => pressing(one) - pressing(other));
}

/**
 * By id, how many working days each step could wait if all were done as soon as they can be. With the agreed days a
 * step would seem the more pressing the later it was promised.
 */
function slackFromToday(plan: Plan, today: Day): ReadonlyMap<string, number> | null {
  const network = planNetwork(plan, today);
  if (!network) return null;
  const soonest = withDueDays(network, () => null);
  const { steps } = slackOf(soonest, { ends: endsOf(soonest) });
  return new Map([...steps].map(([id, { slack, slackToLive }]) => [id, slackToLive ?? slack]));
}

/**
 * "It may slip 3 working days before the live day moves." Null where nothing hangs on it that both sides agreed or
 * were asked, without a live day, and of a step without a day, which cannot slip from it.
 */
export function slackSentence(plan: Plan, step: Step, today: Day): string | null {
  if (step.dueDay === null || (step.agreement !== 'agreed' && step.agreement !== 'proposed')) return null;
  const pace = todaysPace(plan, today);
  const own = pace?.slack.get(step.id);
  if (!pace || !own || own.slackToLive === null) return null;
  if (own.slack === 0) return 'If it slips, the live day moves.';
  // What is late already has used up what it had before its day.
  const more = (pace.steps.get(step.id)?.late ?? 0) > 0 ? ' more' : '';
  const days = own.slack === 1 ? `1${more} working day` : `${own.slack}${more} working days`;
  return pace.live.lateBy === 0
    ? `It may slip ${days} before the live day moves.`
    : `It may slip ${days} before today’s pace gets later.`;
}
