import { useRef } from 'react';
import { useReader } from '#app/components/plan-reader.ts';
import { countedStepsOf, currentMilestone } from '#app/domain/milestone.ts';
import { looseSteps, stepsOf } from '#app/domain/order.ts';
import { isForBoth, isOpen, type Milestone, type Plan } from '#app/domain/plan.ts';
import { stepCount } from '#app/domain/plan-words.ts';
import { useEditing } from '#app/live/editing.ts';
import { AddMilestone } from './add-milestone.tsx';
import type { Fold } from './folds.tsx';
import { useKeptFocus } from './kept-focus.ts';
import { KeysWhenAsked } from './keys-when-asked.tsx';
import styles from './plan-list.module.css';
import { PlanMilestone } from './plan-milestone.tsx';
import { outlineIn } from './plan-next.ts';
import { PlanStep } from './plan-step.tsx';
import { useCanDrag, useStepDrag } from './step-drag.ts';
import { StepList } from './step-list.tsx';

/** More open shared steps than this are too many to agree on; above the second number what is not near folds. */
const many = 20;
const foldsAbove = 30;

/** The plan standing up: every milestone with its steps, on one line. `openStep`: the one open beside it. */
export function PlanList({ openStep = null }: { openStep?: string | null }) {
  const { plan } = useEditing();
  const reader = useReader();
  const list = useRef<HTMLDivElement>(null);
  const canDrag = useCanDrag();
  const keepFocus = useKeptFocus(list, plan.steps);
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
      data-plan-list={reader.side}
      {...keepFocus}
    >
      {open > many && (
        <p className={styles.many} role="note">
          {open} steps are open. People finish shorter plans; keep later ones in outline.
        </p>
      )}
      {plan.milestones.map((milestone, index) => (
        <PlanMilestone
          key={milestone.id}
          milestone={milestone}
          first={index === 0}
          last={index === plan.milestones.length - 1}
          fold={open > foldsAbove ? foldOf(plan, milestone) : null}
          canDrag={canDrag}
          openStep={openStep}
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
              <PlanStep
                key={step.id}
                step={step}
                last={false}
                canDrag={canDrag}
                current={step.id === openStep}
              />
            ))}
          </StepList>
        </section>
      )}
      <div id="add-milestone" className={styles.add}>
        {reader.canEdit && <AddMilestone />}
        <KeysWhenAsked list={list} />
      </div>
    </div>
  );
}

/** In a long plan what is behind and what is far ahead begin folded, each with how much it holds. */
function foldOf(plan: Plan, milestone: Milestone): Fold | null {
  const steps = stepsOf(plan, milestone.id);
  if (milestone.reachedOn !== null && !steps.some(isOpen))
    return { key: `${milestone.id}.reached`, words: `${stepCount(steps.length)}, all behind us` };
  if (!isFarOutline(plan, milestone)) return null;
  return { key: milestone.id, words: `${stepCount(steps.length)} in outline, for later` };
}

/** Nobody is asked for anything in it, and it is not what comes next. */
function isFarOutline(plan: Plan, milestone: Milestone): boolean {
  const open = countedStepsOf(plan, milestone.id).filter(isOpen);
  const current = plan.milestones.findIndex((m) => m.id === currentMilestone(plan)?.id);
  const at = plan.milestones.findIndex((m) => m.id === milestone.id);
  return at > current + 1 && open.length > 0 && outlineIn(plan, milestone) === open.length;
}
