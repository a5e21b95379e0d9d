import fc from 'fast-check';
import ICAL from 'ical.js';
import nodeIcal from 'node-ical';
import { convertIcsCalendar } from 'ts-ics';
import { describe, expect, it } from 'vitest';
import type { CalendarEvent } from '#app/domain/calendar.ts';
import { feedText, invitationText } from '#app/mail/ics.ts';
import { oneLine } from '#emails/plain-words.ts';

const event: CalendarEvent = {
  title: 'Demo; for “Acme”, and more\\',
  start: '2026-12-08T14:00:00.000Z',
  end: '2026-12-08T14:45:00.000Z',
  zone: 'Europe/Berlin',
  venue: 'https://meet.example/a,b;c?d=1',
  people: ['Maya Klein', 'Dana Ortiz'],
};
const uid = '8e0c0f0e-6b0a-4c6e-8f37-1a2b3c4d5e6f@plans.test';
const url = 'https://plans.test/plans/1/steps/2';
const write = (over: Partial<CalendarEvent> = {}, method: 'REQUEST' | 'CANCEL' = 'REQUEST', sequence = 3) =>
  invitationText({
    method,
    sequence,
    event: { ...event, ...over },
    uid,
    url,
    attendee: { name: 'Dana "D" Ortiz; \r\nX:1', address: 'dana@acme.test' },
    organizer: { name: 'Maya at Northwind via Throughline', address: 'plans@throughline.test' },
    at: new Date('2026-11-24T08:00:00Z'),
  });

/** The same file as three parsers of three makers read it. */
function readings(text: string) {
  const root = new ICAL.Component(ICAL.parse(text) as string);
  const [one] = root.getAllSubcomponents('vevent').map((each) => new ICAL.Event(each));
  const byNode = Object.values(nodeIcal.sync.parseICS(text)).find((each) => each.type === 'VEVENT');
  const byTs = convertIcsCalendar(undefined, text);
  const [two] = byTs.events ?? [];
  if (!one || byNode?.type !== 'VEVENT' || !two) throw new Error('A parser found no event');
  return [
    {
      method: root.getFirstPropertyValue('method'),
      uid: one.uid,
      sequence: one.sequence,
      start: one.startDate.toJSDate().toISOString(),
      end: one.endDate.toJSDate().toISOString(),
      title: one.summary,
      venue: one.location,
    },
    {
      method: byNode.method,
      uid: byNode.uid,
      sequence: Number(byNode.sequence),
      start: byNode.start.toISOString(),
      end: byNode.end.toISOString(),
      title: byNode.summary,
      venue: byNode.location,
    },
    {
      method: byTs.method,
      uid: two.uid,
      sequence: two.sequence,
      start: two.start.date.toISOString(),
      end: two.end?.date.toISOString(),
      title: two.summary,
      venue: two.location,
    },
  ];
}

const isWellFormed = (text: string): boolean =>
  text.split('\r\n').every((each) => Buffer.byteLength(each) <= 75 && !/[\r\n]/.test(each)) &&
  !text.replaceAll('\r\n', '').includes('\n');

describe('an invitation', () => {
  it.each(['REQUEST', 'CANCEL'] as const)('to %s reads alike everywhere', async (method) => {
    const text = await write({}, method);
    expect(isWellFormed(text)).toBe(true);
    const { title, start, end, venue } = event;
    for (const read of readings(text))
      expect(read).toEqual({ method, uid, sequence: 3, title, start, end, venue });
    expect(text).toContain(`STATUS:${method === 'CANCEL' ? 'CANCELLED' : 'CONFIRMED'}`);
    const root = new ICAL.Component(ICAL.parse(text) as string);
    const attendees = root.getFirstSubcomponent('vevent')?.getAllProperties('attendee') ?? [];
    expect(attendees.map((each) => String(each.getFirstValue()).toLowerCase())).toEqual([
      'mailto:dana@acme.test',
    ]);
  });

  it('keeps its lines whatever its title and place hold', async () => {
    const nasty = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 160 }),
      fc.string({ unit: 'grapheme', maxLength: 160 }),
      fc.constantFrom(
        'a\r\nEND:VCALENDAR\r\nBEGIN:VEVENT',
        'a\nATTENDEE:mailto:x@y.z',
        `${'ü'.repeat(90)}`,
        '😀'.repeat(60),
        'a\u2028b\u0085c\u0000d',
        '\\n;,:"',
        'X'.repeat(73),
      ),
    );
    await fc.assert(
      fc.asyncProperty(nasty, nasty, nasty, async (title, venue, name) => {
        const text = await write({ title: `t${title}`, venue, people: [name] });
        expect(isWellFormed(text)).toBe(true);
        const root = new ICAL.Component(ICAL.parse(text) as string);
        expect(root.getAllSubcomponents('vevent')).toHaveLength(1);
        const vevent = root.getFirstSubcomponent('vevent');
        expect(vevent?.getAllProperties('attendee')).toHaveLength(1);
        const [first, second, third] = readings(text);
        expect(second?.start).toBe(first?.start);
        expect(first?.title).toBe(oneLine(`t${title}`));
        expect(third?.start).toBe(first?.start);
        expect([first?.uid, second?.uid, third?.uid]).toEqual([uid, uid, uid]);
      }),
      { numRuns: 150 },
    );
  });
});

describe('a feed', () => {
  const feed = () =>
    feedText({
      name: 'Dana’s plans',
      zone: 'America/New_York',
      at: new Date('2026-11-24T08:00:00Z'),
      meetings: [{ uid, sequence: 0, event, url }],
      days: [{ uid: `day-${uid}`, day: '2026-12-11', title: 'Business case, signed', about: 'Acme', url }],
    });
  it('holds meetings at their time and steps on their day', async () => {
    const text = await feed();
    expect(isWellFormed(text)).toBe(true);
    expect(text).toContain('X-WR-TIMEZONE:America/New_York');
    const root = new ICAL.Component(ICAL.parse(text) as string);
    const [meeting, day] = root.getAllSubcomponents('vevent').map((each) => new ICAL.Event(each));
    expect(meeting?.startDate.toJSDate().toISOString()).toBe(event.start);
    expect(day?.startDate.isDate).toBe(true);
    expect(day?.startDate.toString()).toBe('2026-12-11');
    const byTs = convertIcsCalendar(undefined, text);
    expect(byTs.events?.[1]?.start).toMatchObject({ type: 'DATE' });
    expect(await feed()).toBe(text);
  });
});
