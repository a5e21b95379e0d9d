/** The rules of agreement as the product states them, held against what one act made of a plan. */
import type { Change } from '#app/domain/change.ts';
import {
  findStep,
  isOpen,
  type Offer,
  ownerSides,
  type Plan,
  type Side,
  type Step,
} from '#app/domain/plan.ts';

/** What is broken, in a few words; null where nothing is. */
export function broken(before: Plan, after: Plan, list: readonly Change[], side: Side): string | null {
  return (
    inItself(after) ??
    list.map((change) => byThis(before, change, side)).find((words) => words !== null) ??
    after.steps.map((step) => ofStep(before, step, list, side)).find((words) => words !== null) ??
    null
  );
}

/** Whatever led to it. */
function inItself(plan: Plan): string | null {
  const asked = plan.offers.map((o) => (o.subject === 'step' ? o.stepId : o.terms.field));
  if (new Set(asked).size < asked.length) return 'two questions are open about one thing';
  for (const step of plan.steps) {
    const isAsked = plan.offers.some((o) => o.stepId === step.id);
    if (step.agreement === 'proposed' && !isAsked) return 'a step is proposed and nobody is asked';
    if ((step.agreement === 'outline' || step.agreement === 'declined') && isAsked)
      return 'somebody is asked about a step that is not proposed';
    if (!isOpen({ ...step, agreement: 'agreed' }) && isAsked)
      return 'somebody is asked about a step that has ended';
    if (step.owners.length === 0) return 'a step has no owner';
    if ((step.agreement === 'declined') !== (step.declinedReason !== null)) return 'a no has no reason';
  }
  return null;
}

function byThis(before: Plan, change: Change, side: Side): string | null {
  if (change.kind === 'offerClosed') {
    const own = change.offer.bySide === side;
    if (change.outcome === 'withdrawn' ? !own : own) return 'a side answers its own question';
    if (change.outcome === 'declined' && !change.reason) return 'a no has no reason';
  }
  if (change.kind === 'offerMade' && change.offer.bySide !== side && !wasReplaced(before, change.offer))
    return 'somebody asks in the name of the other side';
  if (change.kind === 'goalChanged' && side === 'seller' && before.confirmed !== null)
    return 'the seller changes what is the buyer’s';
  return null;
}

const wasReplaced = (before: Plan, offer: Offer): boolean =>
  before.offers.some((o) => o.replaces?.some(({ id }) => id === offer.id));

const theirs = (step: Step, side: Side): boolean => ownerSides(step).some((own) => own !== side);
const hand = (step: Step, side: Side): boolean => ownerSides(step).includes(side);

/** Nothing becomes somebody's work, and nothing agreed is altered, without their yes. */
function ofStep(before: Plan, is: Step, list: readonly Change[], side: Side): string | null {
  const was = findStep(before, is.id);
  if (!was) return null;
  const yes = list.flatMap((c) =>
    c.kind === 'offerClosed' && c.outcome === 'accepted' && c.offer.stepId === is.id ? [c.offer] : [],
  )[0];
  if (was.status !== is.status && !hand(was, side)) return 'a side ticks what the other does';
  const ended = was.status !== is.status;
  if (was.agreement !== 'agreed' && is.agreement === 'agreed' && theirs(is, side) && !yes && !ended)
    return 'a step is agreed without the other side';
  const bound = was.agreement === 'agreed' && theirs(was, side);
  if (bound && was.dueDay !== is.dueDay && !setBy(yes, 'dueDay', is.dueDay))
    return 'an agreed day moves without a yes';
  if (bound && was.ask !== is.ask && !setBy(yes, 'ask', is.ask)) return 'agreed words change without a yes';
  if (bound && handedAcross(was, is) && yes?.terms.field !== 'owner')
    return 'work is handed across without a yes';
  if (yes?.terms.field === 'dueDay' && is.dueDay !== yes.terms.value)
    return 'another day than the one asked for';
  if (yes?.terms.field === 'ask' && is.ask !== yes.terms.value) return 'other words than those asked for';
  if (yes?.terms.field === 'done' && is.status !== 'done') return 'a yes to “is this done?” leaves it open';
  if (yes && yes.terms.field !== 'done' && is.agreement !== 'agreed') return 'a yes agrees to nothing';
  return null;
}

const setBy = (yes: Offer | undefined, field: 'dueDay' | 'ask', value: unknown): boolean =>
  yes?.terms.field === field && yes.terms.value === value;

/** Another side has it, or one side has it no more. */
const handedAcross = (was: Step, is: Step): boolean =>
  ownerSides(was).sort().join() !== ownerSides(is).sort().join();
