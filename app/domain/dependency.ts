/** A step that waits for another: it begins once that has ended, some working days later or a few before. No step waits in a circle. */
import { absent, changes, conflictOn, type Decider, type Refused, refuse } from './command.ts';
import { type Dependency, findStep, type Plan, type Step } from './plan.ts';

export const addDependency: Decider<{ id: string; stepId: string; afterId: string; lag?: number }> = (
  plan,
  args,
) => {
  const step = findStep(plan, args.stepId);
  const after = findStep(plan, args.afterId);
  if (!step || !after) return absent;
  if (step.id === after.id) return refuse('cycle', 'A step cannot wait for itself.');
  if (plan.dependencies.some((d) => d.stepId === step.id && d.afterId === after.id)) return changes();
  if (plan.dependencies.some((d) => d.id === args.id)) return refuse('exists', 'That is already there.');
  if (after.layer !== plan.layer && after.layer !== step.layer)
    return refuse('private', 'A step both sides see cannot wait for one only your side sees.');
  if (after.withheld && !step.withheld)
    return refuse('private', 'A step both sides will see cannot wait for one you keep back.');
  const path = pathBetween(plan, after.id, step.id);
  if (path) {
    const names = path.map((id) => findStep(plan, id)?.title ?? '').join(' waits for ');
    return refuse('cycle', `That would go in a circle: ${names}.`);
  }
  const lag = args.lag ?? 0;
  const dependency: Dependency = {
    id: args.id,
    layer: step.layer,
    stepId: step.id,
    afterId: after.id,
    lag,
    versions: {},
  };
  const tooEarly = beforeItBegins(after, lag);
  if (tooEarly) return tooEarly;
  return changes({ kind: 'dependencyAdded', dependency });
};

/** The chain by which `from` already waits for `to`, ends included; null when it does not. */
function pathBetween(plan: Plan, from: string, to: string, seen = new Set<string>()): string[] | null {
  if (from === to) return [from];
  if (seen.has(from)) return null;
  seen.add(from);
  for (const d of plan.dependencies.filter((dep) => dep.stepId === from)) {
    const rest = pathBetween(plan, d.afterId, to, seen);
    if (rest) return [from, ...rest];
  }
  return null;
}

/** At most the two begin together: an overlap is no longer than the step that comes first. */
function beforeItBegins(after: Step, lag: number): Refused | null {
  if (lag >= 0 - after.duration) return null;
  const most = after.duration === 1 ? '1 working day' : `${after.duration} working days`;
  return refuse('lag', `“${after.title}” takes ${most}, so the two can overlap by no more than that.`);
}

export const changeDependency: Decider<{ dependencyId: string; lag: number }> = (plan, args, context) => {
  const dependency = plan.dependencies.find((d) => d.id === args.dependencyId);
  const after = dependency && findStep(plan, dependency.afterId);
  if (!dependency || !after) return absent;
  const conflict = conflictOn(dependency, context.base, 'lag', args.lag, dependency.lag);
  if (conflict) return conflict;
  if (dependency.lag === args.lag) return changes();
  const tooEarly = beforeItBegins(after, args.lag);
  if (tooEarly) return tooEarly;
  return changes({
    kind: 'dependencyChanged',
    dependency,
    field: 'lag',
    from: dependency.lag,
    to: args.lag,
  });
};

export const removeDependency: Decider<{ dependencyId: string }> = (plan, args) => {
  const dependency = plan.dependencies.find((d) => d.id === args.dependencyId);
  return dependency ? changes({ kind: 'dependencyRemoved', dependency }) : absent;
};
