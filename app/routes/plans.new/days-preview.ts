import { bareDay, compareDays, type Day, dayOf, isDay, isZone, shortDay } from '#app/domain/day.ts';
import { layOut, shortSentence } from '#app/domain/lay-out.ts';
import { type Template, templateSteps } from '#app/domain/template.ts';
import { addWorkingDays, onOrBefore, weekdays, workingDaysBetween } from '#app/domain/working-days.ts';

/** What has been chosen so far, as a form holds it. */
export interface Chosen {
  liveDay: string;
  template: string;
  zone: string;
}

export interface PreviewedMilestone {
  name: string;
  day: string;
  iso: Day;
  /** Its place on the line between today (0) and the live day (1). */
  x: number;
  /** Ends after the live day. */
  late: boolean;
  steps: { title: string; day: string; late: boolean }[];
}

export type Preview =
  /** No live day yet, or none that can be used. */
  | { kind: 'waiting'; sentence: string }
  | {
      kind: 'laidOut';
      sentence: string;
      note: string | null;
      short: boolean;
      milestones: PreviewedMilestone[];
    };

/** The template's days, counted backwards from the live day; `now` is an instant, taken as a day in the buyer's zone. */
export function previewOf(templates: readonly Template[], chosen: Chosen, now: string): Preview {
  const today = dayOf(now, isZone(chosen.zone) ? chosen.zone : 'UTC');
  const template = templates.find(({ id }) => id === chosen.template) ?? templates[0];
  if (!template) return { kind: 'waiting', sentence: 'There is no template to lay out.' };
  const { liveDay } = chosen;
  if (!isDay(liveDay)) return { kind: 'waiting', sentence: earliestSentence(template, today) };
  const passed = passedSentence(liveDay, today);
  if (passed) return { kind: 'waiting', sentence: passed };
  return laidOut(template, liveDay, today);
}

/** Null for a day that is still ahead. */
export function passedSentence(liveDay: Day, today: Day): string | null {
  return compareDays(liveDay, today) < 0
    ? `${shortDay(liveDay, today)} has passed. Pick the day they want to be live.`
    : null;
}

/** What is short of a plan for today is how long it takes when nothing waits. */
const earliestSentence = (template: Template, today: Day): string => {
  const { short } = layOut(template, today, today, weekdays);
  const earliest = addWorkingDays(onOrBefore(today, weekdays), short, weekdays);
  return `Pick the live day and the steps are laid out backwards from it. Begun today, this plan could be live on ${shortDay(earliest, today)}.`;
};

function laidOut(template: Template, liveDay: Day, today: Day): Preview {
  const layout = layOut(template, liveDay, today, weekdays);
  const spans = new Map(layout.steps.map((step) => [step.key, step]));
  const late = new Set(layout.late);
  const last =
    layout.steps
      .map((s) => s.dueDay)
      .sort(compareDays)
      .at(-1) ?? liveDay;
  const span = Math.max(1, workingDaysBetween(today, last, weekdays));
  const start = layout.steps.map((s) => s.startDay).sort(compareDays)[0] ?? today;
  const milestones = template.milestones.map(({ name, steps }): PreviewedMilestone => {
    const dues = steps.map(({ key }) => spans.get(key)?.dueDay ?? liveDay).sort(compareDays);
    const day = dues.at(-1) ?? liveDay;
    return {
      name,
      day: shortDay(day, today),
      iso: day,
      x: Math.min(1, Math.max(0, workingDaysBetween(today, day, weekdays) / span)),
      late: steps.some(({ key }) => late.has(key)),
      steps: steps.map(({ key, title }) => ({
        title,
        day: bareDay(spans.get(key)?.dueDay ?? liveDay, today),
        late: late.has(key),
      })),
    };
  });
  const short = shortSentence(layout, template);
  const count = templateSteps(template).length;
  return {
    kind: 'laidOut',
    sentence: short ?? `It fits: ${count} steps, the first begins on ${shortDay(start, today)}.`,
    note: short
      ? `The first day that holds as it stands is ${shortDay(last, today)}.`
      : weekendSentence(liveDay),
    short: short !== null,
    milestones,
  };
}

/** Null for a working day. */
function weekendSentence(liveDay: Day): string | null {
  if (weekdays.isWorkingDay(liveDay)) return null;
  return `${shortDay(liveDay)} is not a working day, so the last step is due on ${shortDay(onOrBefore(liveDay, weekdays))}.`;
}
