/** What a step needs, each thing from one side, and where to look. They lie in the layer of their step. */
import { fieldChange, type StepInput, type StepLink } from './attachment.ts';
import type { Change } from './change.ts';
import { absent, type Context, changes, conflictOn, type Decider, type Refused, refuse } from './command.ts';
import { stepsOf } from './order.ts';
import { findStep, isForBoth, type Plan, type Side, sideName } from './plan.ts';

/** More than this and it is a plan of its own. */
const most = 30;

export const inputsOf = (plan: Plan, stepId: string): StepInput[] =>
  plan.inputs.filter((i) => i.stepId === stepId);
export const linksOf = (plan: Plan, stepId: string): StepLink[] =>
  plan.links.filter((l) => l.stepId === stepId);
/** What the steps of a milestone still wait for, as this reader sees them. */
export const missingInputs = (plan: Plan, milestoneId: string): StepInput[] =>
  stepsOf(plan, milestoneId).flatMap((step) => inputsOf(plan, step.id).filter((i) => !i.here));

/** What goes before a step is removed, and comes back with it. */
export const emptied = (plan: Plan, stepId: string): Change[] => [
  ...inputsOf(plan, stepId).map((thing): Change => ({ kind: 'inputRemoved', thing })),
  ...linksOf(plan, stepId).map((thing): Change => ({ kind: 'linkRemoved', thing })),
  ...plan.meetingNotes
    .filter((note) => note.stepId === stepId)
    .map((thing): Change => ({ kind: 'meetingNoteRemoved', thing })),
];

export const addInput: Decider<{ id: string; stepId: string; side: Side; name: string }> = (
  plan,
  args,
  { actor },
) => {
  const step = findStep(plan, args.stepId);
  if (!step) return absent;
  if (plan.inputs.some((i) => i.id === args.id)) return refuse('exists', 'That is on the list already.');
  if (inputsOf(plan, step.id).length >= most)
    return refuse('tooMany', `A step lists up to ${most} things. Split it into two.`);
  if (!isForBoth(plan, step) && args.side !== actor.side)
    return refuse(
      'private',
      `Only ${sideName(plan, actor.side)} sees this step, so it needs things from there only.`,
    );
  const { id, stepId, side, name } = args;
  return changes({
    kind: 'inputAdded',
    thing: { id, layer: step.layer, stepId, side, name, here: false, versions: {} },
  });
};

export type InputEdit =
  | { inputId: string; field: 'name'; value: string }
  | { inputId: string; field: 'side'; value: Side };
export const changeInput: Decider<InputEdit> = (plan, args, context) => {
  const input = plan.inputs.find((i) => i.id === args.inputId);
  if (!input) return absent;
  const conflict = conflictOn(input, context.base, args.field, args.value, input[args.field]);
  if (conflict) return conflict;
  if (input[args.field] === args.value) return changes();
  const step = findStep(plan, input.stepId);
  if (args.field === 'side' && step && !isForBoth(plan, step) && args.value !== context.actor.side)
    return refuse('private', `Only ${sideName(plan, context.actor.side)} sees this step.`);
  return changes(fieldChange('input', input, args.field, args.value));
};

/** "It is here": said by the side it comes from. */
export const setInputHere: Decider<{ inputId: string; here: boolean }> = (plan, args, context) => {
  const input = plan.inputs.find((i) => i.id === args.inputId);
  if (!input) return absent;
  if (input.side !== context.actor.side)
    return refuse('notYours', `${sideName(plan, input.side)} brings this. You can ask them about it.`);
  const conflict = conflictOn(input, context.base, 'here', args.here, input.here);
  if (conflict) return conflict;
  return input.here === args.here ? changes() : changes(fieldChange('input', input, 'here', args.here));
};

export const removeInput: Decider<{ inputId: string }> = (plan, args) => {
  const thing = plan.inputs.find((i) => i.id === args.inputId);
  return thing ? changes({ kind: 'inputRemoved', thing }) : absent;
};

/** Only what a browser opens as a page: nothing that runs, nothing local. */
export function isWebAddress(url: string): boolean {
  if (!URL.canParse(url)) return false;
  const { protocol, username, password } = new URL(url);
  return (protocol === 'https:' || protocol === 'http:') && username === '' && password === '';
}
const notAnAddress: Refused = refuse(
  'address',
  'Paste a whole web address, such as https://example.com/page.',
);

export const addLink: Decider<{ id: string; stepId: string; name: string; url: string }> = (plan, args) => {
  const step = findStep(plan, args.stepId);
  if (!step) return absent;
  if (plan.links.some((l) => l.id === args.id)) return refuse('exists', 'That link is there already.');
  if (linksOf(plan, step.id).length >= most)
    return refuse('tooMany', `A step holds up to ${most} links. Remove one first.`);
  if (!isWebAddress(args.url)) return notAnAddress;
  const { id, stepId, name, url } = args;
  const thing: StepLink = {
    id,
    layer: step.layer,
    stepId,
    name: name || new URL(url).host,
    url,
    versions: {},
  };
  return changes({ kind: 'linkAdded', thing });
};

export const changeLink: Decider<{ linkId: string; field: 'name' | 'url'; value: string }> = (
  plan,
  args,
  context: Context,
) => {
  const link = plan.links.find((l) => l.id === args.linkId);
  if (!link) return absent;
  if (args.field === 'url' && !isWebAddress(args.value)) return notAnAddress;
  const conflict = conflictOn(link, context.base, args.field, args.value, link[args.field]);
  if (conflict) return conflict;
  return link[args.field] === args.value
    ? changes()
    : changes(fieldChange('link', link, args.field, args.value));
};

export const removeLink: Decider<{ linkId: string }> = (plan, args) => {
  const thing = plan.links.find((l) => l.id === args.linkId);
  return thing ? changes({ kind: 'linkRemoved', thing }) : absent;
};
