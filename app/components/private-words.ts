import { otherSide, type Plan, type Side, sideName } from '#app/domain/plan.ts';
import { firstName, listed } from '#app/domain/plan-words.ts';
import type { PlanReader } from './plan-reader.ts';

/** More names than this are counted. */
const most = 8;

/** Who can read what one side keeps to itself: its people on the plan, and at the seller everybody of the workspace. */
export function privateReaders(
  plan: Plan,
  { side, members = [] }: Pick<PlanReader, 'side' | 'members'>,
): string[] {
  const people = plan.people.filter((p) => p.side === side && p.admitted).map((p) => p.name);
  const names = [...new Set([...people, ...(side === 'seller' ? members : [])])];
  const firsts = names.map(firstName);
  const called = names.map((name, at) => {
    const first = firsts[at] ?? name;
    return firsts.indexOf(first) === firsts.lastIndexOf(first) ? first : name;
  });
  return called.length > most ? [...called.slice(0, most - 1), `${called.length - most + 1} more`] : called;
}

/** "Only Acme: Dana, Lena, Grace and Rui. Nobody at Northwind can open this here; those who run its server could." */
export function privateSentence(plan: Plan, reader: Pick<PlanReader, 'side' | 'members'>): string {
  const own = sideName(plan, reader.side);
  const other = sideName(plan, otherSide(reader.side));
  const readers = listed(privateReaders(plan, reader));
  const whoseServer: Record<Side, string> = { buyer: 'its server', seller: 'your server' };
  return `Only ${own}: ${readers}. Nobody at ${other} can open this here; those who run ${whoseServer[reader.side]} could.`;
}
