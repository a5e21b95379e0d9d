import { log } from '#app/http/log.server.ts';
import {
  type Claimed,
  claimLetter,
  type Ending,
  listThread,
  lockLastInvitation,
  saveEnding,
  saveFrozen,
  saveLetter,
  savePostponed,
} from '#db/letters.server.ts';
import { saveLinesDropped } from '#db/lines.server.ts';
import type { FrozenLetter } from '#db/schema/mail.ts';
import { saveTokens } from '#db/tokens.server.ts';
import { nextChaser } from './chaser.ts';
import { compose, timeOf } from './compose.server.ts';
import type { Draft } from './composition.ts';
import { freeze, thaw } from './freeze.server.ts';
import type { MailRoom } from './mail-room.server.ts';
import { type Failure, SEND_DEADLINE_MS } from './mailer.server.ts';

/** Longer than any transport takes, so that nobody else has the letter while its answer may still come. */
const LEASE_SECONDS = (SEND_DEADLINE_MS / 1000) * 3;

const HOUR = 3600;
/** A key that providers keep for a day must not be used on the second one. */
const GIVE_UP_SECONDS = 23 * HOUR;

export type Outcome = 'sent' | 'postponed' | 'failed' | 'unknown' | 'dropped' | 'lost';

export const claimNext = (room: MailRoom, id?: string): Promise<Claimed | null> =>
  room.database.transaction((tx) =>
    claimLetter(tx, { now: room.now(), leaseSeconds: LEASE_SECONDS, ...(id && { id }) }),
  );

/** Checks, composes, freezes, sends and marks one claimed letter. */
export async function deliver(room: MailRoom, letter: Claimed): Promise<Outcome> {
  // A mail server has no keys: it may have the letter, and only a person can tell.
  if (letter.interrupted && letter.frozen && room.mailer.kind === 'smtp')
    return await end(room, letter, {
      state: 'unknown',
      error: 'The server stopped while this letter was being sent. It may have arrived.',
    });
  const ready = await makeReady(room, letter);
  if ('outcome' in ready) return ready.outcome;
  const sent = await room.mailer.send(thaw(letter.id, ready.frozen));
  if (!sent.ok) return await settleFailure(room, { ...letter, firstTriedAt: ready.firstTriedAt }, sent);
  return await end(room, letter, { state: 'sent', providerId: sent.providerId }, ready.draft);
}

type Ready = { outcome: Outcome } | { frozen: FrozenLetter; draft: Draft; firstTriedAt: Date };

async function makeReady(room: MailRoom, letter: Claimed): Promise<Ready> {
  const { db } = room.database;
  try {
    const composition = await compose(room, letter);
    // What is frozen goes as it is: all of it is told, whatever has become of it since.
    if (composition.kind === 'drop' || !letter.frozen) await saveLinesDropped(db, composition.untrue);
    if (composition.kind === 'drop')
      return {
        outcome: await end(room, letter, { state: 'dropped', error: whyDropped(letter, composition.why) }),
      };
    const { draft } = composition;
    if (letter.frozen)
      return { frozen: letter.frozen, draft, firstTriedAt: letter.firstTriedAt ?? room.now() };
    const { personId, planId } = letter;
    const frozen = await freeze(
      room,
      draft,
      personId && planId ? await listThread(db, { personId, planId }) : null,
    );
    const now = room.now();
    // Its links with it, or neither: a letter that goes has links that open.
    const kept = await room.database.transaction(async (tx) => {
      if (draft.invited && personId && planId) {
        const { stepId, lastLetterId } = draft.invited;
        const last = await lockLastInvitation(tx, { personId, planId, stepId });
        // Two letters with one number would leave it to chance which of them a calendar believes.
        if ((last?.letterId ?? null) !== lastLetterId)
          throw new Error('Another letter about this meeting is ahead');
      }
      if (!(await saveFrozen(tx, letter, frozen, now))) return false;
      await saveTokens(tx, draft.links);
      return true;
    });
    if (!kept) return { outcome: 'lost' };
    return { frozen, draft, firstTriedAt: letter.firstTriedAt ?? now };
  } catch (error) {
    log().error({ err: error, letterId: letter.id }, 'letter could not be composed');
    const failure = {
      failure: 'temporary',
      reason: 'The letter could not be written. The log says why.',
    } as const;
    return { outcome: await settleFailure(room, { ...letter, firstTriedAt: letter.createdAt }, failure) };
  }
}

/** What it told is not so any more; whoever reads the list of letters must not take it for certain that it never left. */
const whyDropped = ({ interrupted, frozen }: Claimed, why: string): string =>
  interrupted && frozen ? `${why} An attempt before was cut off, so it may have arrived.` : why;

async function settleFailure(
  room: MailRoom,
  letter: Claimed,
  { failure, reason, retryAfterSeconds = 0, mayHaveIt }: Omit<Failure, 'ok'>,
): Promise<Outcome> {
  if (failure === 'permanent') return await end(room, letter, { state: 'failed', error: reason });
  if (failure === 'unknown') return await end(room, letter, { state: 'unknown', error: reason });
  const now = room.now();
  const until = new Date(
    now.getTime() + Math.max(backOff(letter.attempts, room.jitter()), retryAfterSeconds) * 1000,
  );
  const since = letter.firstTriedAt ?? now;
  if (until.getTime() - since.getTime() > GIVE_UP_SECONDS * 1000)
    return await end(room, letter, {
      // What was never composed was never given to anybody.
      state: letter.frozen ? 'unknown' : 'failed',
      error: `Tried for 23 hours. ${reason}`,
    });
  // What certainly never left is written anew, as things are then; what was in doubt once stays the same bytes.
  const anew = !letter.frozen && !mayHaveIt;
  await savePostponed(room.database.db, letter, { until, error: reason, anew });
  return 'postponed';
}

/** 30 s, then twice as long each time up to an hour, give or take a quarter. */
export const backOff = (attempts: number, jitter: number): number =>
  Math.min(30 * 2 ** (attempts - 1), HOUR) * (0.75 + jitter / 2);

async function end(room: MailRoom, letter: Claimed, ending: Ending, draft?: Draft): Promise<Outcome> {
  const now = room.now();
  return await room.database.transaction(async (tx) => {
    if (!(await saveEnding(tx, letter, ending, now))) return 'lost';
    if (letter.kind === 'invitation' && ending.state === 'sent' && draft) {
      const firstSentAt =
        typeof letter.refs.firstSentAt === 'string' ? new Date(letter.refs.firstSentAt) : now;
      const next = nextChaser({ time: timeOf(letter), firstSentAt }, draft.zone);
      const { kind, personId, workspaceId, planId } = letter;
      // In one transaction with the mark, so that a letter has one chaser however often its worker dies.
      if (next && personId && workspaceId && planId)
        await saveLetter(tx, {
          kind,
          personId,
          workspaceId,
          planId,
          refs: { ...letter.refs, time: next.time, firstSentAt: firstSentAt.toISOString() },
          sendAfter: next.sendAfter,
        });
    }
    return ending.state;
  });
}
