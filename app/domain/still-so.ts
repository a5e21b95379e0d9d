/** Is it still so? Asked at the last moment before a letter is composed, of the plan as the reader may see it. */
import { alteredSince, decisionOf, isOutdatedFor, speaksFor, stillToDecide } from './approval.ts';
import { canBeConfirmed } from './confirm-step.ts';
import { compareDays, type Day } from './day.ts';
import { healthOf } from './health.ts';
import type { News } from './mail-line.ts';
import { takenBackOf } from './mail-netting.ts';
import { milestoneDay } from './milestone.ts';
import {
  findMilestone,
  findStep,
  isOpen,
  offerOn,
  otherSide,
  type Plan,
  personOf,
  type Step,
} from './plan.ts';
import { latenessCalendar } from './plan-calendar.ts';
import { canBeReminded, isLookedAt } from './reminder.ts';
import { findComment, isOpenRequest } from './thread.ts';
import { agreedPaces } from './told-pace.ts';
import { handsOf, isReady, waitsFor } from './turn.ts';
import { workingDaysBetween } from './working-days.ts';

/** Why it is no news to this reader any more; null while it is. */
export function whyUntrue(
  view: Plan,
  { kind, refs }: News,
  { personId, today }: { personId: string; today: Day },
): string | null {
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
      return !refs.was || workingDaysBetween(refs.was as typeof day, day, latenessCalendar(view)) === 0
        ? 'Its day came back'
        : null;
    }
    case 'healthChanged':
      return healthOf(view, today)?.status === refs.to ? null : 'It is otherwise by now';
    case 'milestonePaced':
      return whyNotPaced(view, refs, today);
    case 'milestoneRenamed':
      if (!milestone) return 'The milestone is gone';
      return milestone.name === refs.was ? 'It has its old name again' : null;
    case 'milestoneAdded':
      return milestone ? null : 'The milestone is gone';
    case 'milestoneRemoved':
      return milestone ? 'The milestone is there again' : null;
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
      if (refs.field === 'done') return stillAnswered(step, refs.outcome);
      if (refs.outcome === 'answeredOtherwise')
        return open || !refs.stepId ? null : 'The other suggestion is not open any more';
      if (refs.outcome === 'accepted' && step && step.agreement !== 'agreed')
        return 'The answer was taken back';
      return null;
    }
    case 'approvalDecided': {
      const decision = view.decisions.find(({ id }) => id === refs.decisionId);
      if (!step || !decision) return 'The approval is gone';
      if (decisionOf(view, step.id, speaksFor(decision)) !== decision) return 'They have decided again since';
      return alteredSince(view, step, decision).length > 0
        ? 'What they said yes to was changed since, and they are asked again'
        : null;
    }
    case 'dayMoved':
      return whyNotMoved(view, refs, personId);
    case 'requestAsked': {
      const request = findComment(view, refs.commentId ?? null);
      return request && isOpenRequest(request) ? null : 'The question is not open any more';
    }
    case 'requestAnswered':
    case 'mentioned':
    case 'commented':
      return findComment(view, refs.commentId ?? null) ? null : 'What was written is gone';
    case 'takenBack':
      return whyStands(view, refs, personId);
    case 'approvalOutdated': {
      const own = personOf(view, personId)?.id ?? '';
      return step?.type === 'approval' && isReady(view, step) && isOutdatedFor(view, step, own)
        ? null
        : 'What they said yes to is what stands there, or they are not asked any more';
    }
    case 'reminder': {
      const isLook = refs.time === 'look';
      const isSo = step && (isLook ? isLookedAt(view, step, refs.day) : canBeReminded(view, step));
      if (!step || !isSo) return 'The step does not wait for anybody now';
      const own = personOf(view, personId)?.id ?? null;
      if (!waitsFor(view, step).includes(own)) return 'The step is somebody else’s now';
      if (isLook) return null;
      if (step.dueDay === null || step.dueDay !== refs.day) return 'It has another day';
      return refs.time === 'before' && compareDays(today, step.dueDay) > 0 ? 'Its day has passed' : null;
    }
    case 'stillRight': {
      if (!step || !canBeConfirmed(view, step, today)) return 'Its day is not to be confirmed any more';
      const own = personOf(view, personId)?.id;
      if (!step.owners.some((o) => o.stakeholderId === own)) return 'The step is somebody else’s now';
      if (step.dueDay !== refs.day) return 'It has another day';
      return step.confirmedOn !== (refs.confirmed ?? null) ? 'They have said so since' : null;
    }
    case 'approvalAsked':
    case 'yourTurn': {
      if (!step || !isReady(view, step)) return 'The step does not wait for anybody now';
      const own = personOf(view, personId)?.id;
      if (step.type !== 'approval')
        return step.owners.some((o) => o.stakeholderId === own) ? null : 'The step is somebody else’s now';
      if (stillToDecide(view, step).some((p) => p.id === own)) return null;
      const isTheirs = step.owners.some((o) => (o.standIn ?? o.stakeholderId) === own);
      return isTheirs ? 'They have decided, or others come first' : 'The step is somebody else’s now';
    }
  }
}

/** Whether it was done: yes counts while it is, a later day or a reason until it is. */
function stillAnswered(step: Step | undefined, outcome: string | null | undefined): string | null {
  const isDone = step?.status === 'done';
  if (outcome === 'accepted') return isDone ? null : 'The answer was taken back';
  return isDone ? 'It is done by now' : null;
}

function whyNotPaced(view: Plan, refs: News['refs'], today: Day): string | null {
  const now = agreedPaces(view, today).find(({ milestone }) => milestone.id === refs.milestoneId);
  if (!now) return 'The milestone is reached, or its day is nobody’s promise any more';
  return !refs.was || workingDaysBetween(refs.was as Day, now.pace, latenessCalendar(view)) === 0
    ? 'Its pace came back'
    : null;
}

function whyNotMoved(view: Plan, refs: News['refs'], personId: string): string | null {
  const step = findStep(view, refs.stepId ?? '');
  const own = personOf(view, personId)?.id;
  if (!step || !isOpen(step)) return 'The step is gone, or has ended';
  if (!step.owners.some((o) => o.stakeholderId === own)) return 'The step is somebody else’s now';
  return step.dueDay === null || step.dueDay === refs.was ? 'Its day came back' : null;
}

const goalOffer = (view: Plan, field: string | null | undefined) =>
  field ? view.offers.find((o) => o.subject === 'goal' && o.terms.field === field) : undefined;

/** Why what was taken back stands after all, or something in its place that is told by itself. */
function whyStands(view: Plan, refs: News['refs'], personId: string): string | null {
  const step = findStep(view, refs.stepId ?? '');
  const own = personOf(view, personId);
  const open = refs.stepId ? offerOn(view, refs.stepId) : goalOffer(view, refs.field);
  switch (takenBackOf(refs)) {
    case 'answered':
      return open && open.bySide === own?.side ? null : 'The question is not open any more';
    case 'dayMoved':
      return !step || !isOpen(step) ? 'The step is gone, or has ended' : null;
    case 'proposed':
      return open && open.bySide !== own?.side ? 'They are asked anew' : null;
    case 'yourTurn':
    case 'approvalOutdated':
    case 'approvalAsked': {
      if (step && (step.status === 'done' || step.status === 'skipped')) return 'The step has ended';
      return step && isReady(view, step) && own && waitsFor(view, step).includes(own.id)
        ? 'The step waits for them again'
        : null;
    }
    case 'requestAsked': {
      const request = findComment(view, refs.commentId ?? null);
      return request && isOpenRequest(request) ? 'The question is open again' : null;
    }
    default:
      return findComment(view, refs.commentId ?? null) ? 'It is there again' : null;
  }
}
