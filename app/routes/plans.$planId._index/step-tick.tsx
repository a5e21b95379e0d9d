import { CommandForm } from '#app/components/command-form.tsx';
import { Node } from '#app/components/node.tsx';
import { pathTo, useOpened } from '#app/components/opened.tsx';
import { useReader } from '#app/components/plan-reader.ts';
import { seenWithQuestion } from '#app/components/seen.ts';
import { notYourHand } from '#app/domain/agreement.ts';
import { isForBoth, type Step } from '#app/domain/plan.ts';
import { lookOf } from '#app/domain/plan-words.ts';
import { useEditing } from '#app/live/editing.ts';
import styles from './step-tick.module.css';

export const tickForm = (stepId: string) => `tick-${stepId}`;

/** A step's node; where it is the reader's own to do, a tick. An approval is decided, never ticked. */
export function StepTick({ step }: { step: Step }) {
  const { plan, actor, today } = useEditing();
  const reader = useReader();
  const { path } = useOpened();
  const node = (
    <Node
      kind={step.type}
      state={lookOf(plan, step, today)}
      only={isForBoth(plan, step) ? undefined : reader.side}
    />
  );
  const mine = reader.canEdit && notYourHand(plan, step, actor) === null;
  if (!mine || step.type === 'approval' || step.agreement === 'declined') return node;
  const ended = step.status === 'done' || step.status === 'skipped';
  return (
    <span className={styles.tick}>
      <CommandForm
        type={ended ? 'reopenStep' : 'completeStep'}
        args={{ stepId: step.id }}
        base={seenWithQuestion(plan, step, 'status')}
        back={pathTo(path, null, `step-${step.id}`)}
        name={tickForm(step.id)}
      >
        <button
          type="submit"
          className={styles.button}
          data-tick=""
          data-done={ended || undefined}
          aria-label={ended ? `Open again: ${step.title}` : `Done: ${step.title}`}
        >
          {node}
        </button>
      </CommandForm>
    </span>
  );
}
