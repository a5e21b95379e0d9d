import { stillToDecide } from '#app/domain/approval.ts';
import type { News } from '#app/domain/mail-line.ts';
import { takenBackOf } from '#app/domain/mail-netting.ts';
import { findStep, isOpen, type Plan, type Step } from '#app/domain/plan.ts';
import { firstName, listed, nameOf, ownersLabel } from '#app/domain/plan-words.ts';
import { dayText } from './live-day.ts';
import type { NewsLetter } from './news-facts.ts';
import { goalField } from './questions.ts';
import { eventsOf, type Story } from './story.ts';

export interface TakenBack {
  /** "Dana took back the answer to “data”": a sentence without its full stop, which is a subject too. */
  says: string;
  /** What that leaves; empty where it goes without saying. */
  now: string;
  /** The step, while it is there to be opened. */
  stepId: string | null;
}

/** What somebody was told by an earlier letter and is so no more. */
export function takenBackIn({ view, own, story, today }: NewsLetter, { refs, layer }: News): TakenBack {
  const plan = layer === 'shared' ? view : own;
  const step = findStep(plan, refs.stepId ?? '');
  const stepId = step?.id ?? null;
  const who = firstName(nameOf(view, refs.by ?? null));
  const it = aboutWhat(plan, step, story, refs);
  switch (takenBackOf(refs)) {
    case 'answered':
      return { says: `${who} took back the answer to ${it}`, now: 'What you asked waits again.', stepId };
    case 'dayMoved':
      return {
        says: `${it} has another day again`,
        now: step?.dueDay ? `It is ${dayText(step.dueDay, today)} now.` : 'It has no day now.',
        stepId,
      };
    case 'proposed':
      return { says: `${who} does not ask you about ${it} any more`, now: 'You need not answer.', stepId };
    case 'requestAsked':
      return { says: `${who} needs no answer about ${it} any more`, now: '', stepId };
    case 'yourTurn':
    case 'approvalOutdated':
    case 'approvalAsked':
      return { says: `${it} does not wait for you now`, now: step ? whyNot(plan, step) : '', stepId };
    default:
      return { says: `${who} took back what was written about ${it}`, now: '', stepId };
  }
}

/** A step that is gone has its name in the story of how it went, if the reader may know of it. */
function aboutWhat(plan: Plan, step: Step | undefined, story: Story, refs: News['refs']): string {
  const gone = eventsOf(story, 'stepRemoved').find(({ change }) => change.step.id === refs.stepId);
  const title = step?.title ?? gone?.change.step.title;
  if (title) return `“${title}”`;
  if (refs.stepId) return 'a step that is not on the plan now';
  return refs.field ? goalField(plan, refs.field) : 'the plan';
}

/** “demo” comes first. / It is with Tom. */
function whyNot(plan: Plan, step: Step): string {
  const first = plan.dependencies
    .filter(({ stepId }) => stepId === step.id)
    .flatMap(({ afterId }) => findStep(plan, afterId) ?? [])
    .filter(isOpen);
  if (first.length > 0)
    return `${listed(first.map(({ title }) => `“${title}”`))} ${first.length === 1 ? 'comes' : 'come'} first.`;
  const next = step.type === 'approval' ? stillToDecide(plan, step).map(({ name }) => name) : [];
  const whose = next.length > 0 ? listed(next) : ownersLabel(plan, step);
  return step.agreement === 'agreed' ? `It is with ${whose} now.` : '';
}
