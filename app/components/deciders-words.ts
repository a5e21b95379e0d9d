/** Who decides an approval, as its reader says it, and who comes first. */
import { type Approver, approversOf } from '#app/domain/approval.ts';
import type { Plan, Step } from '#app/domain/plan.ts';
import { capital, firstName, listed, ownerName } from '#app/domain/plan-words.ts';

/** "You decide this.", "Grace decides this first, then you.", "One yes is enough: of you or Grace." */
export function whoDecides(plan: Plan, step: Step, reader: string | null): string {
  const parts = approversOf(plan, step);
  const [only] = parts;
  if (!only) return 'Nobody decides this yet.';
  if (parts.length === 1) return alone(plan, only, reader);
  const name = (part: Approver) => briefly(plan, part, reader);
  if (step.decidedBy === 'inOrder') return inTurn(parts, name);
  const names = youFirst(parts.map(name));
  if (step.decidedBy === 'everyone') return `${capital(listed(names))} decide this.`;
  return `One yes is enough: of ${names.slice(0, -1).join(', ')} or ${names.at(-1)}.`;
}

function alone(plan: Plan, { owner, person, standIn }: Approver, reader: string | null): string {
  if (!person && owner.stakeholderId === null)
    return `${ownerName(plan, owner)} decides this, and a name is needed.`;
  const own = person !== null && person.id === reader;
  if (!standIn) return own ? 'You decide this.' : `${ownerName(plan, owner)} decides this.`;
  const place = own ? 'your place' : `${firstName(ownerName(plan, owner))}’s place`;
  return standIn.id === reader ? `You decide this in ${place}.` : `${standIn.name} decides this in ${place}.`;
}

function inTurn(parts: readonly Approver[], name: (part: Approver) => string): string {
  const left = parts.filter(({ counts }) => counts === null || counts === 'needsEvidence');
  const [next, ...later] = left.map(name);
  // After a no nobody is asked until it is taken back.
  if (!next || !left.some(({ isAsked }) => isAsked))
    return `${capital(listed(parts.map(name)))} decide this in turn.`;
  const decides = `${capital(next)} ${next === 'you' ? 'decide' : 'decides'} this`;
  if (later.length === 0) return `${decides} now, as the last of ${parts.length}.`;
  const after = later.map((one) => `then ${one}`).join(', ');
  return `${decides} ${left.length === parts.length ? 'first' : 'next'}, ${after}.`;
}

function briefly(plan: Plan, { owner, person, standIn }: Approver, reader: string | null): string {
  const decides = standIn ?? person;
  if (!decides) return ownerName(plan, owner);
  return decides.id === reader ? 'you' : firstName(decides.name);
}

const youFirst = (names: readonly string[]): string[] =>
  [...names].sort((a, b) => Number(b === 'you') - Number(a === 'you'));
