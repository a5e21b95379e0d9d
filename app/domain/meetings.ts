/** The meetings of a plan: what is to come, what was never closed, and what came of the others. */
import type { Day } from './day.ts';
import { compareDays } from './day.ts';
import { type Closed, closeOutOf } from './meeting-note.ts';
import { allInOrder } from './order.ts';
import { isForBoth, isOpen, type Plan, type Step } from './plan.ts';

export interface Meetings {
  coming: Step[];
  /** Its day has come, and nobody has said what came of it. */
  toClose: Step[];
  closed: { step: Step; closed: Closed }[];
}

const byDay = (a: Step, b: Step): number =>
  a.dueDay && b.dueDay ? compareDays(a.dueDay, b.dueDay) : a.dueDay ? -1 : b.dueDay ? 1 : 0;

export const isToClose = (step: Step, today: Day): boolean =>
  step.dueDay !== null && compareDays(step.dueDay, today) <= 0;

export function meetingsOf(plan: Plan, today: Day): Meetings {
  const all = allInOrder(plan).filter((step) => step.type === 'meeting');
  const open = all.filter(isOpen).sort(byDay);
  return {
    coming: open.filter((step) => !(isForBoth(plan, step) && isToClose(step, today))),
    toClose: open.filter((step) => isForBoth(plan, step) && isToClose(step, today)),
    closed: all
      .filter((step) => step.status === 'done')
      .flatMap((step) => {
        const closed = closeOutOf(plan, step.id);
        return closed ? [{ step, closed }] : [];
      })
      .sort((a, b) => (a.closed.at < b.closed.at ? 1 : -1)),
  };
}

/** From the first meeting. */
export const isMeetingsShown = (plan: Plan): boolean => plan.steps.some(({ type }) => type === 'meeting');
