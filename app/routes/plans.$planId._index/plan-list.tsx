import { useRef } from 'react';
import { useReader } from '#app/components/plan-reader.ts';
import { countedStepsOf, currentMilestone } from '#app/domain/milestone.ts';
import { looseSteps } from '#app/domain/order.ts';
import { isForBoth, isOpen, type Milestone, type Plan } from '#app/domain/plan.ts';
import { useEditing } from '#app/live/editing.ts';
import { AddMilestone } from './add-milestone.tsx';
import styles from './plan-list.module.css';
import { PlanMilestone } from './plan-milestone.tsx';
import { outlineIn } from './plan-next.ts';
import { PlanStep } from './plan-step.tsx';
import { useRowKeys } from './row-keys.ts';
import { useCanDrag, useStepDrag } from './step-drag.ts';
import { StepList } from './step-list.tsx';

/** More open shared steps than this are too many to agree on; above the second number the far ones fold. */
const many = 20;
const foldsAbove = 30;

/** The plan standing up: every milestone with its steps, on one line. */
export function PlanList() {
  const { plan } = useEditing();
  const reader = useReader();
  const list = useRef<HTMLDivElement>(null);
  const canDrag = useCanDrag();
  const onKeyDown = useRowKeys();
  useStepDrag(list, canDrag);
  const open = plan.steps.filter((s) => isForBoth(plan, s) && isOpen(s)).length;
  const loose = looseSteps(plan);
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for forms
    <div
      ref={list}
      className={styles.list}
      role="group"
      aria-label="Milestones and steps"
      onKeyDown={onKeyDown}
    >
      {open > many && (
        <p className={styles.many}>
          {open} steps are open for both sides. Above {many}, people lose sight of what is next: some could be
          joined, or wait for a later milestone.
        </p>
      )}
      {plan.milestones.map((milestone, index) => (
        <PlanMilestone
          key={milestone.id}
          milestone={milestone}
          first={index === 0}
          last={index === plan.milestones.length - 1}
          folded={open > foldsAbove && isFarOutline(plan, milestone)}
          canDrag={canDrag}
        />
      ))}
      {loose.length > 0 && (
        <section aria-labelledby="loose">
          <h2 id="loose" className={styles.loose}>
            Without a milestone
          </h2>
          <p className={styles.many}>Their milestone has been removed. Move them into another one.</p>
          <StepList labelledBy="loose" withActions={reader.canEdit}>
            {loose.map((step) => (
              <PlanStep key={step.id} step={step} last={false} canDrag={canDrag} />
            ))}
          </StepList>
        </section>
      )}
      {reader.canEdit && (
        <div id="add-milestone" className={styles.add}>
          <AddMilestone />
        </div>
      )}
    </div>
  );
}

/** Nobody is asked for anything in it, and it is not what comes next. */
function isFarOutline(plan: Plan, milestone: Milestone): boolean {
  const open = countedStepsOf(plan, milestone.id).filter(isOpen);
  const current = plan.milestones.findIndex((m) => m.id === currentMilestone(plan)?.id);
  const at = plan.milestones.findIndex((m) => m.id === milestone.id);
  return at > current + 1 && open.length > 0 && outlineIn(plan, milestone) === open.length;
}
