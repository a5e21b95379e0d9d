import { compareDays, type Day, shortDay } from './day.ts';
import { toDayNumber } from './day-number.ts';
import { type Laid, lay } from './schedule/lay.ts';
import { dayAt, type Network, networkOf } from './schedule/network.ts';
import type { Overlap } from './schedule/place.ts';
import { type Template, type TemplateStep, templateSteps } from './template.ts';
import type { CountedCalendar } from './working-days.ts';

/**
 * A template laid on the calendar, backwards from the day the buyer wants to be live. It never promises a day that
 * is already gone: what no longer fits is laid from today forward, in order, and how much is missing is said.
 */
export type Layout = {
  /** In the template's reading order. */
  steps: LaidOutStep[];
  /** Working days missing: how far the work ends after the last working day that the live day allows. */
  short: number;
  /** Keys of the steps that end after the live day. Empty unless `short`. */
  late: number[];
  /** When short: groups of steps, each of which could run at the same time. */
  parallel: number[][];
  /** Working days won if every group did. */
  wonBack: number;
};

/** Both days are working days; a step of one day starts on the day it is due. */
export type LaidOutStep = { key: number; startDay: Day; dueDay: Day };

/** Takes a template that `checkTemplate` finds nothing wrong with; throws for one whose steps wait in a circle. */
export function layOut(template: Template, liveDay: Day, today: Day, calendar: CountedCalendar): Layout {
  const steps = templateSteps(template);
  const network = asNetwork(steps, liveDay, today, calendar);
  const live = toDayNumber(liveDay);
  const wanted = steps.map(({ offset }) => calendar.count.nth(calendar.count.upTo(live) - offset));
  return layoutOf(steps, lay(network, live, wanted, overlapsOf(steps, network)));
}

/** Told by the keys of the steps. */
export function layoutOf(steps: readonly TemplateStep[], laid: Laid): Layout {
  const keyOf = (at: number) => steps[at]!.key;
  return {
    steps: steps.map(({ key }, at) => ({
      key,
      startDay: dayAt(laid.start[at]!),
      dueDay: dayAt(laid.end[at]!),
    })),
    short: laid.short,
    late: laid.late.map(keyOf),
    parallel: laid.parallel.map((group) => group.map(keyOf)),
    wonBack: laid.wonBack,
  };
}

function asNetwork(steps: TemplateStep[], liveDay: Day, today: Day, calendar: CountedCalendar): Network {
  const network = networkOf({
    steps: steps.map(({ key, duration, after }) => ({
      id: String(key),
      duration,
      dueDay: null,
      endedOn: null,
      isSkipped: false,
      calendar,
      after: after.map((earlier) => ({ id: String(earlier), lag: 0 })),
    })),
    today,
    liveDay,
    calendar,
  });
  if (!network.ok) throw new Error(`The steps of a template cannot be laid out: ${network.error.code}.`);
  return network.value;
}

export const overlapsOf = (steps: readonly TemplateStep[], { waitsFor }: Network): Overlap[] =>
  steps.flatMap(({ alongside }, step) => {
    const beside = steps.findIndex(({ key }) => key === alongside);
    return beside < 0 ? [] : [{ step, beside, instead: waitsFor[step]! }];
  });

export function lastDay(layout: Layout): Day {
  return layout.steps
    .map(({ dueDay }) => dueDay)
    .sort(compareDays)
    .at(-1)!;
}

/**
 * 'Short by 4 working days: these three could run in parallel, and then it fits: “A”, “B” and “C”.'
 * Null when nothing is missing.
 */
export function shortSentence(layout: Layout, template: Template): string | null {
  if (layout.short === 0) return null;
  const missing = `Short by ${layout.short} working ${layout.short === 1 ? 'day' : 'days'}`;
  if (layout.parallel.length === 0)
    return `${missing}: the last step would end on ${shortDay(lastDay(layout))}.`;
  const titles = new Map(templateSteps(template).map((step) => [step.key, `“${step.title}”`]));
  const named = layout.parallel.map((keys) => listed(keys.map((key) => titles.get(key)!))).join('; ');
  const count = layout.parallel.length === 1 ? ` ${counted(layout.parallel[0]!.length)}` : '';
  const won = layout.wonBack === layout.short ? 'and then it fits' : `which wins back ${layout.wonBack}`;
  return `${missing}: these${count} could run in parallel, ${won}: ${named}.`;
}

function counted(count: number): string {
  return ['two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine'][count - 2] ?? String(count);
}

function listed(texts: string[]): string {
  return texts.length < 2 ? texts.join('') : `${texts.slice(0, -1).join(', ')} and ${texts.at(-1)}`;
}
