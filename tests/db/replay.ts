import { applyChange } from '#app/domain/apply-change.ts';
import type { Change } from '#app/domain/change.ts';
import type { Plan } from '#app/domain/plan.ts';
import { applyEvent, asLoaded, type LoggedEvent } from '#app/domain/replay.ts';

/** An event as it lies in a log. */
export interface LogEvent extends LoggedEvent {
  /** How far the shared log stood, for a private one. */
  behind: number | null;
  body: Record<string, unknown>;
}

/** What a reader of two logs knows after these events, from the logs alone. */
export function replay(before: Plan | null, events: LogEvent[]): Plan | null {
  let plan = before;
  for (const event of [...events].sort(asWritten)) plan = after(plan, event, events);
  return plan && asLoaded(plan);
}

const asWritten = (one: LogEvent, other: LogEvent): number =>
  (one.behind ?? one.n) - (other.behind ?? other.n) ||
  Number(one.layer !== 'shared') - Number(other.layer !== 'shared') ||
  one.n - other.n;

/** Where a plan begins, for one side or the other, is read and not told: here it is made from the log all the same. */
function after(plan: Plan | null, event: LogEvent, events: LogEvent[]): Plan | null {
  if (event.kind === 'planOpened') return applyChange({} as Plan, event.body as unknown as Change, event.n);
  if (event.kind === 'planShared') {
    const left = events.find(({ kind }) => kind === 'planLeft');
    if (!left) return event.body.plan as Plan;
    const change = { kind: 'planShared', anchors: left.body.anchors } as Change;
    return applyChange(required(plan), change, event.n);
  }
  const next = applyEvent(required(plan), event);
  if (!next) throw new Error(`${event.kind} does not tell by itself what it did`);
  return next;
}

function required(plan: Plan | null): Plan {
  if (!plan) throw new Error('A log begins with the plan');
  return plan;
}
