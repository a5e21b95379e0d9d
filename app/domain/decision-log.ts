/** What was decided, as minutes: who, as what, when, on what, with which conditions, and how it is known. */
import { alteredSince } from './approval.ts';
import type { ApprovalDecision, Outcome } from './attachment.ts';
import { type Day, dayAndMonth, yearOf } from './day.ts';
import { findPerson, findStep, type Layer, type Plan } from './plan.ts';
import { listed, sideAndRole } from './plan-words.ts';

export interface Minute {
  id: string;
  stepId: string;
  on: Day;
  at: string;
  who: string;
  /** "Acme Freight, decides" */
  as: string;
  inPlaceOf: string | null;
  outcome: Outcome;
  did: string;
  title: string;
  conditions: string[];
  missing: string;
  proof: string;
  digest: string | null;
  /** Altered since: the yes counts no more. */
  outdated: boolean;
  /** Only where this reader may read it. */
  note: { text: string; layer: Layer } | null;
  layer: Layer;
}

const did: Record<Outcome, string> = {
  approved: 'approved',
  approvedWithConditions: 'approved',
  needsEvidence: 'needed more to decide',
  rejected: 'said no to',
  withdrawn: 'took back what was decided on',
};
const proofs: Record<ApprovalDecision['proof'], string> = {
  signedInByMail: 'signed in by mail',
  freshCode: 'with a code mailed for this decision',
};

/** Oldest first, as this reader may see it. */
export const minutesOf = (plan: Plan): Minute[] =>
  [...plan.decisions]
    .sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0))
    .map((said) => {
      const person = findPerson(plan, said.by);
      const step = findStep(plan, said.stepId);
      const note = plan.comments.find((c) => c.decisionId === said.id);
      const inPlaceOf = findPerson(plan, said.forId)?.name ?? null;
      return {
        id: said.id,
        stepId: said.stepId,
        on: said.on,
        at: said.at,
        who: said.byName,
        as: person ? sideAndRole(plan, person.side, said.byRole) : 'has left since',
        inPlaceOf: said.forId === null ? null : (inPlaceOf ?? 'somebody who has left'),
        outcome: said.outcome,
        did: did[said.outcome],
        // What was decided has the name it had then.
        title: said.bound?.title ?? step?.title ?? 'a step since removed',
        conditions: said.conditions.map(({ text }) => text),
        missing: said.missing,
        proof: proofs[said.proof],
        digest: said.digest,
        outdated: step !== undefined && alteredSince(plan, step, said).length > 0,
        note: note ? { text: note.text, layer: note.layer } : null,
        layer: said.layer,
      };
    });

const spelled = ['no', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'];

/** "On 12 Dec 2026 Lena Hoff (Acme Freight, decides) approved “Security review” with two conditions: …, signed in by mail, digest 3f9a1c2b." */
export function minuteSentence(minute: Minute): string {
  const { on, who, as, inPlaceOf, title, conditions, missing, proof, digest } = minute;
  const count = `${spelled[conditions.length] ?? conditions.length} condition${conditions.length === 1 ? '' : 's'}`;
  const withConditions =
    conditions.length > 0 ? ` with ${count}: ${listed(conditions.map((c) => `“${c}”`))}` : '';
  const sees = missing ? `: “${missing}”` : '';
  const instead = inPlaceOf ? `, in place of ${inPlaceOf},` : '';
  const known = [proof, digest && `digest ${digest.slice(0, 8)}`].filter(Boolean).join(', ');
  return `On ${dayAndMonth(on)} ${yearOf(on)} ${who} (${as})${instead} ${minute.did} “${title}”${sees}${withConditions}, ${known}.`;
}
