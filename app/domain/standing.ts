/**
 * How a plan stands, for every screen: one word and why, in one sentence. From shared things alone, so that both sides
 * read the same; it names steps and days and nobody, and promises nothing where nothing is agreed.
 */
import { compareDays, type Day, shortDay } from './day.ts';
import { healthOf } from './health.ts';
import type { HealthReason, HealthStatus } from './health-facts.ts';
import { healthBecause, statusWords } from './health-words.ts';
import { countedStepsOf, milestoneDay } from './milestone.ts';
import { findStep, isDraft, isOpen, type Plan, type Step } from './plan.ts';
import { capital, isLate } from './plan-words.ts';
import { todaysPace } from './todays-pace.ts';

export interface Standing {
  status: HealthStatus;
  /** "At risk"; null at the end, when the reason says it all. */
  label: string | null;
  /** "“Security form”, agreed for Thu 26 Nov, is outstanding; on today’s pace it is live on Thu 18 Mar." */
  because: string;
}

/** Null in a draft, and while all is well only because nothing is agreed. */
export function standingOf(plan: Plan, today: Day): Standing | null {
  const last = known.get(plan);
  if (last?.today === today) return last.standing;
  const standing = tell(plan, today);
  known.set(plan, { today, standing });
  return standing;
}

/** A page asks in more than one place, and the schedule behind it is long to reckon. */
const known = new WeakMap<Plan, { today: Day; standing: Standing | null }>();

/** "At risk: “Security form”, agreed for Thu 26 Nov, is outstanding." */
export const standingSentence = ({ label, because }: Standing): string =>
  label ? `${label}: ${because}` : because;

function tell(plan: Plan, today: Day): Standing | null {
  const health = healthOf(plan, today);
  if (!health) return null;
  const { status, reason } = health;
  if (reason.kind === 'finished') return { status, label: null, because: 'Every milestone is reached.' };
  if (status === 'onTrack' && !countedSteps(plan).some((s) => s.agreement === 'agreed')) return null;
  const because = `${capital(clauses(plan, reason, today).join('; '))}.`;
  return { status, label: capital(statusWords[status]), because };
}

/** Why, and what else speaks against the live day, each once. */
function clauses(plan: Plan, reason: HealthReason, today: Day): string[] {
  const { kind } = reason;
  const pace = todaysPace(plan, today);
  // With nothing agreed there is no pace to speak of.
  const heads = kind !== 'nothingWaits' && pace && pace.live.lateBy > 0 ? pace.live.day : null;
  const stuck = stuckBehind(plan, kind, pace?.cause ?? null);
  const passed = kind === 'timeToSpare' || kind === 'saidNo' || (kind === 'liveLate' && !stuck);
  return [
    // Its own reason is the pace.
    ...(kind === 'liveLate' ? [] : [why(plan, reason, today)]),
    ...(heads ? [`on today’s pace it is live on ${shortDay(heads, today)}`] : []),
    ...(stuck ? [`“${stuck.title}” is stuck`] : []),
    ...(passed ? passedWords(plan, today) : []),
  ];
}

/** Nobody is called late here: whoever it concerns reads that on their own step. */
function why(plan: Plan, reason: HealthReason, today: Day): string {
  const step = 'stepId' in reason ? findStep(plan, reason.stepId ?? '') : undefined;
  const isStuck = step?.status === 'stuck';
  if (reason.kind === 'stepLate' && step?.dueDay)
    return `“${step.title}”, agreed for ${shortDay(step.dueDay, today)}, is ${isStuck ? 'stuck' : 'outstanding'}`;
  return `${healthBecause(plan, reason, today)}${isStuck ? ' and is stuck' : ''}`;
}

/** The stuck step that decides when the plan ends; while the live day holds, the first there is. */
function stuckBehind(plan: Plan, kind: HealthReason['kind'], cause: Step | null): Step | undefined {
  if (kind === 'liveLate') return cause?.status === 'stuck' ? cause : undefined;
  if (kind !== 'onItsDays' && kind !== 'timeToSpare') return undefined;
  return countedSteps(plan).find((s) => isOpen(s) && s.status === 'stuck');
}

function passedWords(plan: Plan, today: Day): string[] {
  const passed = countedSteps(plan)
    .flatMap((step) => (isLate(plan, step, today) && step.dueDay ? [{ step, day: step.dueDay }] : []))
    .sort((a, b) => compareDays(a.day, b.day));
  const [first] = passed;
  if (!first) return [];
  const which = `${shortDay(first.day, today)} for “${first.step.title}”`;
  return passed.length === 1
    ? [`one agreed day has passed, ${which}`]
    : [`${passed.length} agreed days have passed, the first on ${which}`];
}

const countedSteps = (plan: Plan): Step[] => plan.milestones.flatMap(({ id }) => countedStepsOf(plan, id));

/** "The steps run until Thu 18 Mar.": of a draft that does not fit, which has no pace and no health yet. */
export function overrunSentence(plan: Plan, today: Day): string | null {
  const { liveDay } = plan.goal;
  if (!liveDay || !isDraft(plan)) return null;
  const end = plan.milestones
    .flatMap((m) => milestoneDay(plan, m.id).day ?? [])
    .sort(compareDays)
    .at(-1);
  return end && compareDays(end, liveDay) > 0 ? `The steps run until ${shortDay(end, today)}.` : null;
}
