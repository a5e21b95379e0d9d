/**
 * What a seller's own house calls how far a plan has come. The plan's milestones are outcomes both sides recognise; these
 * names follow from them and are never told to the other side.
 */
import { isDraft, type Plan } from './plan.ts';

/** From when a plan is in a stage. */
export const begins = ['opened', 'shared', 'quarter', 'half', 'threeQuarters', 'all', 'milestone'] as const;
export type Begins = (typeof begins)[number];

export interface Stage {
  name: string;
  begins: Begins;
  /** The name of the milestone that is reached, where it begins with one. */
  milestone: string;
}

export const beginsWords: Record<Begins, string> = {
  opened: 'once the plan is opened',
  shared: 'once it is shared',
  quarter: 'once a quarter of its milestones is reached',
  half: 'once half of its milestones are reached',
  threeQuarters: 'once three quarters of its milestones are reached',
  all: 'once every milestone is reached',
  milestone: 'once the milestone of this name is reached',
};

const parts: Partial<Record<Begins, number>> = { quarter: 0.25, half: 0.5, threeQuarters: 0.75, all: 1 };

/** The last one that has begun, in the order they are written; null where none has. */
export const stageOf = (plan: Plan, stages: readonly Stage[]): Stage | null =>
  stages.findLast((stage) => hasBegun(plan, stage)) ?? null;

function hasBegun(plan: Plan, stage: Stage): boolean {
  const { milestones } = plan;
  const part = parts[stage.begins];
  if (part !== undefined) {
    const reached = milestones.filter((m) => m.reachedOn !== null).length;
    return milestones.length > 0 && reached >= part * milestones.length;
  }
  if (stage.begins === 'milestone')
    return milestones.some((m) => m.reachedOn !== null && folded(m.name) === folded(stage.milestone));
  return stage.begins === 'opened' || !isDraft(plan);
}

const folded = (name: string): string => name.trim().replace(/\s+/gu, ' ').toLowerCase();

export const mostStages = 12;

/** One sentence for each thing that is wrong. */
export function checkStages(stages: readonly Stage[]): string[] {
  const names = stages.map(({ name }) => folded(name));
  return [
    ...stages.flatMap(({ name, begins: from, milestone }) => [
      ...(name.length > 60 ? [`“${name.slice(0, 20)}…” is too long: at most 60 characters.`] : []),
      ...(from === 'milestone' && milestone === ''
        ? [`Write the name of the milestone that “${name}” begins with.`]
        : []),
    ]),
    ...stages.flatMap(({ name }, at) =>
      names.indexOf(folded(name)) < at ? [`“${name}” is there twice.`] : [],
    ),
    ...(stages.length > mostStages ? [`There are ${stages.length} stages, and ${mostStages} at most.`] : []),
  ];
}
