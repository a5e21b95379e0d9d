import { applyChange } from '#app/domain/apply-change.ts';
import type { Change, ChangeOf } from '#app/domain/change.ts';
import { allInOrder } from '#app/domain/order.ts';
import type { Dependency, Layer, Plan } from '#app/domain/plan.ts';

/** An event as it lies in a log. */
export interface LogEvent {
  layer: Layer;
  n: number;
  kind: string;
  body: Record<string, unknown>;
}

/**
 * What a reader of two logs knows after these events, from the logs alone. Where a thing changes layer, the log
 * it left holds a mark; a reader of both sees the mark and the move, the other side sees one of them.
 */
export function replay(before: Plan | null, events: LogEvent[]): Plan | null {
  const own = events.filter((e) => e.layer !== 'shared');
  const shared = events.filter((e) => e.layer === 'shared');
  let plan = before;
  for (;;) {
    const next = nextMoment(own, shared);
    if (next.length === 0) return plan && inReadersOrder(plan);
    plan = after(plan, next);
  }
}

const moves = [
  ...['planShared', 'planLeft', 'stepRevealed', 'stepHidden', 'stepLeft'],
  ...['commentRevealed', 'commentLeft', 'figureRevealed', 'figureLeft'],
];

function nextMoment(own: LogEvent[], shared: LogEvent[]): LogEvent[] {
  for (const log of [own, shared]) {
    const [head] = log;
    if (head && !moves.includes(head.kind)) return log.splice(0, 1);
  }
  const [mine, ours] = [own[0], shared[0]];
  if (mine && ours) return [...own.splice(0, 1), ...shared.splice(0, 1)];
  return own.length > 0 ? own.splice(0, 1) : shared.splice(0, 1);
}

function after(plan: Plan | null, moment: LogEvent[]): Plan | null {
  const of = (kind: string) => moment.find((e) => e.kind === kind);
  const shared = of('planShared');
  if (shared) {
    const left = of('planLeft');
    if (!left) return shared.body.plan as Plan;
    const change = { kind: 'planShared', anchors: left.body.anchors } as Change;
    return applyChange(required(plan), change, shared.n);
  }
  const revealed = of('stepRevealed');
  if (revealed) {
    const { dependencies, inputs, links, decisions, ...change } =
      revealed.body as ChangeOf<'stepRevealed'> & {
        dependencies: Dependency[];
        inputs: Plan['inputs'];
        links: Plan['links'];
        decisions: Plan['decisions'];
      };
    const next = applyChange(required(plan), change, revealed.n);
    const known = next.dependencies.filter((d) => !dependencies.some((other) => other.id === d.id));
    const others = <T extends { stepId: string }>(list: T[]) =>
      list.filter((thing) => thing.stepId !== change.step.id);
    return {
      ...next,
      dependencies: [...known, ...dependencies],
      inputs: [...others(next.inputs), ...inputs],
      links: [...others(next.links), ...links],
      decisions: [...others(next.decisions), ...decisions],
    };
  }
  const hidden = of('stepHidden');
  if (hidden) return applyChange(required(plan), hidden.body as Change, hidden.n);
  const left = of('stepLeft');
  if (left) return withoutStep(required(plan), left.body.stepId as string);
  const shown = of('commentRevealed') ?? of('figureRevealed');
  if (shown) return applyChange(required(plan), shown.body as Change, shown.n);
  const [event] = moment;
  if (!event) return plan;
  if (event.kind === 'planOpened') return applyChange({} as Plan, event.body as Change, event.n);
  return applyChange(required(plan), event.body as Change, event.n);
}

const withoutStep = (plan: Plan, stepId: string): Plan => ({
  ...plan,
  steps: plan.steps.filter((s) => s.id !== stepId),
  offers: plan.offers.filter((o) => o.stepId !== stepId),
  dependencies: plan.dependencies.filter((d) => d.stepId !== stepId),
  inputs: plan.inputs.filter((i) => i.stepId !== stepId),
  links: plan.links.filter((l) => l.stepId !== stepId),
});

function required(plan: Plan | null): Plan {
  if (!plan) throw new Error('A log begins with the plan');
  return plan;
}

/** Order counts only as its reader sees it, and dependencies have none. */
export const inReadersOrder = (plan: Plan): Plan => ({
  ...plan,
  steps: allInOrder(plan),
  dependencies: [...plan.dependencies].sort((a, b) => (a.id < b.id ? -1 : 1)),
});
