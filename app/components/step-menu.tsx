import type { CommandArgs, CommandType } from '#app/domain/decide.ts';
import {
  isDraft,
  isForBoth,
  type Offer,
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
import { DetailsMenuButton, DetailsMenuLink } from '#app/ui/details-menu.tsx';
import { Field } from '#app/ui/field.tsx';
import { TextInput } from '#app/ui/text-input.tsx';
import { CommandForm } from './command-form.tsx';
import { seen, useMay } from './may.ts';
import { pathTo, useClose, useOpened } from './opened.tsx';
import { useReader } from './plan-reader.ts';
import { type Spot, spotAbove, spotAtEnd, spotBelow } from './reorder.ts';
import styles from './step-menu.module.css';

/** Everything a row can do. Each line is a form of its own, and stands here only if it would do something. */
export function StepMenu({ step }: { step: Step }) {
  const { plan } = useEditing();
  const { side } = useReader();
  const stepId = step.id;
  const own = offerOn(plan, stepId);
  const elsewhere = plan.milestones.filter((m) => m.id !== step.milestoneId);
  return (
    <>
      <DetailsMenuLink href={paths.planStep(plan.id, stepId)}>Open and edit</DetailsMenuLink>
      <Item type="proposeStep" args={{ stepId }} step={step}>
        {proposeWords(plan, step, side)}
      </Item>
      {own && <TakeBack step={step} offer={own} />}
      <Item type="revealStep" args={{ stepId }} step={step}>
        {isDraft(plan) ? 'Share it too' : `Show ${sideName(plan, otherSide(side))} too`}
      </Item>
      <Item type="hideStep" args={{ stepId }} step={step}>{`Only ${sideName(plan, side)}`}</Item>
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
        <Item type="reopenStep" args={{ stepId }} base={seen(step, 'status')} step={step}>
          Open again
        </Item>
      )}
      <Item type="removeStep" args={{ stepId }} step={step} danger>
        Remove
      </Item>
    </>
  );
}

const proposeWords = (plan: Plan, step: Step, side: Side): string =>
  step.owners.some((o) => o.side !== side)
    ? `Propose to ${sideName(plan, otherSide(side))}`
    : isForBoth(plan, step)
      ? 'Promise this'
      : 'Propose';

interface ItemProps<T extends CommandType> {
  type: T;
  args: CommandArgs[T];
  base?: Record<string, number>;
  step: Step;
  danger?: boolean;
  children: string;
}

function Item<T extends CommandType>({ type, args, base, step, danger, children }: ItemProps<T>) {
  const may = useMay();
  const { path } = useOpened();
  const close = useClose();
  const { troubles } = useEditing();
  const name = `menu-${type}-${step.id}-${children}`;
  if (!may(type, args) && !troubles[name]) return null;
  return (
    <CommandForm
      type={type}
      args={{ ...args }}
      base={base}
      name={name}
      back={pathTo(path, null, type === 'removeStep' ? `milestone-${step.milestoneId}` : `step-${step.id}`)}
      onDone={close}
    >
      <DetailsMenuButton danger={danger}>{children}</DetailsMenuButton>
    </CommandForm>
  );
}

function TakeBack({ step, offer }: { step: Step; offer: Offer }) {
  return (
    <Item type="withdrawOffer" args={{ offerId: offer.id }} step={step}>
      Take back the question
    </Item>
  );
}

function Move({ step, spot, words }: { step: Step; spot: Spot | null; words: string }) {
  if (!spot) return null;
  return (
    <Item type="moveStep" args={{ stepId: step.id, ...spot }} step={step}>
      {words}
    </Item>
  );
}

function Skip({ step }: { step: Step }) {
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
          base={seen(step, 'status')}
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
