/**
 * A reply to a letter. It is about the one step the letter was about, is seen by no more people than what it answers,
 * and waits a while before it is a comment, so that whoever wrote it can keep it to their side or take it back.
 */
import type { News } from './mail-line.ts';
import { findStep, type Plan, type Step } from './plan.ts';
import { findComment } from './thread.ts';

/** Where what is written in reply belongs; kept with the address. */
export interface ReplyPlace {
  stepId: string;
  /** What it answers is read by one side only. */
  onlyOurs: boolean;
  /** The question that the letter asked. */
  answers: string | null;
}

/** `held`: it came from another address than theirs, and waits for their yes. */
export type ReplyState = 'waiting' | 'held' | 'written' | 'deleted' | 'refused';

export const replyActs = ['onlyOurs', 'delete', 'yes'] as const;
export type ReplyAct = (typeof replyActs)[number];
export interface ReplyActRefs {
  replyAct: ReplyAct;
  replyId: string;
}

/** What a reply to a letter with this news is about; null when that is not one step. */
export function replyPlaceOf(plan: Plan, told: readonly News[]): ReplyPlace | null {
  const steps = new Set(told.map((line) => stepOf(plan, line)?.id ?? null));
  const [stepId] = steps;
  if (steps.size !== 1 || !stepId) return null;
  const asked = told.filter(({ kind }) => kind === 'requestAsked');
  return {
    stepId,
    onlyOurs: told.some(({ layer }) => layer !== 'shared') || findStep(plan, stepId)?.layer !== 'shared',
    answers: (asked.length === 1 && asked[0]?.refs.commentId) || null,
  };
}

/** News of a milestone is about all of it, whichever step brought it. */
function stepOf(plan: Plan, { refs }: News): Step | undefined {
  if (refs.milestoneId) return undefined;
  const comment = findComment(plan, refs.commentId ?? null);
  return findStep(plan, refs.stepId ?? comment?.stepId ?? '');
}

const LONGEST = 4_000;
const MOST_PARTS = 5;

/** One comment holds so much; what is longer becomes several, broken where a line ends. Null: it is a book. */
export function commentsOf(text: string): string[] | null {
  const parts: string[] = [];
  for (let rest = text.trim(); rest !== ''; ) {
    if (parts.length === MOST_PARTS) return null;
    const cut = rest.length <= LONGEST ? rest.length : endWithin(rest.slice(0, LONGEST));
    parts.push(rest.slice(0, cut).trim());
    rest = rest.slice(cut).trim();
  }
  return parts;
}

/** Where a line ends, else a word; in the middle of one that goes on for half a comment. */
const endWithin = (head: string): number =>
  [head.lastIndexOf('\n'), head.lastIndexOf(' ')].find((at) => at > head.length / 2) ?? head.length;
