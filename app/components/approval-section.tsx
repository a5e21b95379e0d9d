import { notYourHand } from '#app/domain/agreement.ts';
import { isOpen, type Step } from '#app/domain/plan.ts';
import * as paths from '#app/http/paths.ts';
import { useEditing } from '#app/live/editing.ts';
import { ApprovalLink } from './approval-link.tsx';
import styles from './approval-record.module.css';
import { ApprovalRecord } from './approval-record.tsx';
import { hasDecisions } from './approval-words.ts';
import { whoDecides } from './deciders-words.ts';
import { useReader } from './plan-reader.ts';
import { SectionHeading } from './section-heading.tsx';

/** On an approval's own page: what was decided so far, and the way to where it is. */
export function ApprovalSection({ step }: { step: Step }) {
  const { plan } = useEditing();
  const reader = useReader();
  if (step.type !== 'approval') return null;
  // Among what the hand on an open step can do stands the same way already.
  const isAbove = isOpen(step) && reader.canEdit && notYourHand(plan, step, reader) === null;
  return (
    <section>
      <SectionHeading>{hasDecisions(plan, step) ? 'What was decided' : 'The decision'}</SectionHeading>
      {hasDecisions(plan, step) ? (
        <ApprovalRecord step={step} />
      ) : (
        <p className={styles.quiet}>{whoDecides(plan, step, reader.stakeholderId)}</p>
      )}
      {!isAbove && (
        <p className={styles.way}>
          <ApprovalLink step={step} size="m" />
        </p>
      )}
      {plan.decisions.length > 0 && (
        <p className={styles.way}>
          <a href={paths.planDecisions(plan.id)}>All decisions on this plan</a>
        </p>
      )}
    </section>
  );
}
