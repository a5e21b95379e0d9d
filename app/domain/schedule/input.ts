/**
 * What the schedule is reckoned from: facts, promises and the order of the work, and nothing of who may see what.
 * After the critical path method (J. E. Kelley and M. R. Walker, "Critical-Path Planning and Scheduling", 1959),
 * with three things added: each step in its own side's working days, facts before forecasts, and promises kept
 * until facts say otherwise.
 */
import type { Day } from '#app/domain/day.ts';
import type { CountedCalendar } from '#app/domain/working-days.ts';

export interface ScheduleInput {
  /** Ids are unique. The order decides nothing but which of equals is named first. */
  steps: readonly ScheduleStep[];
  today: Day;
  /** The day wanted. */
  liveDay: Day | null;
  /** In whose working days lateness of the live day is told. */
  calendar: CountedCalendar;
}

export interface ScheduleStep {
  id: string;
  /** Its own working days, whole, at least 1; the day it ends is one of them. */
  duration: number;
  dueDay: Day | null;
  /** The day it was done or skipped; null while it is open. */
  endedOn: Day | null;
  isSkipped: boolean;
  /** Of the side that does it, or of both together. */
  calendar: CountedCalendar;
  after: readonly Wait[];
}

/** The step starts on the working day after that one ends, or `lag` working days later. */
export interface Wait {
  /** One that is not among the steps is no reason to wait. */
  id: string;
  /**
   * Whole working days in the calendar of the one who waits. Negative is an overlap, at most the whole duration of
   * the step before, so that both may begin together.
   */
  lag: number;
  /** The order is a matter of safety, consent or sense: never suggest that the two run at the same time. */
  mustWait?: boolean;
}

export type ScheduleError =
  /** Each waits for the next, and the last for the first. */
  { code: 'circle'; path: string[] } | { code: 'twice' | 'duration' | 'lag'; id: string };
