import { findToken, secretFor } from '#app/auth/tokens.server.ts';
import { formatTime } from '#app/domain/day.ts';
import { isUuid } from '#app/domain/ids.ts';
import { type LineKind, lineKinds } from '#app/domain/mail-line.ts';
import { windowClosesAt } from '#app/domain/mail-window.ts';
import { type Env, env } from '#app/env.server.ts';
import { database } from '#db/client.server.ts';
import { findLetter, findReader, type ListedLetter, listLetters } from '#db/letters.server.ts';
import { listOpenWindows, type WindowKey } from '#db/lines.server.ts';
import type { LetterState } from '#db/schema/mail.ts';
import { capital } from '#emails/phrases.ts';
import { formatMailbox } from './address.ts';
import { thaw } from './freeze.server.ts';
import { inboundDomain, type MailRoom } from './mail-room.server.ts';

/**
 * Whether letters may be read on a page. They hold links and codes, so only where nobody but this machine is meant to
 * reach the app, and only when nothing else carries them.
 */
export const hasMailbox = (
  { isLocal, mailTransport }: Pick<Env, 'isLocal' | 'mailTransport'> = env(),
): boolean => isLocal && mailTransport === 'mailbox';

const MOST = 200;
// The reader sits at this machine, so its zone is theirs; which that is, not all of them know.
const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
const when = (at: Date): string => `${formatTime(at, timeZone)} (${timeZone.replaceAll('_', ' ')})`;

const newsWords: Record<LineKind, string> = {
  milestoneReached: 'a milestone is reached',
  milestoneReopened: 'a milestone is open again',
  milestoneMoved: 'a milestone moves',
  healthChanged: 'how the plan does has changed',
  milestonePaced: 'a milestone is heading for another day',
  approvalDecided: 'an approval is decided',
  approvalOutdated: 'what they said yes to was changed',
  approvalAsked: 'an approval is theirs to decide',
  requestAsked: 'somebody asked them something',
  requestAnswered: 'what they asked is answered',
  proposed: 'a question',
  answered: 'an answer',
  dayMoved: 'a step of theirs has another day',
  takenBack: 'something they were told was taken back',
  reminder: 'a step comes to its day',
  stillRight: 'a day nobody has spoken of for long',
  yourTurn: 'a step is theirs to do',
  mentioned: 'somebody named them',
  commented: 'something was written about their step',
  milestoneRenamed: 'a milestone has another name',
  milestoneAdded: 'a milestone was added',
  milestoneRemoved: 'a milestone was removed',
};

const letterWords: Record<string, string> = {
  signIn: 'A code to sign in',
  invitation: 'An invitation',
  memberInvitation: 'An invitation to the workspace',
  addressBounced: 'Word that an address takes no mail',
  replyTaken: 'Word that a reply has come',
  replyHeld: 'A question about a reply',
  replyNotTaken: 'An answer to a reply that could not be taken',
  replyRefused: 'Word that a reply could not be written',
  news: 'News',
  meeting: 'A meeting',
};

export interface MailboxItem {
  id: string;
  title: string;
  to: string;
  state: LetterState;
  when: string;
  /** Why it was not sent, or not yet. */
  reason: string | null;
}
export interface MailboxWindow {
  key: WindowKey;
  personName: string;
  news: string;
  closes: string;
}
export interface MailboxPage {
  windows: MailboxWindow[];
  waiting: MailboxItem[];
  ended: MailboxItem[];
}

export async function readMailbox(room: Pick<MailRoom, 'limits' | 'now'>): Promise<MailboxPage> {
  const { db } = database();
  const [windows, { waiting, ended }] = await Promise.all([
    listOpenWindows(db, room.now(), { early: true }),
    listLetters(db, MOST),
  ]);
  const needed = await Promise.all(waiting.map(isStillNeeded));
  return {
    windows: windows.map(({ personName, personId, workspaceId, planId, kinds, dueAt, ...times }) => ({
      key: { personId, workspaceId, planId },
      personName,
      news: capital(
        lineKinds
          .filter((kind) => kinds.includes(kind))
          .map((kind) => newsWords[kind])
          .join(', '),
      ),
      closes: when(latest(dueAt, windowClosesAt({ ...times, kinds }, room.limits))),
    })),
    waiting: waiting.filter((_, at) => needed[at]).map(itemOf),
    ended: ended.map(itemOf),
  };
}

const latest = (one: Date, other: Date): Date => (one > other ? one : other);

/** An invitation that has been followed waits for its day and is not sent then, so nobody need see it. */
async function isStillNeeded({ id, kind, subject }: ListedLetter): Promise<boolean> {
  if (kind !== 'invitation' || subject !== null) return true;
  const { db } = database();
  const letter = await findLetter(db, id);
  const reader = letter && (await findReader(db, letter));
  if (!letter || !reader?.onPlan) return false;
  const { tokenId } = letter.refs;
  const token =
    typeof tokenId === 'string'
      ? await findToken(db, 'invitation', secretFor('invitation', tokenId))
      : undefined;
  const stopped = reader.addressStopped || reader.onPlan.lettersStopped;
  return !stopped && !reader.onPlan.entered && token?.state === 'open';
}

function itemOf(letter: ListedLetter): MailboxItem {
  const { id, kind, refs, state, personName, address, subject, sendAfter, endedAt, error } = letter;
  const reminder = kind === 'invitation' && refs.time !== 1;
  const words = reminder ? 'A reminder, if they have not come in,' : (letterWords[kind] ?? 'A letter');
  return {
    id,
    title: subject ?? `${words} for ${personName ?? 'nobody'}`,
    to: address ? formatMailbox({ address, name: personName ?? '' }) : '',
    state,
    when: when(endedAt ?? sendAfter),
    reason: error,
  };
}

export interface ReadLetter extends MailboxItem {
  /** Null until it is composed. */
  content: {
    from: string;
    to: string;
    replyTo: string | null;
    text: string;
    calendar: string | null;
    /** Whose reply becomes a comment, where it can be answered here. */
    answeredBy: string | null;
  } | null;
}

export async function readLetter(id: string): Promise<ReadLetter | null> {
  const found = isUuid(id) ? await findLetter(database().db, id) : null;
  if (!found) return null;
  const item = itemOf({ ...found, subject: found.frozen?.subject ?? null });
  if (!found.frozen) return { ...item, content: null };
  const { from, to, replyTo = null, text, calendar } = thaw(id, found.frozen);
  const domain = inboundDomain(env());
  const answeredBy = domain && replyTo?.endsWith(`@${domain}`) ? to.address : null;
  return {
    ...item,
    content: {
      from: formatMailbox(from),
      to: formatMailbox(to),
      replyTo,
      text,
      calendar: calendar?.text ?? null,
      answeredBy,
    },
  };
}

/** The letter as a page of its own, whose links leave the frame it is shown in. */
export async function readLetterHtml(id: string): Promise<string | null> {
  const found = isUuid(id) ? await findLetter(database().db, id) : null;
  if (!found?.frozen) return null;
  const { html } = thaw(id, found.frozen);
  return html.replace(/<head\b[^>]*>/, (head) => `${head}<base target="_top">`);
}
