import { CommandForm } from '#app/components/command-form.tsx';
import { useMay } from '#app/components/may.ts';
import { OpenItem, pathTo, useClose, useOpened } from '#app/components/opened.tsx';
import { useReader } from '#app/components/plan-reader.ts';
import { seen, seenWithQuestion } from '#app/components/seen.ts';
import {
  isDraft,
  isForBoth,
  offerOn,
  otherSide,
  type Plan,
  type Side,
  type Step,
  sideName,
} from '#app/domain/plan.ts';
import * as paths from '#app/http/paths.ts';
import { useEditing } from '#app/live/editing.ts';
import { Button } from '#app/ui/button.tsx';
import { DetailsMenuLink } from '#app/ui/details-menu.tsx';
import { Field } from '#app/ui/field.tsx';
import { TextInput } from '#app/ui/text-input.tsx';
import { addStepKey } from './add-step.tsx';
import { MenuCommand } from './menu-command.tsx';
import { type Spot, spotAbove, spotAtEnd, spotBelow } from './reorder.ts';
import { partKey } from './row-editor.tsx';
import styles from './step-menu.module.css';

/** Everything a row can do. Each line is a form of its own, and stands here only if it would do something. */
export function StepMenu({ step }: { step: Step }) {
  const { plan } = useEditing();
  const { side } = useReader();
  const stepId = step.id;
  const here = rowOf(step);
  const own = offerOn(plan, stepId);
  const elsewhere = plan.milestones.filter((m) => m.id !== step.milestoneId);
  return (
    <>
      <DetailsMenuLink href={paths.planStep(plan.id, stepId)}>Open and edit</DetailsMenuLink>
      <OpenItem what={partKey('title', stepId)} anchor={here.anchor}>
        Rename, who and when
      </OpenItem>
      <OpenItem what={addStepKey(step.milestoneId, stepId)} anchor={`add-${step.milestoneId}`}>
        New step below
      </OpenItem>
      <MenuCommand type="proposeStep" args={{ stepId }} {...here}>
        {proposeWords(plan, step, side)}
      </MenuCommand>
      <MenuCommand type="askIfDone" args={{ stepId }} {...here}>
        Ask whether it is done
      </MenuCommand>
      {own && (
        <MenuCommand type="withdrawOffer" args={{ offerId: own.id }} {...here}>
          Take back the question
        </MenuCommand>
      )}
      <MenuCommand type="revealStep" args={{ stepId }} {...here}>
        {isDraft(plan) ? 'Share it too' : `Show ${sideName(plan, otherSide(side))} too`}
      </MenuCommand>
      <MenuCommand type="hideStep" args={{ stepId }} {...here}>{`Only ${sideName(plan, side)}`}</MenuCommand>
      <hr className={styles.rule} />
      <Move step={step} spot={spotAbove(plan, step)} words="Move up" />
      <Move step={step} spot={spotBelow(plan, step)} words="Move down" />
      {elsewhere.length > 0 && (
        <details className={styles.more}>
          <summary>Move to …</summary>
          {elsewhere.map((m) => (
            <Move key={m.id} step={step} spot={spotAtEnd(plan, m.id)} words={m.name} />
          ))}
        </details>
      )}
      <hr className={styles.rule} />
      <Skip step={step} />
      {step.status === 'skipped' && (
        <MenuCommand type="reopenStep" args={{ stepId }} base={seen(step, 'status')} {...here}>
          Open again
        </MenuCommand>
      )}
      <MenuCommand
        type="removeStep"
        args={{ stepId }}
        to={stepId}
        anchor={`milestone-${step.milestoneId}`}
        danger
      >
        Remove
      </MenuCommand>
    </>
  );
}

const rowOf = (step: Step) => ({ to: step.id, anchor: `step-${step.id}` });

const proposeWords = (plan: Plan, step: Step, side: Side): string =>
  step.owners.some((o) => o.side !== side)
    ? `Propose to ${sideName(plan, otherSide(side))}`
    : isForBoth(plan, step)
      ? 'Promise this'
      : 'Propose';

function Move({ step, spot, words }: { step: Step; spot: Spot | null; words: string }) {
  if (!spot) return null;
  return (
    <MenuCommand type="moveStep" args={{ stepId: step.id, ...spot }} {...rowOf(step)}>
      {words}
    </MenuCommand>
  );
}

function Skip({ step }: { step: Step }) {
  const { plan } = useEditing();
  const may = useMay();
  const { path } = useOpened();
  const close = useClose();
  if (step.status === 'skipped' || !may('skipStep', { stepId: step.id, reason: 'why' })) return null;
  return (
    <details className={styles.more}>
      <summary>Skip</summary>
      <div className={styles.reason}>
        <CommandForm
          type="skipStep"
          args={{ stepId: step.id }}
          base={seenWithQuestion(plan, step, 'status')}
          name={`menu-skip-${step.id}`}
          back={pathTo(path, null, `step-${step.id}`)}
          onDone={close}
        >
          <Field label="Why it is not needed">
            <TextInput name="set.reason" required maxLength={1000} />
          </Field>
          <Button size="s">Skip this step</Button>
        </CommandForm>
      </div>
    </details>
  );
}
