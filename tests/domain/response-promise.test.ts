import { TZDate } from '@date-fns/tz';
import { describe, expect, test } from 'vitest';
import { requestWords } from '#app/components/thread-words.ts';
import { type AnswersWithin, answersWithin } from '#app/domain/answers-within.ts';
import { applyChange } from '#app/domain/apply-change.ts';
import { promiseSentence } from '#app/domain/calendars.ts';
import { dayOf, type Weekday } from '#app/domain/day.ts';
import type { Side } from '#app/domain/plan.ts';
import { promisedBy, promiseFor } from '#app/domain/response-promise.ts';
import { calendarOf } from '#app/domain/schedule/calendar.ts';
import { undoCommand } from '#app/domain/undo/undo-command.ts';
import { type WorkingCalendar, weekdays } from '#app/domain/working-days.ts';
import { seeded } from '#tests/proofs/random.ts';
import { dana, lena, maya } from '#tests/support/cast.ts';
import { aPlan, as, ask, on, only } from '#tests/support/plan-builder.ts';

const berlin = 'Europe/Berlin';
const promised = (
  asked: string,
  within: AnswersWithin,
  calendar: WorkingCalendar = weekdays,
  zone = berlin,
) => promisedBy(new Date(asked), within, calendar, zone).toISOString();

describe('an answer is promised', () => {
  test.each([
    // Friday afternoon: the weekend does not count.
    ['2026-11-27T14:30:00Z', '24 hours', '2026-11-30T14:30:00.000Z'],
    ['2026-11-27T14:30:00Z', '48 hours', '2026-12-01T14:30:00.000Z'],
    ['2026-11-27T14:30:00Z', 'the next business day', '2026-11-30T16:00:00.000Z'],
    ['2026-11-27T14:30:00Z', '4 working hours', '2026-11-30T10:30:00.000Z'],
    // In the evening and on Sunday it runs from the next morning.
    ['2026-11-24T20:00:00Z', '24 hours', '2026-11-26T08:00:00.000Z'],
    ['2026-11-29T10:00:00Z', '4 working hours', '2026-11-30T12:00:00.000Z'],
    // The end of working time belongs to the next morning, the beginning to the day.
    ['2026-11-24T16:00:00Z', '4 working hours', '2026-11-25T12:00:00.000Z'],
    ['2026-11-24T08:00:00Z', '4 working hours', '2026-11-24T12:00:00.000Z'],
    ['2026-11-24T12:00:00Z', '4 working hours', '2026-11-24T16:00:00.000Z'],
    // Summer time ends between.
    ['2026-10-23T10:00:00Z', '24 hours', '2026-10-26T11:00:00.000Z'],
  ] as const)('%s, %s: %s', (asked, within, by) => {
    expect(promised(asked, within)).toBe(by);
  });

  test('in working time, later for who asks later, and as a slow retelling says', () => {
    const random = seeded(11);
    for (let round = 0; round < 40; round++) {
      const zone = random.pick([
        'Europe/Berlin',
        'America/New_York',
        'Asia/Kolkata',
        'Pacific/Auckland',
        'UTC',
      ]);
      const week = random.pick<Weekday[][number][]>([[1, 2, 3, 4, 5], [1, 2, 3, 4], [7, 1, 2, 3, 4], [3]]);
      const daysOff = ['2026-12-25', '2027-01-01', '2026-03-30', '2026-10-26'].map(on);
      const made = calendarOf([...week].sort(), daysOff);
      if (!made.ok) throw new Error(made.error.sentence);
      const calendar = made.value;
      const start = Date.parse(random.pick(['2026-03-26T00:00Z', '2026-10-22T00:00Z', '2026-12-23T00:00Z']));
      const asked = start + 60_000 * Math.floor(random.number() * 6 * 24 * 60);
      for (const within of answersWithin) {
        const by = promisedBy(new Date(asked), within, calendar, zone).getTime();
        expect(by).toBe(slowly(asked, within, calendar, zone));
        expect(by).toBeGreaterThan(asked);
        const later = promisedBy(new Date(asked + 47 * 60_000), within, calendar, zone).getTime();
        expect(later).toBeGreaterThanOrEqual(by);
      }
    }
  });
});

/** Minute by minute: at work or not, and so many minutes of work, or days of work, gone. */
function slowly(asked: number, within: AnswersWithin, calendar: WorkingCalendar, zone: string): number {
  const clock = (at: number) => {
    const local = new TZDate(at, zone);
    return local.getHours() * 60 + local.getMinutes();
  };
  const isWork = (at: number) =>
    calendar.isWorkingDay(dayOf(new Date(at), zone)) && clock(at) >= 540 && clock(at) < 1020;
  let at = asked;
  if (within === 'the next business day') {
    const first = dayOf(new Date(asked), zone);
    while (
      !(
        calendar.isWorkingDay(dayOf(new Date(at), zone)) &&
        dayOf(new Date(at), zone) > first &&
        clock(at) === 1020
      )
    )
      at += 60_000;
    return at;
  }
  const needed = { '4 working hours': 240, '24 hours': 480, '48 hours': 960 }[within];
  let gone = 0;
  // Whole days end at the same time, which at nine o'clock is the morning and not the evening before.
  while (gone < needed || (within !== '4 working hours' && !isWork(at))) {
    if (isWork(at)) gone++;
    at += 60_000;
  }
  return at;
}

describe('a side says how soon it answers', () => {
  const plan = aPlan();
  const week: Weekday[] = [1, 2, 3, 4, 5];
  const said = (before: typeof plan, who: typeof dana, answers: AnswersWithin | null | undefined) =>
    ask(before, who, 'setCalendar', { week, country: null, region: null, answers }, { holidaysOf: () => [] });

  test('by who leads it, and both sides read it', () => {
    const { plan: after } = said(plan, dana, '24 hours');
    expect(promiseSentence(after, 'buyer')).toBe('Acme Freight answers within 24 hours.');
    expect(promiseSentence(after, 'seller')).toBeNull();
    expect(said(after, dana, '24 hours').changes).toEqual([]);
    expect(said(after, dana, undefined).changes).toEqual([]);
    expect(said(plan, lena, '24 hours').code).toBe('notYours');
    expect(promiseSentence(said(after, dana, null).plan, 'buyer')).toBeNull();
  });

  test('and what was promised stays as it was when the question was asked', () => {
    const promising = said(plan, dana, '24 hours').plan;
    const of = promising.people.find((p) => p.side === 'buyer')?.id ?? '';
    expect(promiseFor(plan, of, '2026-11-24T09:00:00Z')).toBeNull();
    const request = { of, by: on('2026-12-03') };
    const args = {
      id: 'asked',
      stepId: null,
      text: 'Who signs?',
      onlyOurs: false,
      mentions: [],
      request,
      answers: null,
    };
    const asked = ask(promising, maya, 'writeComment', args, { promiseFor });
    const { thing } = only(asked, 'commentAdded') as { thing: { at: string; request: { promised: string } } };
    expect(thing.request.promised).toBe(promiseFor(promising, of, thing.at));
    const after = said(asked.plan, dana, null).plan;
    expect(after.comments[0]?.request?.promised).toBe(thing.request.promised);
  });

  test('undone, it promises nothing again', () => {
    const step = said(plan, dana, 'the next business day');
    const recorded = step.changes.map((change) => ({ change, n: 1, layer: 'shared' as const }));
    const now = step.changes.reduce((p, change) => applyChange(p, change, 1), plan);
    const undone = undoCommand(now, recorded, as(dana, now).actor, (p, change) => applyChange(p, change, 2));
    expect(undone).toMatchObject({ changes: [{ to: plan.calendars.buyer }] });
  });
});

describe('the clock of a question', () => {
  const plan = aPlan();
  const buyer = plan.people.find((p) => p.side === 'buyer');
  const of = buyer?.id ?? '';
  const comment = {
    ...{
      id: 'asked',
      layer: 'shared' as const,
      stepId: null,
      by: maya.personId,
      byName: 'Maya',
      bySide: 'seller' as const,
    },
    ...{ at: '2026-11-24T09:00:00.000Z', text: 'Who signs?', mentions: [], answers: null, answeredOn: null },
    ...{ decisionId: null, files: [], versions: {} },
    request: { of, by: on('2026-12-03'), promised: '2026-11-25T09:00:00.000Z' },
  };
  const words = (
    today: string,
    reader = { stakeholderId: 'maya', side: 'seller' as Side, pointPerson: true },
  ) => requestWords(plan, comment, reader, on(today));

  test('says by when, and names who is late to themselves and their own side alone', () => {
    expect(words('2026-11-24')).toMatchObject({ state: 'open' });
    expect(words('2026-11-24')?.words).toMatch(/ to answer by Thu 3 Dec, promised by Wed 25 Nov, \d\d:00$/);
    expect(words('2026-11-27')).toMatchObject({ state: 'late' });
    expect(words('2026-11-27')?.words).toMatch(/^Acme Freight’s answer, .* is late by 2 working days$/);
    expect(words('2026-11-30')?.words).toMatch(/late by 3 working days$/);
    expect(words('2026-11-27', { stakeholderId: of, side: 'buyer', pointPerson: false })?.words).toMatch(
      /^Your /,
    );
    const leads = { stakeholderId: 'other', side: 'buyer' as Side, pointPerson: true };
    expect(words('2026-11-27', leads)?.words).toContain(buyer?.name);
    expect(words('2026-11-27', { ...leads, pointPerson: false })?.words).toMatch(/^Acme Freight’s/);
  });

  test('and once answered, when, and what was promised', () => {
    const answer = { ...comment, id: 'answer', bySide: 'buyer' as const, request: null, answers: 'asked' };
    const answered = (at: string, day: string) =>
      requestWords(
        {
          ...plan,
          comments: [
            { ...comment, answeredOn: on(day) },
            { ...answer, at },
          ],
        },
        { ...comment, answeredOn: on(day) },
        { stakeholderId: null, side: 'seller', pointPerson: false },
        on('2026-12-01'),
      )?.words;
    expect(answered('2026-11-26T12:00:00.000Z', '2026-11-26')).toMatch(
      /^Answered Thu 26 Nov, promised by Wed 25 Nov, \d\d:00$/,
    );
  });
});
