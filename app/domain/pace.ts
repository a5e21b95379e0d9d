/** Whether the plan keeps to its days, and where it leads on today's pace, in words. From shared things alone. */
import { compareDays, type Day, shortDay } from './day.ts';
import { countedStepsOf, milestoneDay } from './milestone.ts';
import { isDraft, isOpen, type Plan, type Step } from './plan.ts';
import { isLate } from './plan-words.ts';
import { todaysPace } from './todays-pace.ts';
import { isFinished } from './turn.ts';

/** The last day of the steps where it lies behind the live day; null where the steps fit. */
function endPastLive(plan: Plan): Day | null {
  const { liveDay } = plan.goal;
  const end = plan.milestones
    .flatMap((m) => (m.reachedOn ? [] : (milestoneDay(plan, m.id).day ?? [])))
    .sort(compareDays)
    .at(-1);
  return liveDay && end && compareDays(end, liveDay) > 0 ? end : null;
}

/** Today's pace where it is a working day or more behind the live day, told as the steps it comes from. */
interface Slip {
  sentence: string;
  /** It names the step that makes it so. */
  hasCause: boolean;
}

function slipOf(plan: Plan, today: Day): Slip | null {
  if (isFinished(plan)) return null;
  const planned = endPastLive(plan);
  const runsOver = planned && {
    sentence: `The steps run until ${shortDay(planned, today)}.`,
    hasCause: false,
  };
  const pace = todaysPace(plan, today);
  if (!pace?.live.day || pace.live.lateBy === 0) return runsOver;
  const { live, cause } = pace;
  if (cause) {
    const state = cause.status === 'stuck' ? 'stuck' : 'outstanding';
    return {
      sentence: `On today’s pace ${shortDay(pace.live.day, today)}, because “${cause.title}” is ${state}.`,
      hasCause: true,
    };
  }
  // Nothing slips: it was planned past the live day.
  if (runsOver && planned === live.day) return runsOver;
  return { sentence: `On today’s pace ${shortDay(pace.live.day, today)}.`, hasCause: false };
}

/** "On today's pace Thu 18 Mar, because “Security form” is outstanding."; null where the live day holds. */
export const slipSentence = (plan: Plan, today: Day): string | null => slipOf(plan, today)?.sentence ?? null;

/** Agreed days that have passed, the oldest first. */
function passedDays(plan: Plan, today: Day): { step: Step; day: Day }[] {
  return plan.milestones
    .flatMap((m) => countedStepsOf(plan, m.id))
    .flatMap((step) => (isLate(plan, step, today) && step.dueDay ? [{ step, day: step.dueDay }] : []))
    .sort((a, b) => compareDays(a.day, b.day));
}

function passedSentence(plan: Plan, today: Day): string | null {
  const passed = passedDays(plan, today);
  const [first] = passed;
  if (!first) return null;
  const which = `${shortDay(first.day, today)} for “${first.step.title}”.`;
  return passed.length === 1
    ? `One agreed day has passed: ${which}`
    : `${passed.length} agreed days have passed, the first on ${which}`;
}

export interface Pace {
  tone: 'good' | 'warn' | 'plain';
  sentence: string;
}

const warn = (...sentences: (string | null | undefined)[]): Pace => ({
  tone: 'warn',
  sentence: sentences.filter(Boolean).join(' '),
});

/** What stands against the live day, or that nothing does; null while there is nothing to keep to. */
export function paceOf(plan: Plan, today: Day): Pace | null {
  const { liveDay } = plan.goal;
  if (isFinished(plan)) return { tone: 'good', sentence: 'Every milestone is reached.' };
  if (!liveDay || isDraft(plan)) return null;
  const slip = slipOf(plan, today);
  if (compareDays(liveDay, today) < 0) return warn('That day has passed.', slip?.sentence);
  const passed = slip?.hasCause ? null : passedSentence(plan, today);
  if (slip || passed) return warn(slip?.sentence, passed);
  const stuck = plan.milestones
    .flatMap((m) => countedStepsOf(plan, m.id))
    .find((s) => isOpen(s) && s.status === 'stuck');
  if (stuck) return warn(`“${stuck.title}” is stuck.`);
  const agreed = plan.steps.some((s) => s.agreement === 'agreed');
  return agreed ? { tone: 'plain', sentence: 'No agreed step is late.' } : null;
}
