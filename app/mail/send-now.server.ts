import { saveDueNow, saveSendAgain } from '#db/letters.server.ts';
import type { WindowKey } from '#db/lines.server.ts';
import { claimNext, deliver } from './deliver.server.ts';
import type { MailRoom } from './mail-room.server.ts';
import { closeWindow } from './window.server.ts';

/** Sends a waiting letter at once. Nothing happens to one that is done, or on its way already. */
export async function sendNow(room: MailRoom, letterId: string): Promise<void> {
  await saveDueNow(room.database.db, letterId, room.now());
  await deliverOne(room, letterId);
}

/**
 * For a letter that may or may not have arrived: a person has asked, and decides. The same bytes go under the same
 * key. False when its fate is known.
 */
export async function sendAgain(room: MailRoom, letterId: string): Promise<boolean> {
  if (!(await saveSendAgain(room.database.db, letterId, room.now()))) return false;
  await deliverOne(room, letterId);
  return true;
}

/** Closes somebody's window without waiting for it to be quiet; the id of its letter, or null when it was empty. */
export async function sendWindowNow(room: MailRoom, key: WindowKey): Promise<string | null> {
  const letterId = await closeWindow(room, key, null);
  if (letterId) await deliverOne(room, letterId);
  return letterId;
}

async function deliverOne(room: MailRoom, letterId: string): Promise<void> {
  const claimed = await claimNext(room, letterId);
  if (claimed) await deliver(room, claimed);
}
