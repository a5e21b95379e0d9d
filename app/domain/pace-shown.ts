import { type Day, daysBetween } from './day.ts';
import { isDraft, type Plan } from './plan.ts';

const AFTER_DAYS = 21;

/** Before that there is too little to read anything from. */
export const isPaceShown = (plan: Plan, today: Day): boolean =>
  !isDraft(plan) && daysBetween(plan.startDay, today) >= AFTER_DAYS;
