/** Who is in the sample deal besides the person who opened it. Their addresses can reach nobody. */
import type { Side } from '../plan.ts';

export interface SamplePerson {
  key: 'tom' | 'dana' | 'lena' | 'grace' | 'rui' | 'per';
  name: string;
  side: Side;
  role: string;
}

export const samplePeople: readonly SamplePerson[] = [
  { key: 'tom', name: 'Tom Byrne', side: 'seller', role: 'solutionsEngineer' },
  { key: 'dana', name: 'Dana Ortiz', side: 'buyer', role: 'champion' },
  { key: 'lena', name: 'Lena Hoff', side: 'buyer', role: 'economicBuyer' },
  { key: 'grace', name: 'Grace Adeyemi', side: 'buyer', role: 'legal' },
  { key: 'rui', name: 'Rui Santos', side: 'buyer', role: 'finance' },
  { key: 'per', name: 'Per Wahl', side: 'buyer', role: 'approver' },
];

/** `.example` is set aside for addresses that lead nowhere (RFC 2606). */
export const sampleAddress = (person: SamplePerson, planId: string): string =>
  `${person.key}.${planId.slice(0, 8)}@${person.side === 'buyer' ? 'acme-freight' : 'colleagues'}.example`;
