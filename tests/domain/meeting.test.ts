import { TZDate } from '@date-fns/tz';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { attendeesOf } from '#app/domain/attendees.ts';
import { clockTime, dayOf, requireDay } from '#app/domain/day.ts';
import {
  instantOf,
  isMeetingTime,
  meetingAt,
  meetingInWords,
  meetingOf,
  zoneOfReader,
} from '#app/domain/meeting.ts';
import { type MeetingTime, timeInWords } from '#app/domain/meeting-time.ts';
import { dana, maya, tom } from '#tests/support/cast.ts';
import { aPlan, aStep, ask, on, ownedBy } from '#tests/support/plan-builder.ts';

const at = (time: string, zone = 'Europe/Berlin', minutes = 45): MeetingTime => ({ time, zone, minutes });

describe('a time on a wall', () => {
  it.each([
    ['2026-11-24', '15:00', 'Europe/Berlin', '2026-11-24T14:00:00.000Z'],
    ['2026-07-01', '15:00', 'Europe/Berlin', '2026-07-01T13:00:00.000Z'],
    ['2026-11-24', '00:15', 'Pacific/Auckland', '2026-11-23T11:15:00.000Z'],
    ['2026-11-24', '23:45', 'Pacific/Honolulu', '2026-11-25T09:45:00.000Z'],
    ['2026-11-24', '09:00', 'Asia/Kathmandu', '2026-11-24T03:15:00.000Z'],
    // Summer time begins: 02:00 to 03:00 is never shown, and what was meant comes as long after the change.
    ['2027-03-28', '02:30', 'Europe/Berlin', '2027-03-28T01:30:00.000Z'],
    ['2027-03-14', '02:00', 'America/New_York', '2027-03-14T07:00:00.000Z'],
    // It ends: 02:00 to 03:00 is shown twice, and the first is meant.
    ['2026-10-25', '02:30', 'Europe/Berlin', '2026-10-25T00:30:00.000Z'],
    ['2026-11-01', '01:00', 'America/New_York', '2026-11-01T05:00:00.000Z'],
    // Half an hour, and at midnight.
    ['2027-04-04', '01:45', 'Australia/Lord_Howe', '2027-04-03T14:45:00.000Z'],
    ['2026-10-04', '02:15', 'Australia/Lord_Howe', '2026-10-03T15:45:00.000Z'],
    ['2027-03-28', '00:00', 'Asia/Beirut', '2027-03-27T22:00:00.000Z'],
  ])('%s at %s in %s is %s', (day, time, zone, instant) => {
    expect(instantOf(requireDay(day), time, zone).toISOString()).toBe(instant);
  });

  it('reads back as it was put wherever clocks show it, and as another library reads it', () => {
    const zones = [
      'Europe/Berlin',
      'America/New_York',
      'Australia/Lord_Howe',
      'Asia/Kathmandu',
      'Africa/Casablanca',
      'UTC',
    ];
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 3000 }),
        fc.integer({ min: 0, max: 1439 }),
        fc.constantFrom(...zones),
        (after, minute, zone) => {
          const day = requireDay(new Date(Date.UTC(2026, 0, 1 + after)).toISOString().slice(0, 10));
          const two = (n: number) => String(n).padStart(2, '0');
          const time = `${two(Math.floor(minute / 60))}:${two(minute % 60)}`;
          const instant = instantOf(day, time, zone);
          const [year, month, date] = day.split('-').map(Number);
          const theirs = new TZDate(year!, month! - 1, date!, Math.floor(minute / 60), minute % 60, zone);
          const isShown = dayOf(instant, zone) === day && clockTime(instant, zone) === time;
          const theirsShown = clockTime(new Date(theirs.getTime()), zone) === time;
          expect(isShown).toBe(theirsShown);
          if (isShown) expect(Math.abs(instant.getTime() - theirs.getTime())).toBeLessThanOrEqual(3_600_000);
          // Never two that come the other way round.
          const later = instantOf(day, '23:59', zone);
          expect(later.getTime()).toBeGreaterThanOrEqual(instant.getTime());
        },
      ),
      { numRuns: 300 },
    );
  });

  it('is a time only where it can be one', () => {
    expect(isMeetingTime(at('15:00'))).toBe(true);
    for (const time of ['24:00', '9:00', '15:60', '']) expect(isMeetingTime(at(time))).toBe(false);
    expect(isMeetingTime(at('15:00', '+02:00'))).toBe(false);
    for (const minutes of [0, 4, 1441, 12.5, Number.NaN])
      expect(isMeetingTime(at('15:00', 'UTC', minutes))).toBe(false);
  });
});

describe('how a meeting reads', () => {
  const meeting = meetingAt(on('2026-11-24'), at('15:00'));
  it('in the zone of its reader, and elsewhere where clocks differ', () => {
    expect(meetingInWords(meeting, 'Europe/Berlin', ['Europe/Berlin', 'Europe/Paris'])).toEqual({
      own: 'Tue 24 Nov, 15:00–15:45 Berlin time',
      elsewhere: [],
    });
    expect(meetingInWords(meeting, 'America/New_York', ['Europe/Berlin', 'Europe/Berlin'])).toEqual({
      own: 'Tue 24 Nov, 09:00–09:45 New York time',
      elsewhere: ['15:00–15:45 Berlin time'],
    });
  });
  it('says the day again where it is another', () => {
    const early = meetingAt(on('2026-11-24'), at('08:00', 'Pacific/Auckland'));
    expect(meetingInWords(early, 'America/New_York', ['Pacific/Auckland'])).toEqual({
      own: 'Mon 23 Nov, 14:00–14:45 New York time',
      elsewhere: ['Tue 24 Nov, 08:00–08:45 Auckland time'],
    });
    const late = meetingAt(on('2026-12-31'), at('23:30', 'UTC', 60));
    expect(meetingInWords(late, 'UTC', []).own).toBe('Thu 31 Dec, 23:30–Fri 1 Jan, 00:30 UTC');
    expect(meetingInWords(meetingAt(on('2026-12-31'), at('23:30', 'UTC', 30)), 'UTC', []).own).toBe(
      'Thu 31 Dec, 23:30–00:00 UTC',
    );
    expect(timeInWords(at('23:30', 'America/Argentina/Buenos_Aires', 60))).toBe(
      '23:30–00:30 Buenos Aires time',
    );
  });
  it('is told where the plan is to who has not said where they are', () => {
    expect(zoneOfReader('UTC', 'Europe/Berlin')).toBe('Europe/Berlin');
    expect(zoneOfReader('Asia/Tokyo', 'Europe/Berlin')).toBe('Asia/Tokyo');
  });
});

describe('the time of a meeting', () => {
  const step = aStep('s', {
    type: 'meeting',
    dueDay: on('2026-12-08'),
    owners: ownedBy(maya),
    attendees: ['dana', 'gone'],
  });
  const plan = aPlan({ steps: [step] });
  const args = { stepId: 's', dueDay: on('2026-12-09'), at: at('15:00') };

  it('is set by the side whose step it is, with its day, and taken back together', () => {
    const set = ask(plan, maya, 'rescheduleStep', args);
    expect(set.changes.map((c) => c.kind === 'stepChanged' && c.field)).toEqual(['dueDay', 'meetingTime']);
    const [after] = set.plan.steps;
    expect(meetingOf(after!)?.start.toISOString()).toBe('2026-12-09T14:00:00.000Z');
    const cleared = ask(set.plan, maya, 'rescheduleStep', { ...args, at: null });
    expect(meetingOf(cleared.plan.steps[0]!)).toBeNull();
  });

  it('goes with its day, which is the day of the step', () => {
    const set = ask(plan, maya, 'rescheduleStep', args).plan;
    const moved = ask(set, maya, 'rescheduleStep', { stepId: 's', dueDay: on('2026-12-10') }).plan;
    expect(meetingOf(moved.steps[0]!)?.start.toISOString()).toBe('2026-12-10T14:00:00.000Z');
  });

  it('is asked for by the other side, one question for day and time, and its yes sets both', () => {
    const set = ask(plan, maya, 'rescheduleStep', args).plan;
    const asked = ask(set, dana, 'rescheduleStep', {
      stepId: 's',
      dueDay: on('2026-12-09'),
      at: at('16:00'),
    });
    const [offer] = asked.plan.offers;
    expect(offer?.terms).toEqual({ field: 'dueDay', value: '2026-12-09', at: at('16:00') });
    expect(meetingOf(asked.plan.steps[0]!)?.time).toBe('15:00');
    expect(ask(asked.plan, dana, 'rescheduleStep', { ...args, at: null }).code).toBe('timeNeeded');
    const yes = ask(asked.plan, maya, 'acceptOffers', { offerIds: [offer!.id] });
    expect(yes.changes.map((c) => (c.kind === 'stepChanged' ? c.field : c.kind))).toEqual([
      'offerClosed',
      'meetingTime',
    ]);
    expect(meetingOf(yes.plan.steps[0]!)?.time).toBe('16:00');
    // Another day says nothing against the time.
    const counter = ask(asked.plan, maya, 'counterOffer', { offerId: offer!.id, dueDay: on('2026-12-11') });
    expect(counter.plan.offers[0]?.terms).toEqual({ field: 'dueDay', value: '2026-12-11', at: at('16:00') });
  });

  it('belongs to meetings only, and needs a day', () => {
    const task = aPlan({ steps: [{ ...step, type: 'task' }] });
    expect(ask(task, maya, 'rescheduleStep', args).code).toBe('notAMeeting');
    expect(ask(plan, maya, 'rescheduleStep', { ...args, dueDay: null }).code).toBe('dayNeeded');
  });

  it('that somebody else set meanwhile is not overwritten unseen', () => {
    const set = ask(plan, maya, 'rescheduleStep', args).plan;
    const base = { meetingTime: 0 };
    const over = ask(set, maya, 'rescheduleStep', { ...args, at: at('17:00') }, { base });
    expect(over.code).toBe('conflict');
  });
});

describe('who comes', () => {
  const step = aStep('s', { type: 'meeting', owners: ownedBy(maya) });
  const shared = aPlan({ steps: [step] });
  it('is anybody of the plan, in its order, and whoever has left does not', () => {
    const both = { stepId: 's', field: 'attendees' as const, value: ['dana', 'maya'] };
    const set = ask(shared, maya, 'changeStep', both);
    expect(attendeesOf(set.plan, set.plan.steps[0]!).map(({ name }) => name)).toEqual([maya.name, dana.name]);
    expect(ask(set.plan, dana, 'changeStep', { ...both, value: ['maya', 'dana'] }).changes).toEqual([]);
    expect(ask(set.plan, dana, 'changeStep', { ...both, value: ['nobody'] }).code).toBe('absent');
    const left = { ...set.plan, people: set.plan.people.filter(({ id }) => id !== 'dana') };
    expect(attendeesOf(left, left.steps[0]!).map(({ id }) => id)).toEqual(['maya']);
  });
  it('stays among those who see the step', () => {
    const own = aPlan({ steps: [{ ...step, layer: 'seller' }] });
    const value = (id: string) => ({ stepId: 's', field: 'attendees' as const, value: [id] });
    expect(ask(own, maya, 'changeStep', value('dana')).code).toBe('private');
    expect(ask(own, maya, 'changeStep', value(tom.key)).plan.steps[0]?.attendees).toEqual([tom.key]);
  });
});
