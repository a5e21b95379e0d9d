import type { CalendarEvent } from '#app/domain/calendar.ts';
import { plainWords } from '#emails/plain-words.ts';

export interface IcsEvent {
  uid: string;
  sequence: number;
  event: CalendarEvent;
  url: string;
}

interface Invited extends IcsEvent {
  method: 'REQUEST' | 'CANCEL';
  /** Their own address and nobody else's: a letter never says where others are reached. */
  attendee: { name: string; address: string };
  organizer: { name: string; address: string };
  at: Date;
}

export const uidOf = (stepId: string, appUrl: string): string => `${stepId}@${new URL(appUrl).hostname}`;

const productId = { company: 'Throughline', product: 'Throughline', language: 'EN' };
// What a calendar reads on one line stays on one, and a control character in any of it would end the file early.
const inLine = (text: string): string => plainWords(text).replace(/\s+/gu, ' ').trim();
const named = (text: string): string => inLine(text).replaceAll('"', "'");

/** One meeting for one calendar, as RFC 5546 puts it. Times are in UTC: right in every zone, and in every reader. */
export async function invitationText(invited: Invited): Promise<string> {
  const {
    default: ical,
    ICalAttendeeRole,
    ICalCalendarMethod,
    ICalEventStatus,
  } = await import('ical-generator');
  const { method, attendee, organizer, at } = invited;
  const calendar = ical({ prodId: productId, method: ICalCalendarMethod[method] });
  calendar.createEvent({
    ...bodyOf(invited),
    stamp: at,
    status: ICalEventStatus[method === 'CANCEL' ? 'CANCELLED' : 'CONFIRMED'],
    organizer: { name: named(organizer.name), email: organizer.address },
    attendees: [
      {
        name: named(attendee.name),
        email: attendee.address,
        role: ICalAttendeeRole.REQ,
        rsvp: false,
      },
    ],
  });
  return calendar.toString();
}

const bodyOf = ({ uid, sequence, event, url }: IcsEvent) => ({
  id: uid,
  sequence,
  start: new Date(event.start),
  end: new Date(event.end),
  summary: inLine(event.title),
  ...(event.venue && { location: inLine(event.venue) }),
  description: [event.people.length > 0 && `With ${event.people.map(inLine).join(', ')}`, url]
    .filter(Boolean)
    .join('\n'),
  url,
});

/** A day on which something is due. */
export interface IcsDay {
  uid: string;
  day: string;
  title: string;
  about: string;
  url: string;
}

/** Everything of one person, for a calendar that asks again by itself. */
export async function feedText(feed: {
  name: string;
  zone: string;
  meetings: readonly IcsEvent[];
  days: readonly IcsDay[];
  /** One moment for the same content, so that the same feed is the same bytes. */
  at: Date;
}): Promise<string> {
  const { default: ical, ICalEventTransparency } = await import('ical-generator');
  const calendar = ical({ prodId: productId, name: inLine(feed.name) });
  calendar.x('X-WR-TIMEZONE', feed.zone);
  for (const meeting of feed.meetings) calendar.createEvent({ ...bodyOf(meeting), stamp: feed.at });
  for (const { uid, day, title, about, url } of feed.days)
    calendar.createEvent({
      id: uid,
      stamp: feed.at,
      start: new Date(`${day}T00:00:00Z`),
      allDay: true,
      timezone: 'UTC',
      transparency: ICalEventTransparency.TRANSPARENT,
      summary: inLine(title),
      description: `${inLine(about)}\n${url}`,
      url,
    });
  return calendar.toString();
}
