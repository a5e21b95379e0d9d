/** Who does a step, as its reader says it: "you", "you and Maya", "Lena Hoff". */
import { findPerson, type Owner, type Plan, type Step, sideName } from '#app/domain/plan.ts';
import { firstName, listed, ownerName } from '#app/domain/plan-words.ts';

const isReader = (owner: Owner, reader: string | null): boolean =>
  reader !== null && owner.stakeholderId === reader;

const briefly = (plan: Plan, owner: Owner): string => {
  const person = findPerson(plan, owner.stakeholderId);
  return person ? firstName(person.name) : ownerName(plan, owner);
};

/** `reader`: their own row on the plan. */
export function whoDoes(plan: Plan, step: Step, reader: string | null): string {
  const [only] = step.owners;
  if (!only) return 'Nobody yet';
  if (step.owners.length === 1) {
    if (isReader(only, reader)) return 'you';
    return only.stakeholderId ? ownerName(plan, only) : `${ownerName(plan, only)}, name needed`;
  }
  const others = step.owners.filter((o) => !isReader(o, reader)).map((o) => briefly(plan, o));
  return listed(others.length < step.owners.length ? ['you', ...others] : others);
}

/** "with Maya", beside something that is the reader's. */
export function withWhom(plan: Plan, step: Step, reader: string | null): string | null {
  const others = step.owners.filter((o) => !isReader(o, reader));
  if (others.length === 0 || others.length === step.owners.length) return null;
  return `with ${listed(others.map((o) => briefly(plan, o)))}`;
}

/** "your step", "Tom's step", "a step of both sides". */
export function whoseStep(plan: Plan, step: Step, reader: string | null): string {
  if (step.owners.length === 1) {
    const [only] = step.owners;
    if (only && isReader(only, reader)) return 'your step';
    const person = findPerson(plan, only?.stakeholderId ?? null);
    return `${person ? firstName(person.name) : sideName(plan, only?.side ?? 'seller')}'s step`;
  }
  const mine = withWhom(plan, step, reader);
  return mine ? `your step, ${mine}` : `step of ${listed(step.owners.map((o) => briefly(plan, o)))}`;
}
