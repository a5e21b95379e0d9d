import { isApprover, mayDecideNow } from '#app/components/approval-words.ts';
import { whoDecides } from '#app/components/deciders-words.ts';
import { type PlanReader, useReader } from '#app/components/plan-reader.ts';
import { inOutlineWords, isInOutline } from '#app/domain/approval.ts';
import { findPerson, isDraft, isOpen, type Plan, type Step, sideName } from '#app/domain/plan.ts';
import { useEditing } from '#app/live/editing.ts';
import { Notice } from '#app/ui/notice.tsx';
import styles from './approve.module.css';

/** Named, and asked only once those before them have said yes. */
const mineLater = (plan: Plan, step: Step, reader: string | null): boolean =>
  isOpen(step) && isApprover(step, reader) && !mayDecideNow(plan, step, reader);

/** Why somebody who might expect it has no form here. */
export function CannotDecide({ step }: { step: Step }) {
  const { plan } = useEditing();
  const reader = useReader();
  const notice = whyNotNow(plan, step, reader);
  return notice && <div className={styles.notice}>{notice}</div>;
}

function whyNotNow(plan: Plan, step: Step, reader: PlanReader) {
  const named = findPerson(plan, reader.stakeholderId);
  if (step.status === 'skipped')
    return <Notice title="This approval was skipped">{step.statusReason ?? 'No reason was given.'}</Notice>;
  if (isDraft(plan))
    return <Notice>It is decided once the plan is shared with {plan.goal.buyerName}.</Notice>;
  if (isInOutline(step)) return <Notice>It {inOutlineWords}</Notice>;
  if (mineLater(plan, step, reader.stakeholderId))
    return (
      <Notice>{whoDecides(plan, step, reader.stakeholderId)} A letter tells you when it is your turn.</Notice>
    );
  if (reader.sealed && named && step.owners.some((o) => o.stakeholderId === named.id))
    return (
      <Notice tone="need">
        Who leads this at {sideName(plan, reader.side)} has to let you in before you can decide.
      </Notice>
    );
  return null;
}
