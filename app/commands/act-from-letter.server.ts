import { randomUUID } from 'node:crypto';
import type { CurrentSession } from '#app/auth/session.server.ts';
import { useToken } from '#app/auth/tokens.server.ts';
import type { Answer } from '#app/domain/command.ts';
import { askedAbout, baseOfAct, type LetterWords, wishOf } from '#app/domain/letter-act.ts';
import { database, type Tx } from '#db/client.server.ts';
import { lockHead } from '#db/plan-head.server.ts';
import { changePlanIn } from './change-plan.server.ts';
import { actorOf, readNow, standingOf, stillAsks } from './letter-act-page.server.ts';

/** `look`: the link's page says what has become of it. */
export type Acted =
  | { kind: 'look' }
  | { kind: 'changed' }
  | { kind: 'refused'; sentence: string; field: 'day' | 'reason' | null };

/** Does what the link is for, once; `read` is what its page showed of the step. */
export const actFromLetter = (
  secret: string,
  session: CurrentSession | undefined,
  { read, ...words }: LetterWords & { read: string },
): Promise<Acted> =>
  wholly(async (tx) => {
    const found = await lockedStanding(tx, secret, session);
    if (found.kind !== 'standing' || found.token.state !== 'open') return { kind: 'look' };
    const { token, refs, access, plan, step } = found;
    if (!step || !stillAsks(found)) return { kind: 'look' };
    if (readNow(plan, step) !== read) return { kind: 'changed' };
    if (refs.act === 'newDay' && words.day === step.dueDay && !askedAbout(plan, step, access))
      return { kind: 'refused', sentence: 'That is the day it has now. Pick another one.', field: 'day' };
    const [answer] = await changePlanIn(tx, access, [
      // Known under the id of its link, so that the link knows what it did.
      { id: token.id, ...wishOf(plan, step, refs.act, words, actorOf(access)), base: baseOfAct(plan, step) },
    ]);
    return answer?.kind === 'ok' && (await useToken(tx, 'letterAct', secret))
      ? { kind: 'look' }
      : notTaken(answer);
  });

/** Takes back what the link did, as the person can in the plan. */
export const undoFromLetter = (secret: string, session: CurrentSession | undefined): Promise<Acted> =>
  wholly(async (tx) => {
    const found = await lockedStanding(tx, secret, session);
    if (found.kind !== 'standing' || found.token.state !== 'used' || !found.token.lasts)
      return { kind: 'look' };
    const { token, access } = found;
    const [answer] = await changePlanIn(tx, access, [
      { id: randomUUID(), type: 'undo', args: { commandId: token.id } },
    ]);
    return answer?.kind === 'ok' ? { kind: 'look' } : notTaken(answer);
  });

/** Read under the plan's lock: nothing about the step changes between reading it and acting. */
async function lockedStanding(tx: Tx, secret: string, session: CurrentSession | undefined) {
  const before = await standingOf(tx, secret, session);
  if (before.kind !== 'standing') return before;
  await lockHead(tx, before.access.workspaceId, before.access.planId);
  return await standingOf(tx, secret, session);
}

class NotTaken extends Error {
  constructor(readonly acted: Acted) {
    super('Nothing was changed');
  }
}

/** Nothing is kept of what was not taken, its answer neither, so that the link can be used another time. */
async function wholly(act: (tx: Tx) => Promise<Acted>): Promise<Acted> {
  try {
    return await database().transaction(act);
  } catch (error) {
    if (error instanceof NotTaken) return error.acted;
    throw error;
  }
}

function notTaken(answer: Answer | undefined): never {
  switch (answer?.kind) {
    case 'refused':
      throw new NotTaken({ kind: 'refused', sentence: answer.sentence, field: null });
    case 'conflict':
      throw new NotTaken({ kind: 'changed' });
    case 'invalid': {
      const [problem] = answer.problems;
      const field = problem?.path === 'reason' ? 'reason' : problem?.path === 'dueDay' ? 'day' : null;
      throw new NotTaken({ kind: 'refused', sentence: problem?.message ?? '', field });
    }
    default:
      throw new NotTaken({ kind: 'look' });
  }
}
