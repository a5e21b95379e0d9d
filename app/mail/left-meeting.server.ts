import { nextInvitation } from '#app/domain/calendar.ts';
import { dayOf } from '#app/domain/day.ts';
import { meetingInWords, zoneOfReader } from '#app/domain/meeting.ts';
import * as paths from '#app/http/paths.ts';
import { type Claimed, findHeldInvitation, findLastInvitation, type Reader } from '#db/letters.server.ts';
import { type Composition, type Draft, drop } from './composition.ts';
import type { MailRoom } from './mail-room.server.ts';

/**
 * To who was taken off a plan, of a meeting that is in their calendar: the last letter about it. It is made of what they
 * were sent, and says nothing that stands on the plan.
 */
export async function composeLeftMeeting(
  room: MailRoom,
  letter: Claimed,
  reader: Reader,
): Promise<Composition> {
  const { planId } = letter;
  const { stepId } = letter.refs;
  if (typeof stepId !== 'string' || !planId) return drop('It names no meeting');
  const meeting = { personId: reader.id, planId, stepId };
  const last = await findLastInvitation(room.database.db, meeting);
  const isFrozen = letter.frozen !== null;
  if (isFrozen && last?.letterId !== letter.id) return drop('Their calendar has something newer');
  const held = isFrozen ? null : await findHeldInvitation(room.database.db, meeting);
  // Their calendar may know less than the last number: that letter may have been refused.
  const sent = held && last && { ...held, sequence: last.invitation.sequence };
  const next = isFrozen ? last?.invitation : nextInvitation(sent, null, room.now());
  if (next?.method !== 'CANCEL') return drop('It is not in their calendar');
  const { title, start, end, zone } = next.event;
  const ownZone = zoneOfReader(reader.zone, zone);
  const { own, elsewhere } = meetingInWords(
    { start: new Date(start), end: new Date(end) },
    ownZone,
    [zone],
    dayOf(room.now(), ownZone),
  );
  const draft: Draft = {
    message: {
      kind: 'meeting-left',
      props: {
        ...{ title, when: own, elsewhere },
        button: { label: 'Sign in', url: room.appUrl + paths.signIn() },
        footer: { why: 'You get this because it was in your calendar. It is the last letter about it.' },
      },
    },
    to: { name: reader.name, address: reader.address },
    fromName: room.from.name,
    ...{ replyTo: null, stopUrl: null, holes: [], links: [], zone: ownZone },
    invited: { stepId, next, url: room.appUrl, lastLetterId: last?.letterId ?? null },
  };
  return { kind: 'ready', draft, untrue: [] };
}
