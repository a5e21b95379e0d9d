/** What people have written to each other about a step or the plan, as whoever reads finds it. */
import type { Comment } from './attachment.ts';
import type { Change } from './change.ts';
import type { Actor, Context } from './command.ts';
import { type Day, formatTime } from './day.ts';
import { findPerson, findStep, type Layer, type Plan, type Side, sideName } from './plan.ts';

export interface NewComment {
  id: string;
  /** Null: about the plan as a whole. */
  stepId: string | null;
  text: string;
  /** Only the writer's side reads it. */
  onlyOurs: boolean;
  mentions: string[];
  request: { of: string; by: Day } | null;
  /** The open request this answers. */
  answers: string | null;
  /** A link at the step that goes along, so that whoever is asked has what they need. */
  useful?: string | null;
}

export const findComment = (plan: Plan, id: string | null): Comment | undefined =>
  plan.comments.find((c) => c.id === id);
export const isOpenRequest = (comment: Comment): boolean =>
  comment.request !== null && comment.answeredOn === null;
/** Requests of a step that wait for an answer, oldest first. */
export const openRequestsOn = (plan: Plan, stepId: string): Comment[] =>
  plan.comments.filter((c) => c.stepId === stepId && isOpenRequest(c));
/** Requests that wait for one person's answer, by the day it is needed. */
export const openRequestsOf = (plan: Plan, stakeholderId: string | null): Comment[] =>
  plan.comments
    .filter((c) => isOpenRequest(c) && c.request?.of === stakeholderId)
    .sort((a, b) => ((a.request?.by ?? '') < (b.request?.by ?? '') ? -1 : 1));
/** The side that was asked. */
export const askedSide = (plan: Plan, comment: Comment): Side | null =>
  findPerson(plan, comment.request?.of ?? null)?.side ?? null;
/** Does a word from this person answer it? Whoever asked only adds to the question. */
export const answerableBy = (plan: Plan, comment: Comment, { personId, side }: Asked): boolean =>
  isOpenRequest(comment) && askedSide(plan, comment) === side && comment.by !== personId;
type Asked = Pick<Actor, 'personId' | 'side'>;
/** What was written about one step, or with null about the plan and about steps that have gone. */
export const threadOf = (plan: Plan, stepId: string | null): Comment[] =>
  plan.comments
    .filter((c) => (stepId === null ? c.stepId === null || !findStep(plan, c.stepId) : c.stepId === stepId))
    .sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));

/** "promised by Fri 27 Nov, 16:00", where an answer was promised. */
export const promisedWords = (plan: Plan, { request }: Comment, today: Day): string =>
  request?.promised ? `promised by ${formatTime(request.promised, plan.zone, today)}` : '';

export const writing = (
  plan: Plan,
  args: Omit<NewComment, 'onlyOurs'> & { layer: Layer; decisionId?: string },
  { actor, now, files = [], promiseFor }: Context,
): Change => {
  const { id, stepId, text, mentions, answers, layer } = args;
  const promised = args.request && promiseFor?.(plan, args.request.of, now);
  const request = args.request && { ...args.request, ...(promised && { promised }) };
  const thing: Comment = {
    id,
    layer,
    stepId,
    by: actor.personId,
    byName: findPerson(plan, actor.stakeholderId)?.name ?? sideName(plan, actor.side),
    bySide: actor.side,
    at: now,
    text,
    mentions: [...new Set(mentions)],
    request,
    answers,
    answeredOn: null,
    decisionId: args.decisionId ?? null,
    files: [...files],
    versions: {},
  };
  return { kind: 'commentAdded', thing };
};
