/** What of one plan belongs into the calendar of one person: the meetings they come to, and the days of their own steps. */
import { type CalendarEvent, eventFor } from './calendar.ts';
import type { Day } from './day.ts';
import { canOpen } from './mail-line.ts';
import { isDraft, isOpen, type Plan, personOf } from './plan.ts';

export interface OwnCalendar {
  meetings: { stepId: string; event: CalendarEvent }[];
  days: { stepId: string; day: Day; title: string }[];
}

/** `plan`: as they see it. Only what is agreed. */
export function ownCalendar(plan: Plan, personId: string): OwnCalendar {
  const own: OwnCalendar = { meetings: [], days: [] };
  const them = personOf(plan, personId);
  if (!them || !canOpen(them) || isDraft(plan) || plan.sample) return own;
  for (const step of plan.steps) {
    const event = eventFor(plan, step.id, personId);
    const isTheirs = step.owners.some((o) => o.stakeholderId === them.id);
    if (event) own.meetings.push({ stepId: step.id, event });
    else if (isTheirs && step.dueDay && isOpen(step) && step.agreement === 'agreed')
      own.days.push({ stepId: step.id, day: step.dueDay, title: step.title });
  }
  return own;
}
