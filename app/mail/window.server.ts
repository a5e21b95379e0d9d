import { windowClosesAt } from '#app/domain/mail-window.ts';
import { log } from '#app/http/log.server.ts';
import { putBackInTime } from '#db/in-time.server.ts';
import { saveLetter } from '#db/letters.server.ts';
import {
  isKind,
  listOpenWindows,
  type OpenWindow,
  saveLinesInLetter,
  takeWindow,
  type WindowKey,
} from '#db/lines.server.ts';
import type { MailRoom } from './mail-room.server.ts';

/** Windows that could not be closed: how often, and when they are tried again. A restart tries them at once. */
const stuck = new WeakMap<MailRoom, Map<string, { tries: number; until: Date }>>();

/** So often a window is tried in full, in about a minute; then it is a letter, whose own tries end where a person sees it. */
const TRIES = 6;

const waitAfter = (tries: number): number => Math.min(2 ** (tries - 1), 3_600) * 1_000;

/** Makes one letter of each window that has been quiet, or open, for long enough; one that fails holds up no other. */
export async function closeDueWindows(room: MailRoom): Promise<number> {
  const now = room.now();
  const windows = await listOpenWindows(room.database.db, now);
  const waiting = stuck.get(room) ?? new Map();
  stuck.set(room, waiting);
  let closed = 0;
  for (const window of windows)
    if (windowClosesAt(window, room.limits) <= now && (await closeOne(room, window, waiting))) closed += 1;
  return closed;
}

async function closeOne(
  room: MailRoom,
  window: OpenWindow,
  waiting: Map<string, { tries: number; until: Date }>,
): Promise<boolean> {
  const { personId, planId, sentAt } = window;
  const key = `${personId} ${planId}`;
  const before = waiting.get(key);
  if (before && before.until > room.now()) return false;
  const tries = (before?.tries ?? 0) + 1;
  try {
    const id = await closeWindow(room, window, sentAt, { anyTime: tries > TRIES });
    waiting.delete(key);
    return id !== null;
  } catch (error) {
    const until = new Date(room.now().getTime() + waitAfter(tries));
    waiting.set(key, { tries, until });
    log().error({ err: error, personId, planId, tries }, 'news could not be made a letter');
    return false;
  }
}

/**
 * Turns the waiting lines of one person and plan into one letter, in one transaction; the letter's id, or null when
 * there is nothing to tell or another process is at it. `sentAt`: of the letters before it; null where a person asks for
 * it now. `anyTime`: without looking whether it is an hour they want letters at, for a plan that cannot be looked at.
 */
export async function closeWindow(
  room: MailRoom,
  { personId, workspaceId, planId }: WindowKey,
  sentAt: readonly Date[] | null,
  { anyTime = sentAt === null }: { anyTime?: boolean } = {},
): Promise<string | null> {
  const now = room.now();
  const early = sentAt === null;
  return await room.database.transaction(async (tx) => {
    const lines = await takeWindow(tx, { personId, workspaceId, planId });
    const due = lines.filter(({ sendAfter, waits }) => sendAfter <= now || (early && !waits));
    const [first] = due;
    const last = due.at(-1);
    if (!first || !last) return null;
    // Seen again under the lock: another process may have taken what made it due.
    const kinds = due.map(({ kind }) => kind).filter(isKind);
    const times = { firstAt: first.at, lastAt: last.at, kinds, sentAt: sentAt ?? [] };
    if (!early && windowClosesAt(times, room.limits) > now) return null;
    // The server may have been away over the hour they wait for.
    if (!anyTime && (await putBackInTime(tx, { personId, workspaceId, planId }, due, now))) return null;
    const id = await saveLetter(tx, {
      kind: 'news',
      personId,
      workspaceId,
      planId,
      refs: {},
      sendAfter: now,
    });
    await saveLinesInLetter(
      tx,
      lines.map((line) => line.id),
      id,
    );
    return id;
  });
}
