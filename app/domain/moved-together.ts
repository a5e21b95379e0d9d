/** Several days that became others with one: told by the one, with how many went with it. */
import type { Change, ChangeOf } from './change.ts';
import type { Plan } from './plan.ts';

type DayMoved = ChangeOf<'stepChanged'> & { field: 'dueDay' };

const isDayMoved = (change: Change): change is DayMoved =>
  change.kind === 'stepChanged' && change.field === 'dueDay';

const moved = (list: readonly Change[]) => list.filter((c) => isDayMoved(c) && c.because);
const suggested = (list: readonly Change[]) =>
  list.filter((c) => c.kind === 'offerMade' && c.offer.terms.field === 'dueDay' && c.offer.terms.because);

const firsts = (list: readonly Change[]) => list.filter(isDayMoved).filter(({ because }) => !because);

/** Null where nothing went with it. */
export function movedFirst(list: readonly Change[]): DayMoved | null {
  if (moved(list).length + suggested(list).length === 0) return null;
  return firsts(list)[0] ?? null;
}

/** ", and with it 2 steps behind it, and suggested other days for 3 more" */
export function restInWords(list: readonly Change[]): string {
  const went = moved(list).length;
  const asked = suggested(list).length;
  const beside = firsts(list).length - 1;
  const it = beside > 0 ? 'them' : 'it';
  const lead = beside > 0 ? ` and ${beside} more` : '';
  const steps = (count: number) => `${count} ${count === 1 ? 'step' : 'steps'}`;
  const days = asked === 1 ? 'another day' : 'other days';
  if (asked === 0) return `${lead}, and with ${it} ${steps(went)} behind ${it}`;
  if (went === 0) return `${lead}, and suggested ${days} for ${steps(asked)} behind ${it}`;
  return `${lead}, and with ${it} ${steps(went)} behind ${it}, and suggested ${days} for ${asked} more`;
}

/** Questions about the days of other steps than those that moved: asked again, or taken back. */
const questionsWith = (list: readonly Change[], kind: 'offerMade' | 'offerClosed'): number => {
  const went = new Set(list.filter(isDayMoved).map((c) => c.stepId));
  return list.filter(
    (c) =>
      c.kind === kind &&
      c.offer.terms.field === 'dueDay' &&
      c.offer.terms.because &&
      !went.has(c.offer.stepId ?? ''),
  ).length;
};

/** In what took such a move back, the one that the others wait for; null where nothing had moved with it. */
export function movedBack(plan: Plan, list: readonly Change[]): DayMoved | null {
  const all = list.filter(isDayMoved);
  if (all.length + questionsWith(list, 'offerClosed') + questionsWith(list, 'offerMade') < 2) return null;
  const ids = new Set(all.map((c) => c.stepId));
  return all.find(({ stepId }) => !waitsForOneOf(plan, stepId, ids)) ?? all.at(-1) ?? null;
}

/** However many steps stand between them. */
function waitsForOneOf(plan: Plan, stepId: string, ids: ReadonlySet<string>): boolean {
  const met = new Set([stepId]);
  for (const id of met)
    for (const { stepId: waiting, afterId } of plan.dependencies) if (waiting === id) met.add(afterId);
  return [...met].some((id) => id !== stepId && ids.has(id));
}

/** ", with the 9 steps that had moved with it, and took back 2 questions about other days" */
export function restBackInWords(list: readonly Change[]): string {
  const went = list.filter(isDayMoved).length - 1;
  const [back, again] = [questionsWith(list, 'offerClosed'), questionsWith(list, 'offerMade')];
  const questions = (n: number) => (n === 1 ? 'the question about 1 more' : `the questions about ${n} more`);
  return [
    went > 0 ? `, and the ${went === 1 ? 'step' : `${went} steps`} that had moved with it` : '',
    back > 0 ? `, and took back ${questions(back)}` : '',
    again > 0 ? `, and asked ${questions(again)} again` : '',
  ].join('');
}
