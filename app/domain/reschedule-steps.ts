/**
 * Days that become others, and with them the days of steps that wait for those: all of them in one go, or none. What is
 * one's own to move moves; what the other side has said yes to is suggested to them. Which days, whoever asks has seen
 * (`schedule/before-move.ts`). The first of them move by any command: by a new day, a yes to one, or an answer with one.
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
import { covers, versionOf } from './version.ts';

export interface NewDay {
  stepId: string;
  dueDay: Day;
}
/** What goes along; left out, nothing does. */
export interface WithRest {
  rest?: NewDay[];
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

/** By id, the steps whose day becomes another by these changes; none once it is chosen what goes along. */
export function daysMovedBy(plan: Plan, list: readonly Change[]): ReadonlyMap<string, Day> {
  const moves = list.flatMap((c) => (c.kind === 'stepChanged' && c.field === 'dueDay' ? [c] : []));
  const isOpenIn = (stepId: string) => plan.steps.some((step) => step.id === stepId && isOpen(step));
  return new Map(
    moves.flatMap(({ stepId, to }): [string, Day][] =>
      to !== null && isOpenIn(stepId) ? [[stepId, to]] : [],
    ),
  );
}

/** The `base` of these days: several are written at once, so each version is carried under its step. */
export const baseOfDays = (steps: readonly Step[]): Record<string, number> =>
  Object.fromEntries(steps.map((step) => [keyOf(step.id), versionOf(step, 'dueDay')]));

const prefix = 'day.';
const keyOf = (stepId: string): string => `${prefix}${stepId}`;
/** Whose day a key is about; null where it is another kind of field. */
export const stepOfDay = (key: string): string | null =>
  key.startsWith(prefix) ? key.slice(prefix.length) : null;

export const withTheRest =
  <Args>(decider: Decider<Args>): Decider<Args & WithRest> =>
  (plan, { rest = [], ...args }, context) => {
    const first = decider(plan, args as Args, context);
    if (first.kind !== 'changes' || rest.length === 0) return first;
    const days = daysMovedBy(plan, first.changes);
    if (days.size === 0) return refuse('stale', `No day moves by this any more. ${lookAgain}`);
    const behind = behindEach(plan, [...days.keys()]);
    const all: Change[] = [];
    for (const [stepId, dueDay] of new Map(rest.map((each) => [each.stepId, each.dueDay]))) {
      const next = findStep(plan, stepId);
      if (!next) return absent;
      const stands = movedSince(next, dueDay, context);
      if (stands) return stands;
      if (!isOpen(next)) return stale(next, 'has ended');
      const cause = behind.get(stepId);
      const to = cause && days.get(cause);
      if (!cause || !to || days.has(stepId)) return stale(next, 'does not wait for what moves any more');
      const how = howMoved(plan, next, context.actor);
      if (how === 'stays') return stale(next, 'waits for an answer');
      if (next.dueDay === dueDay) continue;
      const because: Because = { stepId: cause, to };
      all.push(
        how === 'asked'
          ? askFor(next, { field: 'dueDay', value: dueDay, because }, context)
          : ({ ...stepChange(next, { field: 'dueDay', value: dueDay }), because } as Change),
      );
    }
    const isAsked = ({ kind }: Change) => kind === 'offerMade';
    return changes(...first.changes, ...all.filter((c) => !isAsked(c)), ...all.filter(isAsked));
  };

const stale = (step: Step, why: string): Refused => refuse('stale', `“${step.title}” ${why}. ${lookAgain}`);
const lookAgain = 'Nothing was changed: look again at what else would move.';

function movedSince(step: Step, yours: Day, { base }: Context): Conflict | null {
  const field = keyOf(step.id);
  const seen = base[field];
  const version = versionOf(step, 'dueDay');
  if (seen === undefined || covers(seen, version) || step.dueDay === yours) return null;
  return { kind: 'conflict', field, yours, current: step.dueDay, layer: step.layer, version };
}

/** By everything that waits for one of them, directly or not, whatever has become of what lies between: the first. */
function behindEach(plan: Plan, stepIds: readonly string[]): ReadonlyMap<string, string> {
  const next = new Map<string, string[]>();
  for (const { stepId: waiting, afterId } of plan.dependencies)
    next.set(afterId, [...(next.get(afterId) ?? []), waiting]);
  const causes = new Map<string, string>();
  for (const cause of stepIds) {
    const found = new Set([cause]);
    // Grows while it is walked.
    for (const id of found) for (const waiting of next.get(id) ?? []) found.add(waiting);
    found.delete(cause);
    for (const id of found) if (!causes.has(id)) causes.set(id, cause);
  }
  return causes;
}
