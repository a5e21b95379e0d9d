import type { Day } from '#app/domain/day.ts';
import type { News } from '#app/domain/mail-line.ts';
import { isMeasureField, measureAsked, measureWords } from '#app/domain/measure-asked.ts';
import { timeInWords } from '#app/domain/meeting-time.ts';
import { findStep, type Offer, offerOn, offerOnGoal, type Plan, type Step } from '#app/domain/plan.ts';
import { firstName, listed, nameOf, ownerName } from '#app/domain/plan-words.ts';
import type { Answer } from '#emails/answered.tsx';
import type { Proposal } from '#emails/proposed-to-you.tsx';
import { dayInWords, dayText } from './live-day.ts';

export const dayAsked = (view: Plan, { stepId, terms }: Offer): Day | null =>
  terms.field === 'dueDay' ? terms.value : (findStep(view, stepId ?? '')?.dueDay ?? null);

export function proposalOf(view: Plan, offer: Offer, today: Day): Proposal {
  const step = findStep(view, offer.stepId ?? '');
  if (offer.subject === 'step' && step && offer.terms.field === 'step')
    return {
      kind: 'step',
      title: step.title,
      by: step.dueDay ? dayText(step.dueDay, today) : '',
      byInWords: step.dueDay ? dayInWords(step.dueDay, today) : '',
      ...(step.doneWhen && { doneWhen: step.doneWhen }),
    };
  if (offer.terms.field === 'done')
    return {
      kind: 'done',
      title: step?.title ?? 'a step',
      by: step?.dueDay ? dayText(step.dueDay, today) : '',
    };
  return {
    kind: 'change',
    title: step?.title ?? goalField(view, offer.terms.field),
    suggestion: suggestionOf(view, offer, today),
    ...(offer.subject === 'goal' && offer.terms.field !== 'liveDay' && { isWords: true }),
    ...whyOf(view, offer, today),
  };
}

/** "“Security form” moved to Fri 18 Dec" */
function whyOf(view: Plan, { terms }: Offer, today: Day): { why?: string } {
  const because = terms.field === 'dueDay' ? terms.because : undefined;
  const step = because && findStep(view, because.stepId);
  return step ? { why: `“${step.title}” moved to ${dayText(because.to, today)}` } : {};
}

export const goalField = (view: Plan, field: string): string => {
  if (isMeasureField(field)) return measureWords(view, field);
  switch (field) {
    case 'liveDay':
      return 'the live day';
    case 'whyNow':
      return 'why now';
    case 'buyerName':
      return 'the company’s name';
    default:
      return 'the goal';
  }
};

/** "18 instead of 14 December" */
function suggestionOf(view: Plan, { stepId, terms }: Offer, today: Day): string {
  const step = findStep(view, stepId ?? '');
  switch (terms.field) {
    case 'dueDay':
      return `${insteadOf(terms.value, step?.dueDay ?? null, today)}${terms.at ? `, ${timeInWords(terms.at)}` : ''}`;
    case 'liveDay':
      return insteadOf(terms.value, view.goal.liveDay, today);
    case 'owner': {
      const { ownerId, ...to } = terms.value;
      const from = step?.owners.find(({ id }) => id === ownerId);
      const name = firstName(ownerName(view, { id: ownerId, ...to }));
      return from ? `${name} instead of ${firstName(ownerName(view, from))}` : name;
    }
    case 'step':
    case 'done':
      return 'this step';
    default: {
      const before = isMeasureField(terms.field) ? measureAsked(view, terms.field) : null;
      const was = before?.measure[before.part];
      return was ? `“${terms.value}” instead of “${was}”` : `“${terms.value}”`;
    }
  }
}

function insteadOf(to: Day, from: Day | null, today: Day): string {
  if (!from || from === to) return dayInWords(to, today);
  const sameMonth = to.slice(0, 7) === from.slice(0, 7);
  return `${sameMonth ? Number(to.slice(8)) : dayInWords(to, today)} instead of ${dayInWords(from, today)}`;
}

export function answerIn(view: Plan, { refs }: News, today: Day): Answer {
  const step = findStep(view, refs.stepId ?? '');
  const title = step?.title ?? goalField(view, refs.field ?? '');
  if (refs.field === 'done') return whetherDone(step, title, refs, today);
  if (refs.outcome === 'declined') return { answer: 'no', title, why: refs.reason ?? '' };
  if (refs.outcome === 'answeredOtherwise') {
    const liveDay = refs.field === 'liveDay' ? offerOnGoal(view, 'liveDay') : undefined;
    const counter = refs.stepId ? offerOn(view, refs.stepId) : liveDay;
    if (counter) return { answer: 'change', title, suggestion: suggestionOf(view, counter, today) };
    return { answer: 'change', title, suggestion: goalNow(view, refs.field, today) };
  }
  const day = step ? step.dueDay : refs.field === 'liveDay' ? view.goal.liveDay : null;
  return { answer: 'yes', title, ...(day && { by: dayText(day, today), byInWords: dayInWords(day, today) }) };
}

function whetherDone(step: Step | undefined, title: string, refs: News['refs'], today: Day): Answer {
  if (refs.outcome === 'accepted') return { answer: 'done', title };
  const day = refs.outcome === 'answeredOtherwise' ? step?.dueDay : null;
  return {
    answer: 'notYet',
    title,
    ...(day && { by: dayText(day, today), byInWords: dayInWords(day, today) }),
    ...(refs.reason && { why: refs.reason }),
  };
}

/** What whoever was asked wrote instead, which is theirs to say and stands. */
function goalNow(view: Plan, field: string | null | undefined, today: Day): string {
  const { goal } = view;
  const asked = field ? measureAsked(view, field) : null;
  if (asked) return `“${asked.measure[asked.part]}”`;
  if (field && isMeasureField(field)) return 'no such measure';
  if (field === 'objective' || field === 'whyNow' || field === 'buyerName') return `“${goal[field]}”`;
  return goal.liveDay ? dayInWords(goal.liveDay, today) : '';
}

/** "Dana", "Dana and Rui" */
export const namesOf = (view: Plan, personIds: string[]): string =>
  listed([...new Set(personIds)].map((id) => firstName(nameOf(view, id))));
