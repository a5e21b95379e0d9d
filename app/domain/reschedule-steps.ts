/**
 * A step's day, and with it the days of steps that wait for it: all of them in one go, or none. What is one's own to
 * move moves; what the other side has said yes to is suggested to them. Which days, whoever asks has seen
 * (`schedule/before-move.ts`).
 */
import { askFor, mustAsk } from './agreement.ts';
import { type Change, stepChange } from './change.ts';
import {
  type Actor,
  absent,
  type Conflict,
  type Context,
  changes,
  type Decider,
  type Refused,
  refuse,
} from './command.ts';
import type { Day } from './day.ts';
import { type Because, findStep, isOpen, offerOn, type Plan, type Step } from './plan.ts';
import { rescheduleStep } from './step.ts';
import { covers, versionOf } from './version.ts';

export interface NewDay {
  stepId: string;
  dueDay: Day;
}
export interface DaysMoved extends NewDay {
  rest: NewDay[];
}

/** As many as fit into one command. */
export const mostMovedTogether = 400;

/** How a following day would become another: by itself, by a question, or not now, since one is open about it. */
export type HowMoved = 'moves' | 'asked' | 'stays';

export function howMoved(plan: Plan, step: Step, actor: Actor): HowMoved {
  const open = offerOn(plan, step.id);
  const asks = mustAsk(step, actor);
  if (open && (asks || open.bySide !== actor.side)) return 'stays';
  return asks ? 'asked' : 'moves';
}

/** A new day of it is a promise of one's own, and no question; "is this done?" may be answered with one. */
export function isOwnToMove(plan: Plan, step: Step, actor: Actor): boolean {
  const open = offerOn(plan, step.id);
  return !mustAsk(step, actor) && (!open || open.bySide === actor.side || open.terms.field === 'done');
}

/** The `base` of these days: several are written at once, so each version is carried under its step. */
export const baseOfDays = (steps: readonly Step[]): Record<string, number> =>
  Object.fromEntries(steps.map((step) => [keyOf(step.id), versionOf(step, 'dueDay')]));

const prefix = 'day.';
const keyOf = (stepId: string): string => `${prefix}${stepId}`;
/** Whose day a key is about; null where it is another kind of field. */
export const stepOfDay = (key: string): string | null =>
  key.startsWith(prefix) ? key.slice(prefix.length) : null;

export const rescheduleSteps: Decider<DaysMoved> = (plan, { rest, ...first }, context) => {
  const step = findStep(plan, first.stepId);
  if (!step) return absent;
  const moved = rescheduleStep(plan, first, context);
  if (moved.kind !== 'changes') return moved;
  if (!isOpen(step)) return stale(step, 'has ended');
  if (moved.changes.some(({ kind }) => kind === 'offerMade'))
    return stale(step, 'is agreed with the other side, so that they answer');
  const behind = allBehind(plan, step.id);
  const because: Because = { stepId: step.id, to: first.dueDay };
  const all: Change[] = [];
  for (const [stepId, dueDay] of new Map(rest.map((each) => [each.stepId, each.dueDay]))) {
    const next = findStep(plan, stepId);
    if (!next) return absent;
    const stands = movedSince(next, dueDay, context);
    if (stands) return stands;
    if (!behind.has(stepId)) return stale(next, `does not wait for “${step.title}” any more`);
    if (!isOpen(next)) return stale(next, 'has ended');
    const how = howMoved(plan, next, context.actor);
    if (how === 'stays') return stale(next, 'waits for an answer');
    if (next.dueDay === dueDay) continue;
    all.push(
      how === 'asked'
        ? askFor(next, { field: 'dueDay', value: dueDay, because }, context)
        : ({ ...stepChange(next, { field: 'dueDay', value: dueDay }), because } as Change),
    );
  }
  const isAsked = ({ kind }: Change) => kind === 'offerMade';
  return changes(...moved.changes, ...all.filter((c) => !isAsked(c)), ...all.filter(isAsked));
};

const stale = (step: Step, why: string): Refused =>
  refuse('stale', `“${step.title}” ${why}. Nothing was changed: look again at what else would move.`);

function movedSince(step: Step, yours: Day, { base }: Context): Conflict | null {
  const field = keyOf(step.id);
  const seen = base[field];
  const version = versionOf(step, 'dueDay');
  if (seen === undefined || covers(seen, version) || step.dueDay === yours) return null;
  return { kind: 'conflict', field, yours, current: step.dueDay, layer: step.layer, version };
}

/** Everything that waits for it, directly or not, whatever has become of what lies between. */
function allBehind(plan: Plan, stepId: string): ReadonlySet<string> {
  const next = new Map<string, string[]>();
  for (const { stepId: waiting, afterId } of plan.dependencies)
    next.set(afterId, [...(next.get(afterId) ?? []), waiting]);
  const found = new Set([stepId]);
  // Grows while it is walked.
  for (const id of found) for (const waiting of next.get(id) ?? []) found.add(waiting);
  found.delete(stepId);
  return found;
}
