import type { Side } from '#app/domain/plan.ts';

export type CastName = 'maya' | 'tom' | 'dana' | 'lena' | 'grace' | 'rui';

export interface CastMember {
  key: CastName;
  personId: string;
  name: string;
  address: string;
  side: Side;
  role: string;
}

const member = (key: CastName, name: string, digit: number, side: Side, role: string): CastMember => ({
  key,
  personId: `${String(digit).repeat(8)}-0000-4000-8000-000000000000`,
  name,
  address: `${key}@${side === 'seller' ? 'northwind.example' : 'acme.example'}`,
  side,
  role,
});

/** Maya and Tom sell at Northwind; Dana, Lena, Grace and Rui buy at Acme Freight. */
export const maya = member('maya', 'Maya Klein', 1, 'seller', 'accountExecutive');
export const tom = member('tom', 'Tom Byrne', 2, 'seller', 'solutionsEngineer');
export const dana = member('dana', 'Dana Ortiz', 3, 'buyer', 'champion');
export const lena = member('lena', 'Lena Hoff', 4, 'buyer', 'economicBuyer');
export const grace = member('grace', 'Grace Adeyemi', 5, 'buyer', 'legal');
export const rui = member('rui', 'Rui Santos', 6, 'buyer', 'finance');

export const cast: readonly CastMember[] = [maya, tom, dana, lena, grace, rui];

export const sellerName = 'Northwind';
export const buyerName = 'Acme Freight';
