/**
 * A window gathers what happens on one plan for one person, so that ten edits are one letter. It closes after a
 * quiet while, or when the first news has waited long enough. What has become untrue by then is not told.
 */
import { decisionOf, stillToDecide } from './approval.ts';
import { findComment, isOpenRequest } from './comment.ts';
import { type Line, type LineKind, lineKinds } from './follow-ups.ts';
import { milestoneDay } from './milestone.ts';
import {
  findMilestone,
  findStep,
  type Layer,
  offerOn,
  offerOnGoal,
  otherSide,
  type Plan,
  personOf,
} from './plan.ts';
import { sharedView } from './shared-view.ts';
import { handsOf, isReady } from './turn.ts';
import { weekdays, workingDaysBetween } from './working-days.ts';

export interface WindowLimits {
  quietSeconds: number;
  longestSeconds: number;
}

/** When a window with news between these two moments becomes a letter. */
export function windowClosesAt(
  { firstAt, lastAt }: { firstAt: Date; lastAt: Date },
  { quietSeconds, longestSeconds }: WindowLimits,
): Date {
  const quiet = lastAt.getTime() + quietSeconds * 1000;
  const longest = firstAt.getTime() + longestSeconds * 1000;
  return new Date(Math.min(quiet, longest));
}

/** A line as it was stored. */
export interface News extends Line {
  id: string;
  at: Date;
}

/** The news that writes the subject: the heaviest kind, and of that the oldest. */
export const leadOf = (news: News[]): News | undefined => inOrder(news)[0];

export const inOrder = (news: News[]): News[] =>
  [...news].sort(
    (a, b) => lineKinds.indexOf(a.kind) - lineKinds.indexOf(b.kind) || a.at.getTime() - b.at.getTime(),
  );

export interface Settled {
  told: News[];
  dropped: { id: string; why: string }[];
}

/** What of a window is still news to this reader, given the plan in the reader's own layers. */
export function settleNews(
  plan: Plan,
  news: News[],
  reader: { personId: string; layers: readonly Layer[] },
): Settled {
  const settled: Settled = { told: [], dropped: [] };
  const shared = sharedView(plan);
  const bySubject = new Map<string, News[]>();
  for (const line of [...news].sort((a, b) => a.at.getTime() - b.at.getTime()))
    bySubject.set(subjectOf(line), [...(bySubject.get(subjectOf(line)) ?? []), line]);
  for (const alike of bySubject.values()) {
    const told = aboutOne(plan, shared, alike, reader);
    if (told.line) settled.told.push(told.line);
    for (const line of alike) if (line !== told.line) settled.dropped.push({ id: line.id, why: told.why });
  }
  return { ...settled, told: inOrder(settled.told) };
}

/** News about the same thing takes each other's place. */
function subjectOf({ kind, refs }: News): string {
  switch (kind) {
    case 'milestoneReached':
    case 'milestoneReopened':
      return `reach ${refs.milestoneId}`;
    case 'milestoneMoved':
      return `day ${refs.milestoneId}`;
    case 'proposed':
      return `offer ${refs.offerId}`;
    case 'answered':
      return `answer ${refs.stepId ?? refs.field}`;
    case 'yourTurn':
    case 'approvalAsked':
      return `turn ${refs.stepId}`;
    case 'approvalDecided':
      return `decision ${refs.decisionId}`;
    case 'requestAsked':
    case 'requestAnswered':
    case 'mentioned':
    case 'commented':
      return `comment ${refs.commentId}`;
  }
}

interface Told {
  line: News | null;
  /** Why the others, or all of them, are not told. */
  why: string;
}

function aboutOne(
  plan: Plan,
  shared: Plan,
  alike: News[],
  { personId, layers }: { personId: string; layers: readonly Layer[] },
): Told {
  const seen = alike.filter((line) => layers.includes(line.layer));
  const candidate = candidateOf(shared, seen);
  if (!candidate)
    return { line: null, why: seen.length === 0 ? 'Hidden from this reader' : 'It went and came back' };
  const view = candidate.layer === 'shared' ? shared : plan;
  const why = whyUntrue(view, candidate, personId);
  return why ? { line: null, why } : { line: candidate, why: 'Told with newer news of the same' };
}

function candidateOf(shared: Plan, seen: News[]): News | undefined {
  const count = (kind: LineKind) => seen.filter((line) => line.kind === kind).length;
  const [first] = seen;
  switch (first?.kind) {
    case 'milestoneReached':
    case 'milestoneReopened': {
      // They take turns, so an equal number of each means that nothing is different from before.
      if (count('milestoneReached') === count('milestoneReopened')) return undefined;
      const isReached = findMilestone(shared, first.refs.milestoneId ?? '')?.reachedOn != null;
      return seen.findLast(({ kind }) => (kind === 'milestoneReached') === isReached);
    }
    // The oldest knows where the day was before all of this.
    case 'milestoneMoved':
      return first;
    default:
      return seen.at(-1);
  }
}

function whyUntrue(view: Plan, { kind, refs }: News, personId: string): string | null {
  const step = findStep(view, refs.stepId ?? '');
  const milestone = findMilestone(view, refs.milestoneId ?? '');
  switch (kind) {
    case 'milestoneReached':
      return milestone?.reachedOn ? null : 'The milestone is not reached any more';
    case 'milestoneReopened':
      return milestone && milestone.reachedOn === null ? null : 'The milestone is not open any more';
    case 'milestoneMoved': {
      if (!milestone) return 'The milestone is gone';
      if (milestone.reachedOn) return 'The milestone is reached';
      const { day, dashed } = milestoneDay(view, milestone.id);
      if (!day || dashed) return 'Its day is nobody’s promise any more';
      return !refs.was || workingDaysBetween(refs.was as typeof day, day, weekdays) === 0
        ? 'Its day came back'
        : null;
    }
    case 'proposed': {
      const offer = view.offers.find(({ id }) => id === refs.offerId);
      if (!offer) return 'The question is not open any more';
      const owners = offer.subject === 'step' ? (findStep(view, offer.stepId)?.owners ?? []) : [];
      const asked = handsOf(view, owners, otherSide(offer.bySide));
      return asked.some((p) => p.personId === personId) ? null : 'Somebody else is asked now';
    }
    case 'answered': {
      if (refs.stepId && !step) return 'The step is gone';
      const own = personOf(view, personId)?.side;
      const open = refs.stepId ? offerOn(view, refs.stepId) : goalOffer(view, refs.field);
      if (open && open.bySide === own) return 'The question is open again';
      if (refs.outcome === 'answeredOtherwise')
        return open || !refs.stepId ? null : 'The other suggestion is not open any more';
      if (refs.outcome === 'accepted' && step && step.agreement !== 'agreed')
        return 'The answer was taken back';
      return null;
    }
    case 'approvalDecided': {
      const decision = view.decisions.find(({ id }) => id === refs.decisionId);
      if (!step || !decision) return 'The approval is gone';
      return decisionOf(view, step.id, decision.by) === decision ? null : 'They have decided again since';
    }
    case 'requestAsked': {
      const request = findComment(view, refs.commentId ?? null);
      return request && isOpenRequest(request) ? null : 'The question is not open any more';
    }
    case 'requestAnswered':
    case 'mentioned':
    case 'commented':
      return findComment(view, refs.commentId ?? null) ? null : 'What was written is gone';
    case 'approvalAsked':
    case 'yourTurn': {
      if (!step || !isReady(view, step)) return 'The step does not wait for anybody now';
      const own = personOf(view, personId)?.id;
      if (!step.owners.some((o) => o.stakeholderId === own)) return 'The step is somebody else’s now';
      const decided = step.type === 'approval' && !stillToDecide(view, step).some((p) => p.id === own);
      return decided ? 'They have decided' : null;
    }
  }
}

const goalOffer = (view: Plan, field: string | null | undefined) =>
  field === 'objective' || field === 'whyNow' || field === 'liveDay' || field === 'buyerName'
    ? offerOnGoal(view, field)
    : undefined;
