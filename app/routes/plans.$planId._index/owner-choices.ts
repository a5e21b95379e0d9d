/** Who may be asked to do a step: the people of both sides, both together, and roles that still need a name. */

import type { PlanReader } from '#app/components/plan-reader.ts';
import {
  companies,
  isForBoth,
  type Owner,
  otherSide,
  type Plan,
  pointPersons,
  type Side,
  type Stakeholder,
  type Step,
  sideName,
} from '#app/domain/plan.ts';
import { ownerName } from '#app/domain/plan-words.ts';
import { placeholderLabel } from '#app/domain/roles.ts';

export type NewOwner = Omit<Owner, 'id'>;
export interface OwnerChoice {
  label: string;
  owners: NewOwner[];
}

/** The roles a plan most often waits for, by side. */
const usualRoles: Record<Side, readonly string[]> = {
  buyer: ['champion', 'economicBuyer', 'legal', 'security', 'procurement', 'finance', 'it', 'user'],
  seller: ['solutionsEngineer', 'customerSuccess', 'implementation', 'executive'],
};

/** The reader first, then their own side, then the other. */
export function ownerChoices(plan: Plan, reader: Pick<PlanReader, 'side' | 'stakeholderId'>): OwnerChoice[] {
  const sides = [reader.side, otherSide(reader.side)];
  const people = sides
    .flatMap((side) => plan.people.filter((p) => p.side === side))
    .sort((a, b) => Number(b.id === reader.stakeholderId) - Number(a.id === reader.stakeholderId));
  return [
    ...people.map((p) => ({
      label: `${p.name}${p.id === reader.stakeholderId ? ', you' : `, ${sideName(plan, p.side)}`}`,
      owners: [asOwner(p)],
    })),
    { label: 'Both sides together', owners: sides.map((side) => leadOf(plan, side, reader)) },
    ...sides.flatMap((side) =>
      openRoles(plan, side).map((role) => ({
        label: `${placeholderLabel(role, companies(plan, side))}, name needed`,
        owners: [{ side, role, stakeholderId: null }],
      })),
    ),
  ];
}

const asOwner = (person: Stakeholder): NewOwner => ({
  side: person.side,
  role: null,
  stakeholderId: person.id,
});

function leadOf(plan: Plan, side: Side, reader: Pick<PlanReader, 'side' | 'stakeholderId'>): NewOwner {
  const own = plan.people.find((p) => p.id === reader.stakeholderId);
  const lead = own?.side === side ? own : pointPersons(plan, side)[0];
  if (lead) return asOwner(lead);
  return { side, role: side === 'buyer' ? 'champion' : 'accountExecutive', stakeholderId: null };
}

/** Roles nobody on the plan has, those its steps already wait for first. */
function openRoles(plan: Plan, side: Side): string[] {
  const waiting = plan.steps.flatMap((s) =>
    s.owners.flatMap((o) => (o.side === side && o.stakeholderId === null && o.role ? [o.role] : [])),
  );
  const taken = new Set(plan.people.filter((p) => p.side === side).map((p) => p.role));
  return [...new Set([...waiting, ...usualRoles[side]])].filter((role) => !taken.has(role));
}

/**
 * For a step that one person or role has: to whom it can be handed, each as one command. Null where several have
 * it: that is changed person by person, in the step itself.
 */
export function handOverChoices(
  plan: Plan,
  reader: Pick<PlanReader, 'side' | 'stakeholderId'>,
  step: Step,
): { value: string; options: { value: string; label: string }[] } | null {
  const [owner, second] = step.owners;
  if (!owner || second) return null;
  const onlyOurs = !isForBoth(plan, step);
  const asArgs = (ownerId: string | null, { side, role, stakeholderId }: NewOwner): string =>
    JSON.stringify({ ownerId, side, role, stakeholderId });
  const choices = ownerChoices(plan, reader)
    .filter(({ owners }) => !onlyOurs || owners.every((o) => o.side === reader.side))
    .flatMap(({ label, owners }) => {
      const [only] = owners;
      // Together: whoever has it keeps their part, and the other side's lead joins.
      const joining = owners.length > 1 ? owners.find((o) => o.side !== owner.side) : undefined;
      if (joining) return [{ label, value: asArgs(null, joining) }];
      return only && owners.length === 1 ? [{ label, value: asArgs(owner.id, only) }] : [];
    });
  const value = asArgs(owner.id, owner);
  const stands = choices.some((choice) => sameOwner(choice.value, value));
  return {
    value: choices.find((choice) => sameOwner(choice.value, value))?.value ?? value,
    options: stands ? choices : [{ label: `${ownerName(plan, owner)}, name needed`, value }, ...choices],
  };
}

/** A named person is the same whatever role was asked for before they were named. */
function sameOwner(one: string, other: string): boolean {
  const [a, b] = [one, other].map((text) => JSON.parse(text) as NewOwner & { ownerId: string | null });
  if (!a || !b || a.ownerId !== b.ownerId || a.side !== b.side) return false;
  return a.stakeholderId !== null ? a.stakeholderId === b.stakeholderId : one === other;
}
