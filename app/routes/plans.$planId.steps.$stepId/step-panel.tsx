import { Node } from '#app/components/node.tsx';
import { useHere } from '#app/components/plan-frame.tsx';
import { useReader } from '#app/components/plan-reader.ts';
import { whoseStep } from '#app/components/who-words.ts';
import { findMilestone, isForBoth, type Step } from '#app/domain/plan.ts';
import { lookOf } from '#app/domain/plan-words.ts';
import { useEditing } from '#app/live/editing.ts';
import { EditedText } from './edited-text.tsx';
import { StepDays } from './step-days.tsx';
import { StepMore } from './step-more.tsx';
import { StepOrder } from './step-order.tsx';
import { StepOwners } from './step-owners.tsx';
import styles from './step-panel.module.css';
import { StepTurn } from './step-turn.tsx';

/** Everything about one step, for whoever may read it; what its reader may not do is not offered. */
export function StepPanel({ step }: { step: Step }) {
  const { plan, today } = useEditing();
  const { side, stakeholderId } = useReader();
  const here = useHere();
  const milestone = findMilestone(plan, step.milestoneId);
  const look = lookOf(plan, step, today);
  return (
    <article className={styles.panel}>
      <p className={styles.where}>
        <Node kind={step.type} state={look} only={isForBoth(plan, step) ? undefined : side} />
        {[milestone?.name, whoseStep(plan, step, stakeholderId)].filter(Boolean).join(', ')}
      </p>
      <EditedText step={step} field="title" label="Name" back={here} />
      <StepDays step={step} />
      <StepTurn step={step} back={here} />
      <EditedText step={step} field="ask" label="What is asked" empty="Nothing written yet." back={here} />
      <EditedText step={step} field="doneWhen" label="Done when" empty="Nothing written yet." back={here} />
      <StepOrder step={step} back={here} />
      <StepOwners step={step} back={here} />
      <StepMore step={step} back={here} />
    </article>
  );
}
