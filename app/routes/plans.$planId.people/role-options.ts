import { companies, type Plan, type Side } from '#app/domain/plan.ts';
import { type KnownRole, roleLabel } from '#app/domain/roles.ts';

const usual: Record<Side, readonly KnownRole[]> = {
  buyer: [
    'champion',
    'economicBuyer',
    'approver',
    'sponsor',
    'technicalEvaluator',
    'businessOwner',
    'legal',
    'security',
    'securityLead',
    'procurement',
    'finance',
    'projectLead',
    'it',
    'administrator',
    'dataOwner',
    'manager',
    'user',
  ],
  seller: [
    'accountExecutive',
    'solutionsEngineer',
    'customerSuccess',
    'implementation',
    'executive',
    'legal',
    'security',
    'finance',
  ],
};

export interface RoleOption {
  value: string;
  label: string;
}

/** Roles for a side in plain words; those that steps wait for come first and say how many. */
export function roleOptions(plan: Plan, side: Side, also?: string): RoleOption[] {
  const waiting = new Map<string, number>();
  for (const step of plan.steps)
    for (const owner of step.owners)
      if (owner.side === side && owner.role && owner.stakeholderId === null)
        waiting.set(owner.role, (waiting.get(owner.role) ?? 0) + 1);
  const roles = [...new Set([...waiting.keys(), ...usual[side], ...(also ? [also] : [])])];
  const at = companies(plan, side);
  return roles.map((role) => {
    const n = waiting.get(role) ?? 0;
    const wait = n === 0 ? '' : n === 1 ? ' (1 step waits)' : ` (${n} steps wait)`;
    return { value: role, label: `${roleLabel(role, at)}${wait}` };
  });
}
