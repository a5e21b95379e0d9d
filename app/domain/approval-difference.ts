/** What was altered since a yes, in words: each part as it was then and as it is now. */
import { type BoundField, boundDifferences, boundNow } from './approval-bound.ts';
import type { ApprovalDecision } from './attachment.ts';
import { type Asked, type Bound, wayWords } from './bound.ts';
import { type Plan, type Step, sideName } from './plan.ts';
import { ownerName } from './plan-words.ts';

export interface Alteration {
  field: BoundField;
  what: string;
  was: string;
  is: string;
}

const names: Record<BoundField, string> = {
  title: 'The name',
  ask: 'What is asked',
  doneWhen: 'Done when',
  links: 'Documents and links',
  inputs: 'What is needed',
  conditions: 'The conditions',
  way: 'How it is decided',
  asked: 'Who is asked',
};

/** One part of what is decided, a line for each thing in it. */
function linesOf(plan: Plan, bound: Bound, field: BoundField): string {
  const asked = ({ side, role, stakeholderId }: Asked) =>
    ownerName(plan, { id: '', side, role, stakeholderId });
  switch (field) {
    case 'links':
      return bound.links.map(({ name, url }) => `${name} (${url})`).join('\n');
    case 'inputs':
      return bound.inputs.map(({ name, side }) => `${name}, from ${sideName(plan, side)}`).join('\n');
    case 'conditions':
      return bound.conditions.filter(Boolean).join('\n');
    case 'way':
      return wayWords[bound.way];
    case 'asked':
      return bound.asked.map(asked).join('\n');
    default:
      return bound[field];
  }
}

export const alterationsBetween = (plan: Plan, was: Bound, is: Bound): Alteration[] =>
  boundDifferences(was, is).map((field) => ({
    field,
    what: names[field],
    was: linesOf(plan, was, field),
    is: linesOf(plan, is, field),
  }));

/** What is not as it was when they said it. A no, or "need more", still counts, and whoever said it may want to look again. */
export const alterations = (plan: Plan, step: Step, said: ApprovalDecision): Alteration[] =>
  said.bound && said.outcome !== 'withdrawn'
    ? alterationsBetween(plan, said.bound, boundNow(plan, step, said))
    : [];
