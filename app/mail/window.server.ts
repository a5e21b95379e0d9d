import { windowClosesAt } from '#app/domain/mail-window.ts';
import { putBackInTime } from '#db/in-time.server.ts';
import { saveLetter } from '#db/letters.server.ts';
import { isKind, listOpenWindows, saveLinesInLetter, takeWindow, type WindowKey } from '#db/lines.server.ts';
import type { MailRoom } from './mail-room.server.ts';

/** Makes one letter of each window that has been quiet, or open, for long enough. */
export async function closeDueWindows(room: MailRoom): Promise<number> {
  const now = room.now();
  const windows = await listOpenWindows(room.database.db, now);
  let closed = 0;
  for (const window of windows)
    if (windowClosesAt(window, room.limits) <= now && (await closeWindow(room, window, window.sentAt)))
      closed += 1;
  return closed;
}

/**
 * Turns the waiting lines of one person and plan into one letter, in one transaction; the letter's id, or null when
 * there is nothing to tell or another process is at it. `sentAt`: of the letters before it; null where a person asks for
 * it now.
 */
export async function closeWindow(
  room: MailRoom,
  { personId, workspaceId, planId }: WindowKey,
  sentAt: readonly Date[] | null,
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
    if (!early && (await putBackInTime(tx, { personId, workspaceId, planId }, due, now))) return null;
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
