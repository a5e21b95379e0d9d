/**
 * Who hears what. From the plan before and after, as both sides may see it, this says which person is told
 * which news. The mail room joins the lines of a quiet window into one letter and checks them again.
 */
import { isOutdatedFor } from './approval.ts';
import type { Change } from './change.ts';
import { compareDays, type Day } from './day.ts';
import { canOpen, type Line, type LineKind } from './mail-line.ts';
import { countedStepsOf, milestoneDay } from './milestone.ts';
import { milestoneNews } from './milestone-news.ts';
import { movedLines } from './moved-days.ts';
import { MOST_UNANSWERED, unanswered } from './nudge.ts';
import { findStep, isDraft, offerOn, otherSide, type Plan, type Stakeholder, type Step } from './plan.ts';
import { latenessCalendar } from './plan-calendar.ts';
import { sharedView } from './shared-view.ts';
import { takenBackLines } from './taken-back.ts';
import { handsOf, isReady, waitsFor } from './turn.ts';
import { workingDaysBetween } from './working-days.ts';

/**
 * `actorId` hears nothing of their own doing, milestones excepted: those go to everyone on both sides. News of shared
 * things is worked out from the shared layer alone; private news stays on its side.
 */
export function followUps(before: Plan, after: Plan, list: Change[], actorId: string): Line[] {
  if (isDraft(after) || after.sample) return [];
  // Words that somebody said yes to are more than words.
  if (list.length > 0 && list.every(isOnlyWords) && after.decisions.length === 0) return [];
  const [was, is] = [sharedView(before), sharedView(after)];
  const shared = [
    ...milestoneLines(was, is, list),
    ...(isDraft(before) ? [] : milestoneNews(is, list, actorId)),
    ...offerLines(is, list, actorId),
    ...newsIn(was, is, list, actorId),
  ];
  return [...shared, ...newsIn(before, after, list, actorId).filter((line) => line.layer !== 'shared')];
}

/** It moves no day and is nobody's turn. */
const isOnlyWords = (change: Change): boolean =>
  change.kind === 'stepChanged'
    ? ['title', 'doneWhen', 'ifSlips', 'agenda', 'checkpoint', 'confirmedOn'].includes(change.field)
    : change.kind === 'caseChanged' || /^(measure|link|input|figure)/.test(change.kind);

const newsIn = (before: Plan, after: Plan, list: Change[], actorId: string): Line[] => [
  ...decisionLines(after, list, actorId),
  ...commentLines(after, list, actorId),
  ...turnLines(before, after, actorId),
  ...takenBackLines(before, after, list, actorId),
  ...movedLines(after, list, actorId),
];

function milestoneLines(before: Plan, after: Plan, list: Change[]): Line[] {
  const everyone = after.people.filter(canOpen);
  const toAll = (kind: LineKind, refs: Line['refs']): Line[] =>
    everyone.map((p) => ({ personId: p.personId, kind, layer: 'shared', refs }));
  const stated = list.flatMap((change) => {
    if (change.kind === 'milestoneReached')
      return toAll('milestoneReached', { milestoneId: change.milestoneId });
    if (change.kind === 'milestoneReopened')
      return toAll('milestoneReopened', { milestoneId: change.milestoneId });
    return [];
  });
  if (isDraft(before)) return stated;
  const moved = after.milestones.flatMap((milestone) => {
    if (milestone.reachedOn !== null || countedStepsOf(before, milestone.id).length === 0) return [];
    const was = milestoneDay(before, milestone.id);
    const is = milestoneDay(after, milestone.id);
    // A dashed day is nobody's promise, so no letter is sent about it.
    if (!was.day || !is.day || was.dashed || is.dashed || was.day === is.day) return [];
    if (workingDaysBetween(was.day, is.day, latenessCalendar(after)) === 0) return [];
    // Saying yes to the day that was asked for is an answer, not a move.
    if (is.day === askedDay(before, milestone.id)) return [];
    return toAll('milestoneMoved', { milestoneId: milestone.id, was: was.day });
  });
  return [...stated, ...moved];
}

/** The latest day both sides could see coming: agreed, or asked for of a step that was never agreed before. */
function askedDay(plan: Plan, milestoneId: string): Day | null {
  const coming = countedStepsOf(plan, milestoneId).filter(
    (s) => s.agreement !== 'outline' && s.status !== 'skipped',
  );
  const days = coming.flatMap((s) => {
    const terms = s.agreement === 'proposed' ? offerOn(plan, s.id)?.terms : undefined;
    return [...(s.dueDay ? [s.dueDay] : []), ...(terms?.field === 'dueDay' ? [terms.value] : [])];
  });
  return days.sort(compareDays).at(-1) ?? null;
}

function offerLines(after: Plan, list: Change[], actorId: string): Line[] {
  const actorSide = after.people.find((p) => p.personId === actorId)?.side ?? 'seller';
  const told = new Set<string>();
  const answered = list.flatMap((change): Line[] => {
    if (change.kind !== 'offerClosed' || change.outcome === 'withdrawn' || change.offer.by === actorId)
      return [];
    const asker = after.people.find((p) => p.personId === change.offer.by);
    if (!asker || !canOpen(asker)) return [];
    told.add(`${asker.personId} ${change.offer.stepId}`);
    const counter = list.find(
      (c) => c.kind === 'offerMade' && c.offer.stepId === change.offer.stepId && c.offer.bySide === actorSide,
    );
    const refs = {
      stepId: change.offer.stepId,
      field: change.offer.terms.field,
      outcome: change.outcome,
      reason: change.reason,
      by: actorId,
      ...(counter?.kind === 'offerMade' && { counterId: counter.offer.id }),
    };
    return [{ personId: asker.personId, kind: 'answered', layer: 'shared', refs }];
  });
  const proposed = list.flatMap((change): Line[] => {
    if (change.kind !== 'offerMade') return [];
    const { offer } = change;
    // The other side's own question standing again: whoever answers it was asked before.
    if (offer.bySide !== actorSide) return [];
    const step = offer.subject === 'step' ? findStep(after, offer.stepId) : undefined;
    return handsOf(after, step?.owners ?? [], otherSide(offer.bySide))
      .filter((p) => canOpen(p) && p.personId !== actorId && !told.has(`${p.personId} ${offer.stepId}`))
      .map((p) => ({
        personId: p.personId,
        kind: 'proposed' as const,
        layer: 'shared' as const,
        refs: {
          ...{ offerId: offer.id, stepId: offer.stepId },
          ...(step?.type === 'approval' && { of: 'approval' }),
        },
      }));
  });
  return [...answered, ...proposed];
}

/** An approval's outcome goes to both sides. */
const decisionLines = (after: Plan, list: Change[], actorId: string): Line[] =>
  list.flatMap((change): Line[] => {
    if (change.kind !== 'decisionAdded') return [];
    const { id, stepId, layer } = change.thing;
    return after.people
      .filter((p) => canOpen(p) && p.personId !== actorId && (layer === 'shared' || p.side === layer))
      .map((p) => ({
        personId: p.personId,
        kind: 'approvalDecided' as const,
        layer,
        refs: { decisionId: id, stepId },
      }));
  });

/** Who was asked, answered or named hears of it, and whose step it is; each once. */
const commentLines = (after: Plan, list: Change[], actorId: string): Line[] =>
  list.flatMap((change): Line[] => {
    if (change.kind !== 'commentAdded' || change.thing.decisionId !== null) return [];
    const comment = change.thing;
    const step = comment.stepId === null ? undefined : findStep(after, comment.stepId);
    const asked = after.comments.find((c) => c.id === comment.answers);
    const kindFor = (p: Stakeholder): LineKind | null => {
      if (comment.request?.of === p.id)
        return unanswered(after, p, comment.bySide).length > MOST_UNANSWERED ? null : 'requestAsked';
      if (asked?.by === p.personId) return 'requestAnswered';
      if (comment.mentions.includes(p.id)) return 'mentioned';
      return step?.owners.some((o) => o.stakeholderId === p.id) ? 'commented' : null;
    };
    return after.people.flatMap((p): Line[] => {
      const kind = kindFor(p);
      const reads = comment.layer === 'shared' || (comment.layer === p.side && p.admitted);
      if (kind === null || !reads || !canOpen(p) || p.personId === actorId) return [];
      const refs = { commentId: comment.id, stepId: comment.stepId };
      return [{ personId: p.personId, kind, layer: comment.layer, refs }];
    });
  });

const kindOfTurn = (plan: Plan, step: Step, stakeholderId: string): LineKind => {
  if (step.type !== 'approval') return 'yourTurn';
  return isOutdatedFor(plan, step, stakeholderId) ? 'approvalOutdated' : 'approvalAsked';
};

/** A step that has just become both agreed and unblocked is its owners' turn; an approval, of those it asks now. */
function turnLines(before: Plan, after: Plan, actorId: string): Line[] {
  return after.steps.flatMap((step): Line[] => {
    if (!isReady(after, step)) return [];
    const was = findStep(before, step.id);
    const readyBefore = was !== undefined && !isDraft(before) && isReady(before, was);
    const had = new Set(readyBefore && was ? waitsFor(before, was) : []);
    const has = new Set(waitsFor(after, step));
    return after.people
      .filter((p) => canOpen(p) && p.personId !== actorId && p.admitted)
      .filter((p) => has.has(p.id) && !had.has(p.id))
      .filter((p) => step.layer === 'shared' || step.layer === p.side)
      .map((p) => ({
        personId: p.personId,
        kind: kindOfTurn(after, step, p.id),
        layer: step.layer,
        refs: { stepId: step.id },
      }));
  });
}
