/**
 * What people write to each other about a step or the plan: to both sides or only to their own. A comment may
 * name people, ask one of them for an answer by a day, or answer such a request.
 */
import { fieldChange } from './attachment.ts';
import type { Change } from './change.ts';
import { absent, changes, conflictOn, type Decider, refuse } from './command.ts';
import { compareDays } from './day.ts';
import { usefulThings, withUseful } from './nudge.ts';
import {
  findPerson,
  findStep,
  isDraft,
  isForBoth,
  type Layer,
  type Plan,
  type Side,
  sideName,
} from './plan.ts';
import { answerableBy, findComment, isOpenRequest, type NewComment, writing } from './thread.ts';

/** A comment is never wider than what it is about. */
const layerFor = (plan: Plan, stepId: string | null, onlyOurs: boolean, side: Side): Layer => {
  const step = stepId === null ? null : findStep(plan, stepId);
  const forBoth = !isDraft(plan) && (step ? isForBoth(plan, step) : true);
  return onlyOurs || !forBoth ? side : 'shared';
};

export const writeComment: Decider<NewComment> = (plan, args, context) => {
  const { actor, today } = context;
  if (findComment(plan, args.id)) return refuse('exists', 'That has been written already.');
  if (args.stepId !== null && !findStep(plan, args.stepId)) return absent;
  if (args.text.trim() === '') return refuse('empty', 'Write something first.');
  const layer = layerFor(plan, args.stepId, args.onlyOurs, actor.side);
  const named = [...args.mentions, ...(args.request ? [args.request.of] : [])].map((id) =>
    findPerson(plan, id),
  );
  if (named.some((p) => p === undefined)) return absent;
  if (layer !== 'shared' && named.some((p) => p?.side !== actor.side))
    return refuse(
      'private',
      `Only ${sideName(plan, actor.side)} would read this, so it can only name people there.`,
    );
  const outside = layer === 'shared' ? undefined : named.find((p) => !p?.admitted);
  if (outside) return refuse('private', `${outside.name} has not been let in yet, and could not read this.`);
  if (args.request && args.request.of === actor.stakeholderId)
    return refuse('yourself', 'Pick somebody else to answer.');
  if (args.request && compareDays(args.request.by, today) < 0)
    return refuse('past', 'Pick a day that is still to come for the answer.');
  const asked = args.answers === null ? null : findComment(plan, args.answers);
  if (asked === undefined) return absent;
  if (asked && (asked.stepId !== args.stepId || asked.request === null)) return absent;
  const answered: Change[] =
    asked && answerableBy(plan, asked, actor) ? [fieldChange('comment', asked, 'answeredOn', today)] : [];
  if (asked && layer !== asked.layer)
    return refuse('private', 'Answer where you were asked, so that whoever asked can read it.');
  const link = args.useful && usefulThings(plan, args.stepId, layer).find(({ id }) => id === args.useful);
  if (args.useful && !link) return absent;
  const text = link ? withUseful(args.text, link) : args.text;
  return changes(writing(plan, { ...args, text, layer }, context), ...answered);
};

/** One's own words, put otherwise. */
export const changeComment: Decider<{ commentId: string; text: string }> = (plan, args, context) => {
  const comment = findComment(plan, args.commentId);
  if (!comment) return absent;
  if (comment.by !== context.actor.personId)
    return refuse('theirs', `${comment.byName} wrote this. Only they can change it.`);
  if (args.text.trim() === '')
    return refuse('empty', 'Write something, or remove it. The old words were kept.');
  const conflict = conflictOn(comment, context.base, 'text', args.text, comment.text);
  if (conflict) return conflict;
  if (comment.text === args.text) return changes();
  return changes(fieldChange('comment', comment, 'text', args.text));
};

export const removeComment: Decider<{ commentId: string }> = (plan, args, { actor }) => {
  const comment = findComment(plan, args.commentId);
  if (!comment) return absent;
  if (comment.by !== actor.personId)
    return refuse('theirs', `${comment.byName} wrote this. Only they can remove it.`);
  return changes({ kind: 'commentRemoved', thing: comment });
};

/** What only one's own side read, shown to both: by whoever wrote it. */
export const revealComment: Decider<{ commentId: string }> = (plan, args, { actor }) => {
  const comment = findComment(plan, args.commentId);
  if (!comment) return absent;
  if (isDraft(plan)) return refuse('draft', `Share the plan with ${plan.goal.buyerName} first.`);
  if (comment.layer === 'shared') return refuse('shared', 'Both sides read this already.');
  if (comment.by !== actor.personId)
    return refuse('theirs', `${comment.byName} wrote this. Only they can show it to both sides.`);
  const step = comment.stepId === null ? null : findStep(plan, comment.stepId);
  if (step && !isForBoth(plan, step))
    return refuse('private', 'This is about a step only your side sees. Propose the step first.');
  // What it answered may stay private: the other side is not told that there was such a thing.
  const answers = findComment(plan, comment.answers)?.layer === 'shared' ? comment.answers : null;
  return changes({ kind: 'commentRevealed', thing: { ...comment, answers } });
};

/** "Answered elsewhere" or "no longer needed": said by either of the two. */
export const closeRequest: Decider<{ commentId: string }> = (plan, args, { actor, today }) => {
  const comment = findComment(plan, args.commentId);
  if (!comment || comment.request === null) return absent;
  if (!isOpenRequest(comment)) return changes();
  if (comment.by !== actor.personId && comment.request.of !== actor.stakeholderId && !actor.pointPerson)
    return refuse('theirs', `${comment.byName} asked this, and can say that it is answered.`);
  return changes(fieldChange('comment', comment, 'answeredOn', today));
};
