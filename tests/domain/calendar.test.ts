import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type CalendarEvent,
  eventFor,
  type Invitation,
  invitedAnew,
  nextInvitation,
} from '#app/domain/calendar.ts';
import type { Step } from '#app/domain/plan.ts';
import { dana, lena, maya } from '#tests/support/cast.ts';
import { aPlan, aStep, ask, on, ownedBy, stakeholderOf } from '#tests/support/plan-builder.ts';

const long = new Date('2026-11-01T00:00:00Z');
const demo = (over: Partial<Step> = {}) =>
  aStep('demo', {
    type: 'meeting',
    owners: ownedBy(maya),
    dueDay: on('2026-12-08'),
    meetingTime: { time: '15:00', zone: 'Europe/Berlin', minutes: 45 },
    venue: 'Room 4',
    attendees: ['maya', 'dana'],
    ...over,
  });
const plan = aPlan({ steps: [demo()] });
const hers = (of: typeof plan) => eventFor(of, 'demo', dana.personId);

describe('what stands in a calendar', () => {
  it('is the meeting that was agreed, for those who come', () => {
    expect(hers(plan)).toEqual({
      title: 'demo',
      start: '2026-12-08T14:00:00.000Z',
      end: '2026-12-08T14:45:00.000Z',
      zone: 'Europe/Berlin',
      venue: 'Room 4',
      people: [maya.name, dana.name],
    });
    expect(eventFor(plan, 'demo', lena.personId)).toBeNull();
  });
  it.each([
    { agreement: 'proposed' as const },
    { agreement: 'outline' as const },
    { status: 'skipped' as const },
    { type: 'task' as const },
    { meetingTime: null },
    { dueDay: null },
    { attendees: ['maya'] },
    { layer: 'seller' as const },
  ])('is nothing with %j', (over) => {
    expect(hers(aPlan({ steps: [demo(over)] }))).toBeNull();
  });
  it('is nothing in a draft, in the sample, or for who has not come in', () => {
    expect(hers({ ...plan, layer: 'seller' })).toBeNull();
    expect(hers({ ...plan, sample: true })).toBeNull();
    const invited = [stakeholderOf(maya), stakeholderOf(dana, { enteredOn: null })];
    expect(hers({ ...plan, people: invited })).toBeNull();
    expect(invitedAnew({ ...plan, people: invited }, plan)).toContainEqual({
      personId: dana.personId,
      stepId: 'demo',
    });
  });
  it('stays once the meeting is done', () => {
    expect(hers(aPlan({ steps: [demo({ status: 'done', endedOn: on('2026-12-08') })] }))).not.toBeNull();
  });
});

describe('whose calendar is wrong', () => {
  it('everybody’s who comes, with day, time, place, name and people', () => {
    const told = (type: 'rescheduleStep' | 'changeStep' | 'removeStep', args: object) =>
      invitedAnew(plan, ask(plan, maya, type as 'removeStep', { stepId: 'demo', ...args } as never).plan)
        .length;
    expect(told('rescheduleStep', { dueDay: on('2026-12-09') })).toBe(2);
    expect(told('changeStep', { field: 'venue', value: 'Room 5' })).toBe(2);
    expect(told('changeStep', { field: 'attendees', value: ['maya'] })).toBe(2);
    expect(told('changeStep', { field: 'ask', value: 'Bring the figures' })).toBe(0);
    expect(told('removeStep', {})).toBe(2);
  });
});

describe('what goes to a calendar', () => {
  const event = (n: number): CalendarEvent => ({
    title: `Demo ${n % 3}`,
    start: `2026-12-0${1 + (n % 4)}T14:00:00.000Z`,
    end: `2026-12-0${1 + (n % 4)}T15:00:00.000Z`,
    zone: 'UTC',
    venue: '',
    people: [],
  });
  it('is set, moved and called off, each with the next number', () => {
    const set = nextInvitation(null, event(0), long);
    expect(set).toMatchObject({ method: 'REQUEST', sequence: 0 });
    const moved = nextInvitation(set, event(1), long);
    expect(moved).toMatchObject({ method: 'REQUEST', sequence: 1 });
    const off = nextInvitation(moved, null, long);
    expect(off).toMatchObject({ method: 'CANCEL', sequence: 2, event: event(1) });
    expect(nextInvitation(off, event(1), long)).toMatchObject({ method: 'REQUEST', sequence: 3 });
  });
  it('is nothing where nothing was and is to be, or all of it is over', () => {
    expect(nextInvitation(null, null, long)).toBeNull();
    const later = new Date('2027-01-01T00:00:00Z');
    expect(nextInvitation(null, event(0), later)).toBeNull();
    expect(nextInvitation(nextInvitation(null, event(0), long), null, later)).toBeNull();
  });
  it('rises for ever, says what is so, and says nothing twice', () => {
    fc.assert(
      fc.property(fc.array(fc.option(fc.nat(11), { nil: null }), { maxLength: 40 }), (wishes) => {
        let sent: Invitation | null = null;
        let held: CalendarEvent | null = null;
        for (const wish of wishes) {
          const now = wish === null ? null : event(wish);
          const next: Invitation | null = nextInvitation(sent, now, long);
          if (next) {
            expect(next.sequence).toBe(sent ? sent.sequence + 1 : 0);
            held = next.method === 'REQUEST' ? next.event : null;
            sent = next;
          }
          expect(held).toEqual(now);
          expect(nextInvitation(sent, now, long)).toBeNull();
        }
      }),
    );
  });
});
