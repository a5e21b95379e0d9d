/**
 * What is put to one person: one ask, and one thing of use to whoever answers. Before it goes out the plan is asked
 * whether it knows the answer already, and after three without an answer a letter is not the way any more.
 */
import type { Comment, StepLink } from './attachment.ts';
import { type Day, dayOf, shortDay } from './day.ts';
import { isOpen, type Layer, type Plan, type Side, type Stakeholder, type Step } from './plan.ts';
import { firstName, listed } from './plan-words.ts';
import { viewOf } from './shared-view.ts';
import { isOpenRequest, threadOf } from './thread.ts';
import { isBlocked, isReady, waitsFor } from './turn.ts';

/** So many letters by hand without an act of theirs, and no more. */
export const MOST_UNANSWERED = 3;

/** What both those who ask and whom they ask can see: nothing private of the other side tells on anybody. */
const between = (plan: Plan, to: Stakeholder, from: Side): Plan =>
  viewOf(plan, to.side === from ? ['shared', from] : ['shared']);

/** What somebody was asked in writing by one side since they last did anything here, oldest first. */
export function unanswered(plan: Plan, to: Stakeholder, from: Side): Comment[] {
  const seen = between(plan, to, from);
  const moments = actsOf(seen, to);
  const days = daysOfActs(seen, to);
  return seen.comments
    .filter((c) => isOpenRequest(c) && c.request?.of === to.id && c.bySide === from)
    .filter(({ at }) => !moments.some((act) => act > at))
    .filter(({ at }) => !days.some((day) => day >= dayOf(at, plan.zone)))
    .sort((a, b) => (a.at < b.at ? -1 : 1));
}

const actsOf = (plan: Plan, { id, personId }: Stakeholder): string[] => [
  ...plan.comments.filter((c) => c.by === personId).map(({ at }) => at),
  ...plan.decisions.filter((d) => d.by === id).map(({ at }) => at),
];

/** Of what has a day and no hour: with what was asked on that day it counts as an answer. */
function daysOfActs(plan: Plan, { id, personId }: Stakeholder): Day[] {
  const own = plan.steps.filter((s) => s.owners.some((o) => (o.standIn ?? o.stakeholderId) === id));
  const days = [
    ...own.flatMap((s) => [s.endedOn, s.confirmedOn]),
    ...plan.offers.filter((o) => o.by === personId).map(({ on }) => on),
  ];
  return days.filter((day) => day !== null);
}

/** Asked so often already that another letter would not help; said before the next is written. */
export const isPastLetters = (plan: Plan, to: Stakeholder, from: Side): boolean =>
  unanswered(plan, to, from).length >= MOST_UNANSWERED;

/** What the plan knows already of what this person might be asked about a step; null where it knows nothing. */
export function alreadyAnswered(
  plan: Plan,
  step: Step | null,
  to: Stakeholder,
  asker: { personId: string; today: Day },
): string | null {
  const name = firstName(to.name);
  const said = lastAnswer(plan, step, to, asker.personId);
  if (said) return `${firstName(said.byName)} answered you: “${short(said.text)}”`;
  if (step?.agreement !== 'agreed') return null;
  const since = step.endedOn ? ` since ${shortDay(step.endedOn, asker.today)}` : '';
  if (step.status === 'done')
    return step.type === 'approval' ? `It has been decided${since}.` : `It is done${since}.`;
  if (step.status === 'skipped') return `It was skipped${since}.`;
  const ids = waitsFor(plan, step);
  const isTheirs = step.owners.some((o) => (o.standIn ?? o.stakeholderId) === to.id);
  if (step.type === 'approval' && isReady(plan, step) && isTheirs && !ids.includes(to.id))
    return waitingFor(plan, ids, `${name} is not asked now`);
  if (isTheirs && isBlocked(plan, step)) return `${name} cannot begin yet: ${heldUpBy(plan, step)}`;
  return null;
}

const waitingFor = (plan: Plan, ids: (string | null)[], lead: string): string => {
  const names = plan.people.filter((p) => ids.includes(p.id)).map((p) => firstName(p.name));
  return names.length > 0 ? `${lead}: it waits for ${listed(names)}.` : `${lead}.`;
};

const heldUpBy = (plan: Plan, step: Step): string => {
  const titles = plan.dependencies
    .filter((d) => d.stepId === step.id)
    .flatMap((d) => plan.steps.filter((s) => s.id === d.afterId && isOpen(s)))
    .map(({ title }) => `“${title}”`);
  return `it waits for ${listed(titles)}.`;
};

/** Where the last thing this asker asked them here has its answer, and nobody has asked since. */
function lastAnswer(plan: Plan, step: Step | null, to: Stakeholder, askerId: string): Comment | undefined {
  const thread = threadOf(plan, step?.id ?? null);
  const asked = thread.findLast((c) => c.by === askerId && c.request?.of === to.id);
  return asked && !isOpenRequest(asked) ? thread.find((c) => c.answers === asked.id) : undefined;
}

const short = (text: string): string => {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length > 120 ? `${line.slice(0, 118).trimEnd()}…` : line;
};

/** What may go along as the one useful thing: what is linked at the step, as far as its readers see it. */
export const usefulThings = (plan: Plan, stepId: string | null, layer: Layer): StepLink[] =>
  plan.links.filter((l) => l.stepId === stepId && (layer !== 'shared' || l.layer === 'shared'));

/** The ask and the useful thing as one text: what is read here is what is read in the letter. */
export const withUseful = (text: string, { name, url }: Pick<StepLink, 'name' | 'url'>): string =>
  `${text.trimEnd()}\n\nFor this: ${name === url ? '' : `${name}, `}${url}`;
