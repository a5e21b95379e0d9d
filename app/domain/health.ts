/**
 * Health: one word on how a plan does, and why, in one sentence that both sides read. From shared facts alone: what
 * one side keeps to itself neither makes it worse nor better. The first that fits:
 *
 * - paused: the buyer has said not now, until the day they look at it again, when it is stalled if nobody says how it
 *   goes on;
 * - stalled: nothing waits for anybody, or one turn has stood for ten working days;
 * - at risk: on today's pace the live day is a working day or more late, an approval was answered with no, or an
 *   agreed day has passed that the live day has no time to spare for;
 * - else on track.
 *
 * Time alone never makes it better, and neither does putting off a step that is still to come.
 */
import { approvalState } from './approval.ts';
import { compareDays, type Day, dayOf } from './day.ts';
import type { HealthReason, HealthStatus } from './health-facts.ts';
import { countedStepsOf } from './milestone.ts';
import { findStep, isDraft, isOpen, type Pause, type Plan, type Step } from './plan.ts';
import { daysLate } from './plan-words.ts';
import { type SharedPace, sharedPace } from './shared-pace.ts';
import { sharedView } from './shared-view.ts';
import { isFinished, type Turn, turnsOf } from './turn.ts';

export interface Health {
  status: HealthStatus;
  reason: HealthReason;
}

/** Working days that a turn may stand. */
const STANDS = 10;

/** Null while nobody but the seller knows of the plan. */
export function healthOf(plan: Plan, today: Day): Health | null {
  if (isDraft(plan)) return null;
  const shared = sharedView(plan);
  if (isFinished(shared)) return { status: 'onTrack', reason: { kind: 'finished' } };
  if (plan.pause) return ofPause(plan.pause, today);
  const pace = sharedPace(shared, today);
  const stalled = whyStalled(shared, pace.asOf);
  if (stalled) return { status: 'stalled', reason: stalled };
  const atRisk = whyAtRisk(shared, pace);
  if (atRisk) return { status: 'atRisk', reason: atRisk };
  return { status: 'onTrack', reason: { kind: pace.late.length === 0 ? 'onItsDays' : 'timeToSpare' } };
}

/** Until its day it rests; then it stands still until somebody says how it goes on. */
const ofPause = ({ until }: Pause, today: Day): Health =>
  compareDays(today, until) < 0
    ? { status: 'paused', reason: { kind: 'paused', until } }
    : { status: 'stalled', reason: { kind: 'pauseOver', until } };

function whyStalled(plan: Plan, asOf: Day): HealthReason | null {
  const turns = turnsOf(plan);
  if (turns.length === 0) return { kind: 'nothingWaits' };
  const stood = turns
    .flatMap((turn) => {
      const since = standsSince(plan, turn);
      return since && daysLate(plan, since, asOf) >= STANDS ? [{ turn, since }] : [];
    })
    .sort((a, b) => compareDays(a.since, b.since));
  const [oldest] = stood;
  if (!oldest) return null;
  const { turn, since } = oldest;
  const stepId = turn.step?.id ?? null;
  return turn.kind === 'work' && stepId !== null
    ? { kind: 'workStands', stepId, since }
    : { kind: 'answerStands', stepId, since };
}

/**
 * An answer stands since it was asked for. Work stands since its day, or since what it waited for has ended where that
 * was later; with neither nobody can say that it does.
 */
function standsSince(plan: Plan, { offer, request, step }: Turn): Day | null {
  if (offer) return offer.on;
  if (request) return dayOf(request.at, plan.zone);
  if (!step) return null;
  const before = plan.dependencies.flatMap((d) => {
    const ended = d.stepId === step.id ? findStep(plan, d.afterId)?.endedOn : null;
    return ended ? [ended] : [];
  });
  return [...before, ...(step.dueDay ? [step.dueDay] : [])].sort(compareDays).at(-1) ?? null;
}

function whyAtRisk(plan: Plan, pace: SharedPace): HealthReason | null {
  const refused = countedSteps(plan).find((s) => isOpen(s) && approvalState(plan, s) === 'rejected');
  if (refused) return { kind: 'saidNo', stepId: refused.id };
  const { live } = pace.projection;
  const [decisive] = [...pace.late]
    .filter((step) => hasNoTimeToSpare(plan, step, pace))
    .sort((a, b) => compareDays(a.dueDay ?? pace.asOf, b.dueDay ?? pace.asOf));
  if (decisive?.dueDay)
    return { kind: 'stepLate', stepId: decisive.id, days: daysLate(plan, decisive.dueDay, pace.asOf) };
  return live.lateBy > 0 && live.day ? { kind: 'liveLate', day: live.day, days: live.lateBy } : null;
}

/**
 * Reckoned to the live day, which stands still: to the end of the last step, a step would come off the critical path
 * whenever another one was put off. Where no live day is set, or no day lies ahead, a passed one decides by itself.
 */
function hasNoTimeToSpare(plan: Plan, step: Step, { slack, asOf }: SharedPace): boolean {
  const toLive = slack.steps.get(step.id)?.slackToLive ?? null;
  if (toLive === null || toLive <= 0) return true;
  return !countedSteps(plan).some(
    (other) => isOpen(other) && other.dueDay !== null && compareDays(other.dueDay, asOf) >= 0,
  );
}

const countedSteps = (plan: Plan): Step[] => plan.milestones.flatMap(({ id }) => countedStepsOf(plan, id));
