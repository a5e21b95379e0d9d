import { compareDays, type Day, shortDay } from './day.ts';
import { inWorkOrder, type Template, type TemplateStep, templateSteps } from './template.ts';
import {
  addWorkingDays,
  onOrAfter,
  onOrBefore,
  type WorkingCalendar,
  workingDaysBetween,
} from './working-days.ts';

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
export function layOut(template: Template, liveDay: Day, today: Day, calendar: WorkingCalendar): Layout {
  // Everything is counted in working days from the last one on or before the live day; that one is 0.
  const end = onOrBefore(liveDay, calendar);
  const first = workingDaysBetween(end, onOrAfter(today, calendar), calendar);
  const steps = templateSteps(template);

  const spans = place(steps, first, new Set());
  const short = overrun(spans);
  const { together, overrun: left } = short > 0 ? fewestTogether(steps, first) : { together: [], overrun: 0 };
  return {
    steps: steps.map(({ key }) => {
      const { start, due } = spans.get(key)!;
      return {
        key,
        startDay: addWorkingDays(end, start, calendar),
        dueDay: addWorkingDays(end, due, calendar),
      };
    }),
    short,
    late: steps.filter(({ key }) => spans.get(key)!.due > 0).map(({ key }) => key),
    parallel: groups(steps, together),
    wonBack: short - left,
  };
}

type Span = { start: number; due: number };

/**
 * Each step on its template day if today and what it waits for allow it, else as early as they do. Steps in
 * `together` begin with the step they could run alongside.
 */
function place(steps: TemplateStep[], first: number, together: ReadonlySet<number>): Map<number, Span> {
  const ordered = inWorkOrder(steps);
  if (ordered === null) throw new Error('The steps of a template wait in a circle.');
  const spans = new Map<number, Span>();
  for (const step of ordered) {
    const ends = step.after.map((key) => spans.get(key)!.due);
    const beside = together.has(step.key) ? spans.get(step.alongside!)! : null;
    const earliestDue = beside
      ? Math.max(beside.start + step.duration - 1, ...ends)
      : Math.max(first, ...ends.map((due) => due + 1)) + step.duration - 1;
    const due = Math.max(0 - step.offset, earliestDue);
    spans.set(step.key, { start: due - step.duration + 1, due });
  }
  return spans;
}

function overrun(spans: Map<number, Span>): number {
  return Math.max(0, ...[...spans.values()].map(({ due }) => due));
}

/** The fewest steps that win back all that running side by side can win. */
function fewestTogether(steps: TemplateStep[], first: number): { together: TemplateStep[]; overrun: number } {
  const attempt = (chosen: TemplateStep[]) =>
    overrun(place(steps, first, new Set(chosen.map(({ key }) => key))));
  let together = steps.filter((step) => step.alongside !== undefined);
  const least = attempt(together);
  for (const step of together) {
    const fewer = together.filter((other) => other !== step);
    if (attempt(fewer) === least) together = fewer;
  }
  return { together, overrun: least };
}

/** Steps that begin together, directly or through one another, in reading order. */
function groups(steps: TemplateStep[], together: TemplateStep[]): number[][] {
  const leader = new Map<number, number>();
  const leaderOf = (key: number): number => (leader.has(key) ? leaderOf(leader.get(key)!) : key);
  for (const step of together) leader.set(step.key, step.alongside!);
  const joined = new Set(together.flatMap((step) => [step.key, step.alongside!]));
  const members = new Map<number, number[]>();
  for (const { key } of steps) {
    if (!joined.has(key)) continue;
    members.set(leaderOf(key), [...(members.get(leaderOf(key)) ?? []), key]);
  }
  return [...members.values()];
}

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
