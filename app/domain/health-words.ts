/** Why a plan stands as it does, in words that are the same on screens, in the history and in letters. */
import { type Day, shortDay } from './day.ts';
import type { Health } from './health.ts';
import type { HealthReason, HealthStatus } from './health-facts.ts';
import { findStep, type Plan } from './plan.ts';
import { capital } from './plan-words.ts';

/** As the end of "The plan is …". */
export const statusWords: Record<HealthStatus, string> = {
  paused: 'paused',
  onTrack: 'on track',
  atRisk: 'at risk',
  stalled: 'stalled',
};

const days = (n: number): string => (n === 1 ? '1 day' : `${n} days`);

/** Behind "because": no sentence of its own. Nobody is named: both sides read it. `near`: days far from it say their year. */
export function healthBecause(plan: Plan, reason: HealthReason, near?: Day): string {
  const title = (stepId: string | null) =>
    stepId === null ? 'the goal' : `“${findStep(plan, stepId)?.title ?? 'a step since removed'}”`;
  switch (reason.kind) {
    case 'finished':
      return 'every milestone is reached';
    case 'onItsDays':
      return 'what is agreed keeps to its days';
    case 'timeToSpare':
      return 'there is time to spare before the live day';
    case 'nothingWaits':
      return 'nothing is agreed next, and no one is asked for anything';
    case 'answerStands':
      return `an answer on ${title(reason.stepId)} has been waited for since ${shortDay(reason.since, near)}`;
    case 'workStands':
      return `${title(reason.stepId)} has waited since ${shortDay(reason.since, near)}`;
    case 'paused':
      return `until ${shortDay(reason.until, near)}${plan.pause ? `, because “${plan.pause.reason.replace(/\.$/, '')}”` : ''}`;
    case 'pauseOver':
      return `the pause was to end on ${shortDay(reason.until, near)}, and nothing has been said since`;
    case 'saidNo':
      return `the answer to ${title(reason.stepId)} was no`;
    case 'stepLate':
      return `${title(reason.stepId)} is ${days(reason.days)} late`;
    case 'liveLate':
      return `on today’s pace it is live on ${shortDay(reason.day, near)}, ${reason.days === 1 ? '1 working day' : `${reason.days} working days`} late`;
  }
}

/** "“Security form” is 2 days late." */
export const healthSentence = (plan: Plan, { reason }: Health): string =>
  `${capital(healthBecause(plan, reason))}.`;
