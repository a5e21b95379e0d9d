/**
 * What a week of delay costs, by the figure the buyer wrote down for themselves, and what today's pace comes to by it.
 * The figure is words; what is reckoned from it is only told where it holds one number and no more.
 */
import type { Day } from './day.ts';
import { figureOf } from './figure.ts';
import { isDraft, type Layer, type Plan } from './plan.ts';
import { ended } from './plan-words.ts';
import { todaysPace } from './todays-pace.ts';
import { isFinished } from './turn.ts';

export interface DelayCost {
  /** Who may read it. */
  layer: Layer;
  sentence: string;
}

/** "Each week costs about 6,000 euros. 6 working days later: about 7,200 euros." Null for whoever may not see the figure. */
export function delayCost(plan: Plan, today: Day): DelayCost | null {
  const figure = figureOf(plan, 'costOfDelay');
  if (!figure || isDraft(plan) || isFinished(plan)) return null;
  const week = perWeek(figure.value);
  const late = todaysPace(plan, today)?.live.lateBy ?? 0;
  const slip = late > 0 ? times(week, late / plan.calendars.buyer.week.length) : null;
  const days = late === 1 ? '1 working day' : `${late} working days`;
  const sentences = [`Each week costs about ${week}`, ...(slip ? [`${days} later: about ${slip}`] : [])];
  return { layer: figure.layer, sentence: sentences.map(ended).join(' ') };
}

/** The figure without what the sentence around it says. */
const perWeek = (value: string): string =>
  value
    .trim()
    .replace(/^(?:about|around|roughly|circa|ca\.?|~|≈)\s*/i, '')
    .replace(/[.\s]+$/, '')
    .replace(/,?\s*(?:(?:a|per|each|every)\s+week|weekly|\/\s*(?:week|wk))$/i, '');

/** Thousands set apart in any way that is usual somewhere, or plain digits, with decimals or without. */
const numbers = /\d{1,3}(?:([.,’' \u00a0\u202f])\d{3})(?:\1\d{3})*(?:[.,]\d+)?(?!\d)|\d+(?:[.,]\d+)?/g;

/** The one number in it so many times over, in two figures, since nobody knows it better; null where there is not one. */
function times(words: string, factor: number): string | null {
  const [found, ...others] = words.matchAll(numbers);
  if (!found || others.length > 0) return null;
  const [written, apart] = found;
  const plain = apart ? written.replaceAll(apart, '') : written;
  const product = Number(plain.replace(',', '.')) * factor;
  const told = Number(product.toPrecision(2));
  if (!Number.isFinite(told) || told >= 1e15) return null;
  const [whole = '', part] = String(told).split('.');
  const grouped = apart ? whole.replace(/\B(?=(?:\d{3})+$)/g, apart) : whole;
  const decimal = /[.,](?=\d+$)/.exec(plain)?.[0] ?? '.';
  return words.replace(written, part ? `${grouped}${decimal}${part}` : grouped);
}
