import * as z from 'zod';
import { addDays, compareDays, type Day, dayOf, isZone, parseDay, type Weekday } from '#app/domain/day.ts';
import { abouts, channels, type KeepInTouch, manners, rhythms } from '#app/domain/keep-in-touch.ts';
import { keptText } from '#app/domain/typed-text.ts';

const ticked = z.literal('on').optional();
const hour = (latest: number) =>
  z.coerce
    .number({ error: 'Pick an hour.' })
    .int('Pick a whole hour.')
    .min(0, 'Pick an hour.')
    .max(latest, 'Pick an hour.');
const weekday = z.coerce
  .number({ error: 'Pick a day.' })
  .int()
  .min(1)
  .max(7)
  .transform((day) => day as Weekday);

/** Whoever writes to them would wait for ever. */
const isFarAway = (day: Day | null): boolean =>
  day !== null && compareDays(day, addDays(dayOf(new Date(), 'UTC'), 366)) > 0;

/** The form of `in-touch-form.tsx`. */
export const inTouchFields = z
  .strictObject({
    about: z.enum(abouts, { error: 'Pick what to write about.' }),
    rhythm: z.enum(rhythms, { error: 'Pick how often.' }),
    weekday,
    approvals: ticked,
    questions: ticked,
    milestones: ticked,
    days: z.array(weekday, { error: 'Pick at least one day.' }).min(1, 'Pick at least one day.'),
    from: hour(23),
    to: hour(24),
    quiet: ticked,
    quietFrom: hour(23),
    quietTo: hour(23),
    zone: z.string().refine(isZone, 'Pick a time zone of the list.').optional(),
    awayUntil: z
      .string()
      .refine((text) => parseDay(text) !== null, 'Write the day as on a calendar, such as 24.12.2026.')
      .refine((text) => !isFarAway(parseDay(text)), 'Pick a day within a year.')
      .optional(),
    standIn: z.string().max(80, 'This is too long: at most 80 characters.').transform(keptText).optional(),
    standInId: z.uuid('Pick somebody of the list.').toLowerCase().optional(),
    channel: z.enum(channels, { error: 'Pick one.' }),
    manner: z.enum(manners, { error: 'Pick one.' }),
    everywhere: ticked,
  })
  .superRefine((form, context) => {
    if (form.to <= form.from)
      context.addIssue({
        code: 'custom',
        path: ['to'],
        message: 'Letters need an hour to come in: pick a later one.',
      });
    if (form.quiet && form.quietFrom === form.quietTo)
      context.addIssue({
        code: 'custom',
        path: ['quietTo'],
        message: 'Quiet hours have to end: pick another hour.',
      });
  })
  .transform((form): { how: KeepInTouch; everywhere: boolean } => ({
    how: {
      about: form.about,
      milestones: form.milestones === 'on',
      rhythm: form.rhythm,
      weekday: form.weekday,
      interrupt: { approvals: form.approvals === 'on', questions: form.questions === 'on' },
      days: [...new Set(form.days)].sort((a, b) => a - b),
      hours: { from: form.from, to: form.to },
      quiet: form.quiet === 'on' ? { from: form.quietFrom, to: form.quietTo } : null,
      zone: form.zone ?? null,
      awayUntil: parseDay(form.awayUntil ?? ''),
      standIn: form.standIn ?? '',
      standInId: form.standInId ?? null,
      channel: form.channel,
      manner: form.manner,
    },
    everywhere: form.everywhere === 'on',
  }));
