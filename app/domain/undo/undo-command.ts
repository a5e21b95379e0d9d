/**
 * Undo. The opposite of each change of one's own command, newest first, as long as nobody has written over it:
 * what changed since is said, never overwritten. An undo is itself a change, so it can be undone.
 */
import { notYourHand } from '../agreement.ts';
import { approvalState } from '../approval.ts';
import type { Change, ChangeKind } from '../change.ts';
import { type Actor, changes, type Decision, type Refused, refuse } from '../command.ts';
import { findStep, type Owner, type Plan, type Step } from '../plan.ts';
import { changedSince, type Inverse } from './inverse.ts';
import { inverses } from './inverses.ts';
import { sameOwner } from './inverses-of-steps.ts';
import { type RefusedOver, refuseOver } from './overwritten.ts';
import type { Recorded } from './recorded.ts';
import { alike, type Since, standsAs } from './written-since.ts';

const otherBargain = 'The step is not what was agreed then. It was left as it is now.';

/**
 * The changes that take a command back, or a refusal that says what stands in the way; all of it or nothing. `since`:
 * all that was written behind the command in the logs of whoever undoes, in the order of `asWritten`. Without it only
 * what nobody has touched is taken back.
 */
export function undoCommand(
  plan: Plan,
  recorded: Recorded[],
  actor: Actor,
  after: (plan: Plan, change: Change) => Plan,
  since: readonly Since[] = [],
): Decision | RefusedOver {
  const list: Change[] = [];
  const written: Since[] = [...recorded.map((own) => ({ ...own, mine: true })), ...since];
  let now = plan;
  for (const { change, n, layer } of [...recorded].reverse()) {
    const inverse = inverses[change.kind] as Inverse<ChangeKind>;
    const answer = inverse(now, change as never, { n, layer, since: written }, actor);
    if (typeof answer === 'string') return refuse('undo', answer);
    if (!Array.isArray(answer)) return refuseOver(answer);
    for (const step of answer) now = after(now, step);
    list.push(...answer);
  }
  const refused = behindTheirBack(plan, now, { recorded, actor, since: written });
  if (refused) return refused;
  return list.length > 0 ? changes(...list) : refuse('undo', 'There is nothing to take back.');
}

const isApproved = (plan: Plan, step: Step): boolean => {
  const state = approvalState(plan, step);
  return state === 'approved' || state === 'approvedWithConditions';
};

/** What a step was agreed as: who does what, by when. */
const bargain = ['type', 'ask', 'dueDay', 'meetingTime', 'owners'];

/**
 * What stood once does not stand again by itself: an approval is decided by nobody but its approvers, a step is ended
 * by its own hands, and a yes was to what stood there then.
 */
function behindTheirBack(
  before: Plan,
  after: Plan,
  { recorded, actor, since }: { recorded: Recorded[]; actor: Actor; since: readonly Since[] },
): Refused | null {
  const until = Math.max(...recorded.map(({ n, layer }) => (layer === 'shared' ? n : 0)));
  const isAnother = (step: Step, field: string): boolean =>
    (step.versions[field] ?? 0) > until &&
    !standsAs(step, field, { n: until, layer: 'shared' }, since, (later) => cameBack(step, field, later));
  for (const step of after.steps) {
    const was = findStep(before, step.id);
    if (!was || was === step || step.layer !== 'shared') continue;
    const ends = step.status !== 'todo' && (was.status !== step.status || was.type !== step.type);
    if (ends && step.type === 'approval' && step.status === 'done') {
      // An edit that is taken back makes a yes up to date again, whoever takes it back.
      if (!isApproved(after, step))
        return refuse('undo', 'An approval is done when those it names have said yes. It was left as it is.');
    } else if (ends && notYourHand(before, was, actor)) return refuse('undo', changedSince);
    const agrees = step.agreement === 'agreed' && was.agreement !== 'agreed';
    if (agrees && bargain.some((field) => isAnother(was, field))) return refuse('undo', otherBargain);
  }
  return null;
}

/** Written to and fro, and now as it was before the first of these. */
function cameBack(step: Step, field: string, later: Change[]): boolean {
  if (field !== 'owners') {
    const [first] = later;
    return first?.kind === 'stepChanged' && alike(first.from, step[first.field]);
  }
  const swaps = later.flatMap((c) => (c.kind === 'ownerAdded' || c.kind === 'ownerRemoved' ? [c] : []));
  const times = (kind: ChangeKind, owner: Owner) =>
    swaps.filter((c) => c.kind === kind && sameOwner(c.owner, owner)).length;
  return (
    swaps.length === later.length &&
    swaps.every(({ owner }) => times('ownerAdded', owner) === times('ownerRemoved', owner))
  );
}
