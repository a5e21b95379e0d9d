/** How a plan goes, in sentences: of sides and never of one of the other side's people. */
import type { Week } from './momentum.ts';
import { dayCount, stepCount } from './plan-words.ts';
import type { Ledger, PromiseEnd } from './promises.ts';

const ends: [PromiseEnd, (n: number) => string][] = [
  ['kept', (n) => `${n} kept`],
  ['moved', (n) => `${n} moved ahead of time`],
  ['missed', (n) => `${n} not in time`],
  ['letGo', (n) => `${n} no longer needed`],
  ['open', (n) => `${n} still to come`],
];

/** "Acme said yes to 7 days: 5 kept, 1 moved ahead of time, 1 still to come." `who` begins the sentence. */
export function ledgerSentence(who: string, ledger: Ledger): string {
  if (ledger.made === 0) return `${who} ${who === 'You' ? 'have' : 'has'} not said yes to a day yet.`;
  const parts = ends.flatMap(([end, say]) => (ledger[end] > 0 ? [say(ledger[end])] : []));
  return `${who} said yes to ${dayCount(ledger.made)}: ${parts.join(', ')}.`;
}

/** "In the last 4 weeks 6 steps were finished, and 8 were due." */
export function momentumSentence(weeks: readonly Week[]): string {
  const last = weeks.slice(-4);
  const sum = (of: 'finished' | 'due') => last.reduce((n, week) => n + week[of], 0);
  const span = last.length === 1 ? 'This week' : `In the last ${last.length} weeks`;
  return `${span} ${stepCount(sum('finished'))} ${were(sum('finished'))} finished, and ${sum('due')} ${were(sum('due'))} due.`;
}
const were = (n: number): string => (n === 1 ? 'was' : 'were');
