/** What putting a track into a plan would come to, in sentences: said before anything is done. */
import type { Change } from './change.ts';
import { compareDays, type Day, shortDay } from './day.ts';
import type { Fitted } from './fit-track.ts';
import { shortSentence } from './lay-out.ts';
import { isDraft, otherSide, type Plan, type Side, sideName } from './plan.ts';
import { listed, stepCount } from './plan-words.ts';
import { preview } from './settle.ts';
import { sharedPace } from './shared-pace.ts';
import { asTemplate, type Track } from './track.ts';

export interface FitWords {
  /** "These 9 steps fit between Thu 3 Dec and Thu 28 Jan; the live day holds." */
  sentence: string;
  short: boolean;
  /** "Asks Acme for 3 steps now and shows 6 more as an outline." */
  asks: string;
}

export interface WhatItBrings {
  track: Track;
  fitted: Fitted;
  /** What the command would change. */
  list: Change[];
}

export function fitWords(plan: Plan, brings: WhatItBrings, side: Side, today: Day): FitWords {
  const { track, fitted, list } = brings;
  const { layout } = fitted;
  const missing = shortSentence(layout, asTemplate(track));
  const live = fitted.args.onlyOurs ? null : liveDayWords(plan, list, today);
  return {
    sentence: missing
      ? `${missing}${live ? ` Live: ${live}.` : ''}`
      : `${spanWords(fitted, today)}${live ? `; ${live}` : ''}.`,
    short: missing !== null,
    asks: asksWords(plan, brings, side),
  };
}

function spanWords({ layout: { steps } }: Fitted, today: Day): string {
  const first = steps.map((s) => s.startDay).sort(compareDays)[0]!;
  const last = steps
    .map((s) => s.dueDay)
    .sort(compareDays)
    .at(-1)!;
  const [from, to] = [shortDay(first, today), shortDay(last, today)];
  const what = steps.length === 1 ? 'This step fits' : `These ${steps.length} steps fit`;
  return from === to ? `${what} on ${from}` : `${what} between ${from} and ${to}`;
}

/** Null where there is no live day to hold. */
function liveDayWords(plan: Plan, list: Change[], today: Day): string | null {
  if (!plan.goal.liveDay) return null;
  const live = (of: Plan) => sharedPace(of, today).projection.live;
  const [was, is] = [live(plan), live(preview(plan, list))];
  if (is.lateBy <= 0) return 'the live day holds';
  if (is.lateBy <= was.lateBy) return 'what is late already stays as late as it was';
  return `on that pace it would be ${is.day ? shortDay(is.day, today) : 'later'}`;
}

/** Who is asked for what, by the changes themselves. */
function asksWords(plan: Plan, { fitted: { args }, list }: WhatItBrings, side: Side): string {
  const other = sideName(plan, otherSide(side));
  if (args.onlyOurs)
    return `Only ${sideName(plan, side)} sees ${args.steps.length === 1 ? 'it' : 'them'}, until you propose ${args.steps.length === 1 ? 'it' : 'them one by one'}. What ${other} would do is yours until then.`;
  const added = list.flatMap((c) => (c.kind === 'stepAdded' ? [c.step] : []));
  if (isDraft(plan)) return `${other} sees nothing of it before you share the plan.`;
  const count = (agreement: string) => added.filter((s) => s.agreement === agreement).length;
  const [asked, promised, outline] = [count('proposed'), count('agreed'), count('outline')];
  return `This ${listed([
    ...(asked > 0 ? [`asks ${other} for ${stepCount(asked)} now`] : []),
    ...(promised > 0 ? [`promises ${promised} of your own`] : []),
    ...(outline > 0 ? [`shows ${stepCount(outline)} as an outline, for later`] : []),
  ])}.`;
}
