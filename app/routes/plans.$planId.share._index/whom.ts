/** Whom a draft is about to be shared with, as far as it has been typed. */
import type { ToBeNamed } from '#app/domain/as-shared.ts';
import type { Plan } from '#app/domain/plan.ts';
import { roleOptions } from '../plans.$planId.people/role-options.ts';

export interface Whom {
  name: string;
  role: string;
  note: string;
}

export function whomFrom(typed: { get(name: string): FormDataEntryValue | null }, plan: Plan): Whom {
  const text = (name: string) => {
    const value = typed.get(name);
    return typeof value === 'string' ? value : '';
  };
  const [usual] = roleOptions(plan, 'buyer');
  return {
    name: text('name').trim(),
    role: text('role') || (usual?.value ?? 'champion'),
    note: text('note'),
  };
}

/** Until there is a name, the company stands for it: "Acme to answer". */
export const toBeNamed = ({ name, role }: Whom, plan: Plan): ToBeNamed => ({
  personId: 'to-be-named',
  side: 'buyer',
  name: name || plan.goal.buyerName,
  role,
});

export const searchOf = ({ name, role, note }: Whom): string =>
  new URLSearchParams({ ...(name && { name }), role, ...(note && { note }) }).toString();
