/** What a plan keeps of how it does, and what both sides were told of it. What it means: `health.ts`, `told-pace.ts`. */
import type { Day } from './day.ts';

export const healthStatuses = ['paused', 'onTrack', 'atRisk', 'stalled'] as const;
/** From best to worst. */
export type HealthStatus = (typeof healthStatuses)[number];

/** Why; numbers are working days. Stored with a change, so that the history says what was so then. */
export type HealthReason =
  | { kind: 'finished' | 'onItsDays' | 'timeToSpare' | 'nothingWaits' }
  | { kind: 'answerStands'; stepId: string | null; since: Day }
  | { kind: 'workStands'; stepId: string; since: Day }
  | { kind: 'paused'; until: Day }
  | { kind: 'pauseOver'; until: Day }
  | { kind: 'saidNo'; stepId: string }
  | { kind: 'stepLate'; stepId: string; days: number }
  | { kind: 'liveLate'; day: Day; days: number };

/** Where a milestone leads on today's pace, as it was last told. */
export interface ToldPace {
  day: Day;
  /** Its agreed day then. */
  agreed: Day;
  on: Day;
}
