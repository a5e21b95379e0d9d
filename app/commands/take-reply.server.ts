import { createHash, randomUUID } from 'node:crypto';
import { letterAccessFor } from '#app/auth/plan-access.server.ts';
import { findToken } from '#app/auth/tokens.server.ts';
import { absenceIn } from '#app/domain/absence.ts';
import { dayOf } from '#app/domain/day.ts';
import type { MailedReply } from '#app/domain/mailed-reply.ts';
import { can, type PlanAccess } from '#app/domain/policy.ts';
import { commentsOf, type ReplyPlace } from '#app/domain/reply.ts';
import { type Keeping, type Taken, takeFiles } from '#app/files/take-files.server.ts';
import type { Database, Tx } from '#db/client.server.ts';
import { saveProviderNews } from '#db/delivery.server.ts';
import { saveMailedBack } from '#db/keep-in-touch.server.ts';
import { findLettersOf, saveLetter } from '#db/letters.server.ts';
import { findPerson } from '#db/people.server.ts';
import {
  countHeld,
  isKnownReply,
  lockDueReply,
  type StoredReply,
  saveReply,
  saveReplyAs,
} from '#db/replies.server.ts';
import { changePlanIn } from './change-plan.server.ts';
import type { Envelope } from './registry.ts';

export interface Taking {
  /** Where reply addresses are. */
  domain: string;
  now: Date;
  waitSeconds: number;
  files: Pick<Keeping, 'store' | 'quota'>;
  /** Of what delivered it: a delivery that is known is not taken twice. */
  delivery?: string;
}

export type TakenReply = 'waiting' | 'held' | 'seen before' | 'automatic' | NotTaken | 'too many';
/** Why a reply became nothing, which its sender is told kindly where that is safe. */
export type NotTaken = 'unknown' | 'expired' | 'empty' | 'tooLong' | 'tooLarge';

/** Of the addresses it may have been sent to, the first that may be one of ours. */
const localPartIn = (to: readonly string[], domain: string): string | undefined =>
  to.find((address) => address.endsWith(`@${domain}`))?.slice(0, -domain.length - 1);

/** What was mailed in reply to a letter is kept until it is due; nothing is lost of what is not taken. */
export async function takeReply(database: Database, mail: MailedReply, taking: Taking): Promise<TakenReply> {
  const { files, leftOut } = await filesOf(database, mail, taking);
  return await database.transaction(async (tx) => {
    if (taking.delivery && !(await saveProviderNews(tx, taking.delivery))) return 'seen before';
    // Nothing ever answers a machine.
    if (mail.automatic) {
      if (mail.forThem) await offerAbsence(tx, mail, taking);
      return 'automatic';
    }
    const place = await placeOf(tx, localPartIn(mail.to, taking.domain));
    if (typeof place === 'string') return await notTaken(tx, mail, place, taking.now);
    const parts = commentsOf(mail.text);
    if (parts === null) return await notTaken(tx, mail, 'tooLong', taking.now);
    if (parts.length === 0 && mail.files.length === 0) return await notTaken(tx, mail, 'empty', taking.now);
    const { access, refs, address } = place;
    const own = mail.from === address && mail.dmarc !== 'fail';
    if (!own && (await countHeld(tx, access)) >= MOST_HELD) return 'too many';
    const id = randomUUID();
    const { personId, workspaceId, planId } = access;
    const key = digest(mail.key, personId, refs.stepId);
    // A letter of files alone is told by their names.
    const text = parts.length > 0 ? mail.text : files.map(({ name }) => name).join(', ');
    if (text === '') return await notTaken(tx, mail, 'empty', taking.now);
    const dueAt = new Date(taking.now.getTime() + taking.waitSeconds * 1000);
    const saved = await saveReply(tx, {
      id,
      ...{ key, personId, workspaceId, planId, place: refs, text, files, leftOut },
      ...{ sender: own ? null : (mail.from ?? 'somebody'), state: own ? 'waiting' : 'held' },
      ...{ onlyOurs: refs.onlyOurs, receivedAt: taking.now, dueAt },
    });
    if (!saved) return 'seen before';
    await saveLetter(tx, {
      kind: own ? 'replyTaken' : 'replyHeld',
      ...{ personId, workspaceId, planId, refs: { replyId: id }, sendAfter: taking.now },
    });
    return own ? 'waiting' : 'held';
  });
}

/** A letter of which no more than the headers could be taken. */
export async function turnAway(
  database: Database,
  mail: MailedReply,
  { delivery, now }: Required<Pick<Taking, 'delivery' | 'now'>>,
): Promise<TakenReply> {
  return await database.transaction(async (tx) => {
    if (!(await saveProviderNews(tx, delivery))) return 'seen before';
    return mail.automatic ? 'automatic' : await notTaken(tx, mail, 'tooLarge', now);
  });
}

/** Their mailbox says when they are back: they are asked on the plan whether letters wait until then. */
async function offerAbsence(tx: Tx, mail: MailedReply, { domain, now }: Taking): Promise<void> {
  const on = await writerOf(tx, mail, localPartIn(mail.to, domain));
  if (!on || mail.from !== on.address || mail.dmarc === 'fail') return;
  const { personId, workspaceId, planId } = on.access;
  const day = absenceIn(mail.text, dayOf(now, on.zone));
  if (day !== null) await saveMailedBack(tx, { personId, workspaceId, planId }, day);
}

/** By the address they were to answer to, or by the letter that their mailbox names. */
async function writerOf(tx: Tx, mail: MailedReply, localPart: string | undefined) {
  const token = localPart === undefined ? undefined : await findToken(tx, 'reply', localPart);
  const asked = token ? [token] : await findLettersOf(tx, mail.answers);
  for (const { personId, planId } of asked) {
    const access = personId && planId ? await letterAccessFor(tx, personId, planId) : null;
    const person = personId ? await findPerson(tx, personId) : undefined;
    if (access && person) return { access, address: person.address, zone: person.zone };
  }
  return null;
}

/** Stored before the reply that names them, and only where there will be one. */
async function filesOf(database: Database, mail: MailedReply, { domain, files }: Taking): Promise<Taken> {
  const none: Taken = { files: [], leftOut: [] };
  if (mail.automatic || mail.files.length === 0) return none;
  const on = await database.transaction(async (tx) => {
    const place = await placeOf(tx, localPartIn(mail.to, domain));
    if (typeof place === 'string' || commentsOf(mail.text) === null) return null;
    const { access, refs, address } = place;
    if (await isKnownReply(tx, digest(mail.key, access.personId, refs.stepId))) return null;
    const own = mail.from === address && mail.dmarc !== 'fail';
    return own || (await countHeld(tx, access)) < MOST_HELD ? access : null;
  });
  if (!on) return none;
  const { workspaceId, planId } = on;
  return await takeFiles(database, mail.files, { ...files, workspaceId, planId });
}

/** A stranger who knows an address fills no mailbox with questions. */
const MOST_HELD = 5;

const digest = (...parts: string[]) => createHash('sha256').update(JSON.stringify(parts)).digest('base64url');

interface Place {
  access: PlanAccess;
  refs: ReplyPlace;
  address: string;
}

async function placeOf(tx: Tx, localPart: string | undefined): Promise<Place | 'unknown' | 'expired'> {
  const token = localPart === undefined ? undefined : await findToken(tx, 'reply', localPart);
  if (!token?.personId || !token.planId || !token.refs) return 'unknown';
  const access = await letterAccessFor(tx, token.personId, token.planId);
  const person = await findPerson(tx, token.personId);
  if (token.state !== 'open' || !access || !person || access.workspaceId !== token.workspaceId)
    return 'expired';
  if (!can(access.standing, 'editPlan')) return 'expired';
  return { access, refs: token.refs as ReplyPlace, address: person.address };
}

/** Once a day to one address, and only to whom it is certainly from. */
async function notTaken(tx: Tx, mail: MailedReply, why: NotTaken, now: Date): Promise<NotTaken> {
  if (mail.dmarc !== 'pass' || mail.from === null) return why;
  const today = now.toISOString().slice(0, 10);
  if (await saveProviderNews(tx, `answered ${today} ${digest(mail.from)}`))
    await saveLetter(tx, {
      kind: 'replyNotTaken',
      personId: null,
      refs: { why, address: mail.from, words: mail.text.slice(0, 4_000) },
      sendAfter: now,
    });
  return why;
}

const RETRY_MS = 60_000;

/** Makes the comment of one reply that is due, as whoever wrote it. False when there was none. */
export async function writeNextReply(database: Database, now: Date): Promise<boolean> {
  let at: StoredReply | undefined;
  try {
    return await database.transaction(async (tx) => {
      at = await lockDueReply(tx, now);
      if (!at) return false;
      const why = await writeReply(tx, at);
      await saveReplyAs(tx, at.id, {
        state: why === null ? 'written' : 'refused',
        endedAt: now,
        ...(why !== null && { why }),
      });
      if (why !== null) {
        const { personId, workspaceId, planId, id } = at;
        await saveLetter(tx, {
          kind: 'replyRefused',
          ...{ personId, workspaceId, planId, refs: { replyId: id }, sendAfter: now },
        });
      }
      return true;
    });
  } catch (error) {
    // It waits a little, so that others are not kept waiting with it.
    if (at) await saveReplyAs(database.db, at.id, { dueAt: new Date(now.getTime() + RETRY_MS) });
    throw error;
  }
}

/** Null when it is written; else why not, in a sentence. */
async function writeReply(tx: Tx, stored: StoredReply): Promise<string | null> {
  const { personId, planId, place, onlyOurs } = stored;
  const access = await letterAccessFor(tx, personId, planId);
  if (!access || access.workspaceId !== stored.workspaceId || !can(access.standing, 'editPlan'))
    return 'You are not on that plan any more.';
  for (const [index, text] of (commentsOf(stored.text) ?? []).entries()) {
    const write = async (answers: string | null) => {
      const id = commentIdOf(stored, index);
      const args = { id, stepId: place.stepId, text, onlyOurs, mentions: [], request: null, answers };
      const envelope: Envelope = { id: randomUUID(), type: 'writeComment', args };
      const files = index === 0 ? new Map([[envelope.id, stored.files]]) : undefined;
      const [answer] = await changePlanIn(tx, access, [envelope], files);
      return answer;
    };
    // The question may have gone or been kept to one side since; what was written stands by itself then.
    const first = await write(index === 0 && !onlyOurs === !place.onlyOurs ? place.answers : null);
    const answer = first?.kind !== 'ok' && place.answers ? await write(null) : first;
    if (answer?.kind === 'absent') return 'That step is not in the plan any more.';
    if (answer?.kind === 'refused') return answer.sentence;
    if (answer?.kind !== 'ok') throw new Error(`A reply was answered ${answer?.kind}`);
  }
  return null;
}

/** The first comment has the reply's own id, so that the reply finds what it became. */
export const commentIdOf = ({ id }: Pick<StoredReply, 'id'>, index = 0): string => {
  if (index === 0) return id;
  const hex = createHash('sha256').update(`${id} ${index}`).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
};
