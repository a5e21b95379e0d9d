import type { ScheduleInput, ScheduleStep, Wait } from '#app/domain/schedule/input.ts';
import { weekdays } from '#app/domain/working-days.ts';
import { midDay } from './arbitrary.ts';

/** An open step of one day, on weekdays, that waits for nothing. */
export const aStep = (id: string, over: Partial<ScheduleStep> = {}): ScheduleStep => ({
  id,
  duration: 1,
  dueDay: null,
  endedOn: null,
  isSkipped: false,
  calendar: weekdays,
  after: [],
  ...over,
});

/** Friday 27 November 2026, unless told otherwise. */
export const inputOf = (steps: ScheduleStep[], over: Partial<ScheduleInput> = {}): ScheduleInput => ({
  steps,
  today: midDay,
  liveDay: null,
  calendar: weekdays,
  ...over,
});

export const behind = (id: string, lag = 0): Wait[] => [{ id, lag }];
