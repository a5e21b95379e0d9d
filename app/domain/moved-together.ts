/** Several days that became others with one: told by the one, with how many went with it. */
import type { Change, ChangeOf } from './change.ts';

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
