/** What the page of a link in a receipt says of one's own reply, and what its one button does. */
import { randomUUID } from 'node:crypto';
import { letterAccessFor } from '#app/auth/plan-access.server.ts';
import type { CurrentSession } from '#app/auth/session.server.ts';
import { findToken } from '#app/auth/tokens.server.ts';
import { formatTime } from '#app/domain/day.ts';
import { zoneOfReader } from '#app/domain/meeting.ts';
import { findStep, isForBoth, sideName } from '#app/domain/plan.ts';
import type { PlanAccess } from '#app/domain/policy.ts';
import { commentsOf, type ReplyAct, type ReplyActRefs } from '#app/domain/reply.ts';
import { findComment } from '#app/domain/thread.ts';
import { database, type Tx } from '#db/client.server.ts';
import { findPerson, findWorkspace } from '#db/people.server.ts';
import { loadPlan } from '#db/plans.server.ts';
import { lockReply, type StoredReply, saveReplyAs } from '#db/replies.server.ts';
import { setScope } from '#db/scope.server.ts';
import { changePlanIn } from './change-plan.server.ts';
import { commentIdOf } from './take-reply.server.ts';

export type ReplyPage =
  | { kind: 'unknown' }
  | (Whose & { kind: 'expired' | 'notOnPlan' })
  | (Whose & { kind: 'somebodyElse'; hereAs: string })
  | (Whose & {
      /** `removed`: it was a comment, and is none any more. */
      kind: 'waiting' | 'held' | 'written' | 'deleted' | 'removed' | 'refused';
      company: string;
      other: string;
      step: string | null;
      words: string;
      onlyOurs: boolean;
      /** Of a step that only one side sees. */
      mustBeOurs: boolean;
      sender: string | null;
      when: string;
    });

interface Whose {
  brand: string;
  reader: string;
  act: ReplyAct;
  planId: string;
}

/** Looking changes nothing, whoever looks and however often. */
export const readReplyAct = (secret: string, session: CurrentSession | undefined): Promise<ReplyPage> =>
  database().transaction(async (tx) => (await standingOf(tx, secret, session)).page);

/** Does what the link is for, where it still can; its page says what has become of it. */
export const actOnReply = (secret: string, session: CurrentSession | undefined): Promise<void> =>
  database().transaction(async (tx) => {
    const { page, at, access } = await standingOf(tx, secret, session);
    if (!at || !access || !('act' in page)) return;
    const now = new Date();
    if (page.kind === 'held' && page.act === 'yes')
      return await saveReplyAs(tx, at.id, { state: 'waiting', dueAt: now });
    if (page.kind === 'waiting' && page.act === 'onlyOurs')
      return await saveReplyAs(tx, at.id, { onlyOurs: true });
    if (page.act !== 'delete') return;
    if (page.kind === 'waiting' || page.kind === 'held')
      return await saveReplyAs(tx, at.id, { state: 'deleted', endedAt: now });
    if (page.kind === 'written')
      await changePlanIn(
        tx,
        access,
        (commentsOf(at.text) ?? []).map((_, index) => ({
          id: randomUUID(),
          type: 'removeComment' as const,
          args: { commentId: commentIdOf(at, index) },
        })),
      );
  });

async function standingOf(
  tx: Tx,
  secret: string,
  session: CurrentSession | undefined,
): Promise<{ page: ReplyPage; at?: StoredReply; access?: PlanAccess }> {
  const token = await findToken(tx, 'replyAct', secret);
  if (!token?.personId || !token.workspaceId || !token.planId || !token.refs)
    return { page: { kind: 'unknown' } };
  const { personId, workspaceId, planId } = token;
  const { replyAct: act, replyId } = token.refs as ReplyActRefs;
  const [person, workspace, at] = [
    await findPerson(tx, personId),
    await findWorkspace(tx, workspaceId),
    await lockReply(tx, replyId),
  ];
  if (!person || !workspace || !at) return { page: { kind: 'unknown' } };
  const whose: Whose = { brand: workspace.name, reader: person.name, act, planId };
  if (session && session.person.id !== personId)
    return { page: { kind: 'somebodyElse', ...whose, hereAs: session.person.name } };
  const access = await letterAccessFor(tx, personId, planId);
  if (!access || access.workspaceId !== workspaceId || token.state === 'revoked')
    return { page: { kind: 'notOnPlan', ...whose } };
  if (token.state === 'expired') return { page: { kind: 'expired', ...whose } };
  await setScope(tx, { workspaceId, planIds: [planId], layers: access.layers });
  const plan = await loadPlan(tx, workspaceId, planId);
  if (!plan) return { page: { kind: 'notOnPlan', ...whose } };
  const step = findStep(plan, at.place.stepId);
  const comment = findComment(plan, commentIdOf(at));
  const kind = at.state === 'written' && !comment ? 'removed' : at.state;
  return {
    page: {
      ...{ kind, ...whose, words: at.text, sender: at.sender },
      company: sideName(plan, access.side),
      other: sideName(plan, access.side === 'seller' ? 'buyer' : 'seller'),
      step: step?.title ?? null,
      onlyOurs: comment ? comment.layer !== 'shared' : at.onlyOurs,
      mustBeOurs: at.place.onlyOurs || (step !== undefined && !isForBoth(plan, step)),
      when: formatTime(comment?.at ?? at.dueAt, zoneOfReader(person.zone, plan.zone)),
    },
    at,
    access,
  };
}
