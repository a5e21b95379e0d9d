/**
 * What exactly a decision is about: the words of the approval, what is linked and listed there, what a yes depends on,
 * how it is decided and who is asked. A yes is to this and to nothing else, so whoever alters it asks again.
 */
import type { ApprovalDecision } from './attachment.ts';
import type { Asked, Bound } from './bound.ts';
import type { Plan, Step } from './plan.ts';

export type BoundField = keyof Bound;
export const boundFields: readonly BoundField[] = [
  ...(['title', 'ask', 'doneWhen', 'links', 'inputs', 'conditions', 'way', 'asked'] as const),
];

const textOf = (thing: object | string): string =>
  typeof thing === 'string' ? thing : JSON.stringify(Object.entries(thing).sort());
const sorted = <T extends object | string>(list: readonly T[]): T[] =>
  [...list].sort((a, b) => (textOf(a) < textOf(b) ? -1 : textOf(a) > textOf(b) ? 1 : 0));

/** As it stands, for a decision with these conditions. */
export function boundOf(plan: Plan, step: Step, conditions: readonly string[] = []): Bound {
  const onStep = ({ stepId }: { stepId: string }) => stepId === step.id;
  const asked = step.owners.map(({ side, role, stakeholderId }): Asked => ({ side, role, stakeholderId }));
  return {
    title: step.title,
    ask: step.ask,
    doneWhen: step.doneWhen,
    links: sorted(plan.links.filter(onStep).map(({ name, url }) => ({ name, url }))),
    inputs: sorted(plan.inputs.filter(onStep).map(({ name, side }) => ({ name, side }))),
    conditions: sorted(conditions),
    way: step.decidedBy,
    asked: step.decidedBy === 'inOrder' ? asked : sorted(asked),
  };
}

/** The same for what was decided: its conditions as their steps word them now, empty where one is not there any more. */
export const boundNow = (
  plan: Plan,
  step: Step,
  { conditions }: Pick<ApprovalDecision, 'conditions'>,
): Bound =>
  boundOf(
    plan,
    step,
    conditions.map(({ stepId }) => {
      const became = plan.steps.find((s) => s.id === stepId);
      // One side may keep its own step to itself; what both sides agreed on is then not there for both.
      return became?.layer === step.layer ? became.title : '';
    }),
  );

/** Which parts are not what they were. A name found for a part that needed one, or lost again, alters nothing. */
export const boundDifferences = (was: Bound, is: Bound): BoundField[] =>
  boundFields.filter((field) =>
    field === 'asked'
      ? !sameAsked(was, is)
      : field === 'links' || field === 'inputs' || field === 'conditions'
        ? was[field].map(textOf).join('\n') !== is[field].map(textOf).join('\n')
        : was[field] !== is[field],
  );

const samePart = (one: Asked, other: Asked): boolean =>
  one.side === other.side &&
  (one.stakeholderId === other.stakeholderId
    ? one.role === other.role
    : isNameless(one) || isNameless(other));
const isNameless = ({ stakeholderId }: Asked): boolean => stakeholderId === null;

function sameAsked(was: Bound, is: Bound): boolean {
  if (was.asked.length !== is.asked.length) return false;
  if (was.way === 'inOrder' && is.way === 'inOrder')
    return was.asked.every((one, at) => samePart(one, is.asked[at] as Asked));
  const left = [...is.asked];
  // Those that are named on both first, so that none of them is taken for another's part.
  const byName = [...was.asked].sort((a, b) => Number(isNameless(a)) - Number(isNameless(b)));
  return byName.every((one) => {
    const same = left.findIndex((o) => textOf(o) === textOf(one));
    const at = same >= 0 ? same : left.findIndex((o) => samePart(one, o));
    if (at >= 0) left.splice(at, 1);
    return at >= 0;
  });
}
