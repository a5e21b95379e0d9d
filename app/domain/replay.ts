/**
 * What a log says, told to whoever already knows the plan up to there: another screen, the other side's view in
 * memory. A reader follows the shared log and their own; where a thing changes layer, the log it leaves holds a mark
 * and the one it comes to holds all of it.
 */
import { applyChange } from './apply-change.ts';
import { type Attachments, type Noun, nouns, shelves, thingsOf } from './attachment.ts';
import type { Change, ChangeOf } from './change.ts';
import type { Layer } from './layer.ts';
import { allInOrder } from './order.ts';
import type { Plan } from './plan.ts';

/** An event as it lies in a log; without a body once it was erased. */
export interface LoggedEvent {
  layer: Layer;
  n: number;
  kind: string;
  body: unknown;
}

/** Null: this cannot be told by the event alone, and the plan has to be read anew. */
export function applyEvent(plan: Plan, { layer, n, kind, body }: LoggedEvent): Plan | null {
  if (body === null || kind === 'planOpened' || kind === 'planShared') return null;
  if (kind === 'planLeft') return plan;
  if (kind === 'stepLeft') return withoutStep(plan, layer, (body as { stepId: string }).stepId);
  const left = leavers.get(kind);
  if (left) return withoutThing(plan, layer, left, (body as { id: string }).id);
  if (kind === 'stepRevealed' || kind === 'stepHidden') return withMovedStep(plan, body as MovedStep, n);
  return applyChange(plan, body as Change, n);
}

const leavers = new Map<string, Noun>(nouns.map((noun) => [`${noun}Left`, noun]));

type MovedStep = (ChangeOf<'stepRevealed'> | ChangeOf<'stepHidden'>) &
  Partial<Pick<Plan, 'dependencies' | 'inputs' | 'links' | 'decisions'>>;

/** Whoever had the step and whoever sees it for the first time know the same of it afterwards. */
function withMovedStep(plan: Plan, moved: MovedStep, n: number): Plan {
  // What was written before a kind had all of these says nothing of them.
  const { dependencies = [], inputs = [], links = [], decisions = [], ...change } = moved;
  const next = applyChange(plan, change as Change, n);
  const here = new Set(dependencies.map((d) => d.id));
  const others = <T extends { stepId: string }>(list: T[]) =>
    list.filter((thing) => thing.stepId !== change.step.id);
  return {
    ...next,
    dependencies: [
      ...next.dependencies.filter((d) => !here.has(d.id)),
      // Recorded before there were lags, they come without one.
      ...dependencies.map((d) => ({ ...d, lag: d.lag ?? 0, versions: d.versions ?? {} })),
    ],
    inputs: [...others(next.inputs), ...inputs],
    links: [...others(next.links), ...links],
    decisions: [...others(next.decisions), ...decisions],
  };
}

/** A reader of both layers has it in its new one by now. */
function withoutStep(plan: Plan, layer: Layer, stepId: string): Plan {
  if (plan.steps.find((s) => s.id === stepId)?.layer !== layer) return plan;
  const others = <T extends { stepId: string | null }>(list: T[]) =>
    list.filter((thing) => thing.stepId !== stepId);
  return {
    ...plan,
    steps: plan.steps.filter((s) => s.id !== stepId),
    offers: others(plan.offers),
    dependencies: others(plan.dependencies),
    inputs: others(plan.inputs),
    links: others(plan.links),
  };
}

function withoutThing(plan: Plan, layer: Layer, noun: Noun, id: string): Plan {
  const stays = (thing: Attachments[keyof Attachments][number]) => thing.id !== id || thing.layer !== layer;
  return { ...plan, [shelves[noun].list]: thingsOf(plan, noun).filter(stays) };
}

/** As its reader loads it: in their order, and without what hung on steps that have gone. */
export function asLoaded(plan: Plan): Plan {
  const steps = allInOrder(plan);
  const shown = new Set(steps.map((s) => s.id));
  const onStep = (thing: { stepId: string }) => shown.has(thing.stepId);
  return {
    ...plan,
    steps,
    dependencies: [...plan.dependencies].sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0)),
    inputs: plan.inputs.filter(onStep),
    links: plan.links.filter(onStep),
  };
}
