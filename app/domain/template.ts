import type { Side, StepType } from './plan.ts';
import type { Role } from './roles.ts';

/**
 * A template is a starting point, not a fact: steps counted back from the live day, each with roles instead of
 * people. Every day, owner and word can be changed once it has become a plan.
 */
export type Template = {
  id: string;
  name: string;
  /** One sentence that helps to choose. */
  description: string;
  /** Working days from the first day of work up to and with the live day. */
  lead: number;
  milestones: TemplateMilestone[];
};

export type TemplateMilestone = { name: string; steps: TemplateStep[] };

export type TemplateStep = {
  /** Unique in the template, counted from 1 in reading order. */
  key: number;
  title: string;
  type: StepType;
  owners: TemplateOwner[];
  mode: OwnerMode;
  /** Due this many working days before the live day. */
  offset: number;
  /** The step's own working days, the due day among them. */
  duration: number;
  /** Starts on the working day after all of these are done. */
  after: number[];
  /**
   * When time is short this step could begin together with that earlier one instead of waiting for `after`,
   * though it still ends no earlier than they do. Never set where the order is a matter of safety or consent.
   */
  alongside?: number;
  ask: string;
  doneWhen: string;
  /** What follows when the day slips. */
  slipNote?: string;
  /** What the owner's side brings to it, and what it asks for in return. */
  give?: string;
  get?: string;
  /** Both sides say go, adjust or stop. */
  checkpoint?: true;
  /** A template that spells this step out. */
  seeAlso?: string;
};

export type TemplateOwner = { side: Side; role: Role };

/** `joint`: any owner's side may tick it; `approvers`: each decides for themselves. */
export type OwnerMode = 'single' | 'joint' | 'approvers';

/** Throws when the template does not hold together, so that a wrong one is noticed where it is written. */
export function defineTemplate(template: Template): Template {
  const problems = checkTemplate(template);
  if (problems.length > 0) throw new Error(`Template "${template.name}": ${problems.join(' ')}`);
  return template;
}

export function templateSteps(template: Template): TemplateStep[] {
  return template.milestones.flatMap((milestone) => milestone.steps);
}

/** The steps so that each follows all it waits for, else in reading order. Null when they wait in a circle. */
export function inWorkOrder<S extends Pick<TemplateStep, 'key' | 'after'>>(steps: S[]): S[] | null {
  const placed = new Set<number>();
  const ordered: S[] = [];
  while (ordered.length < steps.length) {
    const next = steps.find((step) => !placed.has(step.key) && step.after.every((key) => placed.has(key)));
    if (next === undefined) return null;
    placed.add(next.key);
    ordered.push(next);
  }
  return ordered;
}

/** One sentence for each thing that is wrong; empty when every step's days fit after what it waits for. */
export function checkTemplate(template: Template): string[] {
  const steps = templateSteps(template);
  if (steps.length === 0) return ['It has no steps.'];
  const byKey = new Map(steps.map((step) => [step.key, step]));
  const problems = steps.flatMap((step, index) => [
    ...(step.key === index + 1 ? [] : [`Step ${step.key} is at place ${index + 1}.`]),
    ...checkStep(step, byKey),
  ]);
  if (inWorkOrder(steps) === null) problems.push('Some steps wait in a circle and could never begin.');
  return problems.length > 0 ? problems : checkWhole(template, steps);
}

function checkStep(step: TemplateStep, byKey: Map<number, TemplateStep>): string[] {
  const problems: string[] = [];
  const say = (what: string) => problems.push(`Step ${step.key} ${what}.`);
  if (!Number.isInteger(step.offset) || step.offset < 0)
    say('is not due a whole number of days before the live day');
  if (!Number.isInteger(step.duration) || step.duration < 1) say('does not take at least one whole day');
  if (step.title.trim() === '') say('has no title');
  if (step.owners.length === 0) say('has no owner');
  if (step.mode !== modeOf(step)) say(`should have the mode ${modeOf(step)}`);
  for (const key of step.after) {
    const earlier = byKey.get(key);
    if (earlier === undefined) say(`waits for step ${key}, which does not exist`);
    else if (key === step.key) say('waits for itself');
    else if (step.duration - earlier.offset > 0 - step.offset) {
      say(
        `needs ${step.duration} days after step ${key}, and there are ${Math.max(0, earlier.offset - step.offset)}`,
      );
    }
  }
  return problems;
}

function checkWhole(template: Template, steps: TemplateStep[]): string[] {
  const problems: string[] = [];
  if (steps.at(-1)!.offset !== 0) problems.push('The last step is not due on the live day.');
  const lead = Math.max(...steps.map((step) => step.offset + step.duration));
  if (template.lead !== lead) problems.push(`It takes ${lead} working days, not ${template.lead}.`);
  for (const step of steps) {
    if (step.alongside !== undefined && !earlierThan(step, steps).has(step.alongside)) {
      problems.push(`Step ${step.key} could not begin with step ${step.alongside}: it does not wait for it.`);
    }
  }
  let latest = Number.POSITIVE_INFINITY;
  for (const { name, steps: own } of template.milestones) {
    if (own.length === 0) {
      problems.push(`The milestone ${name} has no steps.`);
      continue;
    }
    const offset = Math.min(...own.map((step) => step.offset));
    if (offset > latest) problems.push(`The milestone ${name} ends before the one above it.`);
    latest = offset;
  }
  return problems;
}

export function modeOf(step: Pick<TemplateStep, 'type' | 'owners'>): OwnerMode {
  if (step.type === 'approval') return 'approvers';
  return step.owners.length > 1 ? 'joint' : 'single';
}

/** All steps this one waits for, directly or not. */
function earlierThan(step: TemplateStep, steps: TemplateStep[]): Set<number> {
  const found = new Set<number>();
  const pending = [...step.after];
  for (let key = pending.pop(); key !== undefined; key = pending.pop()) {
    if (found.has(key)) continue;
    found.add(key);
    pending.push(...(steps.find((other) => other.key === key)?.after ?? []));
  }
  return found;
}
