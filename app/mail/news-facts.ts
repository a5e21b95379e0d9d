import type { Day } from '#app/domain/day.ts';
import type { LetterAct } from '#app/domain/letter-act.ts';
import type { News } from '#app/domain/mail-line.ts';
import { milestoneDay } from '#app/domain/milestone.ts';
import { findMilestone, findStep, type Plan, type Side, type Step } from '#app/domain/plan.ts';
import { firstName, nameOf } from '#app/domain/plan-words.ts';
import { findComment } from '#app/domain/thread.ts';
import { dayText } from './live-day.ts';
import type { Story } from './story.ts';

export interface NewsLetter {
  /** What both sides see. */
  view: Plan;
  /** The same with the reader's own private layer: only for steps that a line is about. */
  own: Plan;
  reader: { personId: string; name: string; side: Side };
  sender: { personName: string; companyName: string };
  today: Day;
  /** Of the reader: times are told in it. */
  zone?: string;
  /** Their ordinary news comes once a day or week. */
  gathers: boolean;
  /** One thing and how many more, as its reader wants it. */
  brief: boolean;
  /** What somebody wrote with the news, to go on top. */
  onTop?: News[];
  /** Still true, heaviest first. */
  told: News[];
  story: Story;
  appUrl: string;
  stopUrl: string;
  /** Where they say how they want to be kept in touch. */
  changeUrl: string;
  /** What becomes of an answer by mail; null where it goes to whoever wrote. */
  reply: string | null;
  /** The address of a new link to one act about one step of theirs. */
  actUrl: (act: LetterAct, step: Step) => string;
}

export function moveOf(view: Plan, { refs }: News) {
  const milestone = milestoneIn(view, refs.milestoneId);
  const { day } = milestoneDay(view, milestone.id);
  if (!day || !refs.was) throw new Error('A day that moved has an old and a new one');
  return { milestone, from: refs.was as Day, to: day };
}

/** "Maya moved it, because “Security form” moved to Tue 15 Dec." */
export function stepMoveOf({ view, own, today }: NewsLetter, { layer, refs }: News) {
  const plan = layer === 'shared' ? view : own;
  const step = stepIn(plan, refs.stepId);
  if (!step.dueDay || !refs.was) throw new Error('A day that moved has an old and a new one');
  const who = firstName(nameOf(view, refs.by ?? null));
  const first = findStep(plan, refs.behind ?? '');
  const why = first ? `, because “${first.title}” moved to ${dayText(refs.behindTo as Day, today)}` : '';
  return { step, from: refs.was as Day, to: step.dueDay, because: `${who} moved it${why}.` };
}

export function milestoneIn(view: Plan, id: string | null | undefined) {
  const found = findMilestone(view, id ?? '');
  if (!found) throw new Error('News of a milestone that is not there was not dropped');
  return found;
}

export function decisionIn(plan: Plan, { refs }: News) {
  const decision = plan.decisions.find(({ id }) => id === refs.decisionId);
  if (!decision) throw new Error('News of a decision that is not there was not dropped');
  return { decision, step: stepIn(plan, decision.stepId) };
}

/** What was written, and the step it is about; no title where it is about the plan. */
export function commentIn(plan: Plan, { refs }: News) {
  const comment = findComment(plan, refs.commentId ?? null);
  if (!comment) throw new Error('News of a comment that is not there was not dropped');
  return { comment, title: findStep(plan, comment.stepId ?? '')?.title ?? '' };
}

export function stepIn(plan: Plan, id: string | null | undefined): Step {
  const found = findStep(plan, id ?? '');
  if (!found) throw new Error('News of a step that is not there was not dropped');
  return found;
}
