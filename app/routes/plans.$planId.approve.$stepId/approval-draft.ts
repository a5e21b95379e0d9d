/** What somebody is about to decide, as it stands in the form: it goes to and fro as typed until it is made. */
import { type Outcome, outcomes } from '#app/domain/attachment.ts';
import type { CommandArgs } from '#app/domain/decide.ts';
import { findPerson, type Plan, type Side } from '#app/domain/plan.ts';

export interface DraftCondition {
  id: string;
  title: string;
  /** A person's row, or `side:buyer` while nobody is named. */
  who: string;
  day: string;
}

export interface ApprovalDraft {
  /** Of the decision it becomes. */
  id: string;
  outcome: Outcome | '';
  conditions: DraftCondition[];
  missing: string;
  /** Of a no. */
  reason: string;
  note: string;
}

/** With a first condition to fill in, for whoever chooses to have any. */
export const emptyDraft = (id: string, conditionId: string): ApprovalDraft => ({
  id,
  outcome: '',
  conditions: [emptyCondition(conditionId)],
  missing: '',
  reason: '',
  note: '',
});
export const emptyCondition = (id: string): DraftCondition => ({ id, title: '', who: '', day: '' });

export function readDraft(form: FormData): ApprovalDraft {
  const text = (name: string): string => {
    const value = form.get(name);
    return typeof value === 'string' ? value : '';
  };
  const ids = form.getAll('condition').filter((id): id is string => typeof id === 'string');
  return {
    id: text('decision'),
    outcome: outcomes.find((o) => o === text('outcome')) ?? '',
    conditions: ids.map((id) => ({
      id,
      title: text(`title.${id}`),
      who: text(`who.${id}`),
      day: text(`day.${id}`),
    })),
    missing: text('missing'),
    reason: text('reason'),
    note: text('note'),
  };
}

/** What has to be said before it is a decision, by field. */
export type DraftTroubles = Record<string, string>;

/** A row that was opened and left empty is no condition. */
const written = ({ conditions }: ApprovalDraft): DraftCondition[] =>
  conditions.filter((c) => c.title.trim() !== '' || c.who !== '' || c.day !== '');

export function troublesOf(draft: ApprovalDraft): DraftTroubles {
  const troubles: DraftTroubles = {};
  if (draft.outcome === '') troubles.outcome = 'Choose one of the four first.';
  if (draft.outcome === 'needsEvidence' && draft.missing.trim() === '')
    troubles.missing = 'Say what is missing, so that the other side knows what to bring.';
  if (draft.outcome !== 'approvedWithConditions') return troubles;
  if (written(draft).length === 0)
    troubles.conditions = 'Write down at least one condition, or approve without.';
  for (const { id, title, who, day } of written(draft)) {
    if (title.trim() === '') troubles[`title.${id}`] = 'Say what has to be done.';
    if (who === '') troubles[`who.${id}`] = 'Say who does it.';
    if (day === '') troubles[`day.${id}`] = 'Pick a day.';
  }
  return troubles;
}

/** As the command takes it; what is not a person or a day is left to its own rules. */
export function commandOf(plan: Plan, stepId: string, draft: ApprovalDraft, seen: string): unknown {
  const args: Omit<CommandArgs['decideApproval'], 'conditions'> = {
    id: draft.id,
    stepId,
    outcome: draft.outcome as Outcome,
    note: draft.note,
    missing: draft.outcome === 'rejected' ? draft.reason : draft.missing,
    seen,
  };
  const conditions = written(draft).map(({ id, title, who, day }) => {
    const nobody = /^side:(seller|buyer)$/.exec(who)?.[1] as Side | undefined;
    const side = nobody ?? findPerson(plan, who)?.side ?? 'buyer';
    return { id, title, side, role: null, stakeholderId: nobody ? null : who, dueDay: day };
  });
  return { ...args, conditions: draft.outcome === 'approvedWithConditions' ? conditions : [] };
}

/** Where the command's own rules point, in the words of this form. */
export function fieldOf(draft: ApprovalDraft, path: string): string {
  const [list, index, key] = path.split('.');
  const condition = list === 'conditions' ? written(draft)[Number(index)] : undefined;
  if (path === 'missing' && draft.outcome === 'rejected') return 'reason';
  if (!condition) return path === 'conditions' || path === 'missing' || path === 'note' ? path : '';
  const field = key === 'dueDay' ? 'day' : key === 'title' ? 'title' : 'who';
  return `${field}.${condition.id}`;
}
