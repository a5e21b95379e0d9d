import { seen } from '#app/components/may.ts';
import { OpenLink, OpenMenu, useOpened } from '#app/components/opened.tsx';
import { useReader } from '#app/components/plan-reader.ts';
import { stepsOf } from '#app/domain/order.ts';
import { isOpen, type Milestone, type Step } from '#app/domain/plan.ts';
import { stepCount } from '#app/domain/plan-words.ts';
import { useEditing } from '#app/live/editing.ts';
import { AddIcon } from '#app/ui/icons.tsx';
import { AddStep, addStepKey } from './add-step.tsx';
import { MilestoneHeading } from './milestone-heading.tsx';
import { MilestoneMenu, renameKey } from './milestone-menu.tsx';
import { milestoneWords } from './milestone-words.ts';
import { NameForm } from './name-form.tsx';
import styles from './plan-milestone.module.css';
import { PlanStep } from './plan-step.tsx';
import { RailNote, StepList } from './step-list.tsx';

/** More ended steps than this fold on a phone. */
const longOnPhone = 4;

export interface PlanMilestoneProps {
  milestone: Milestone;
  first: boolean;
  last: boolean;
  /** Far ahead in a long plan: closed until somebody wants to see it. */
  folded: boolean;
  canDrag: boolean;
}

/** A milestone, its steps on the line, and the place to add one. */
export function PlanMilestone({ milestone, first, last, folded, canDrag }: PlanMilestoneProps) {
  const { plan } = useEditing();
  const reader = useReader();
  const { what } = useOpened();
  const steps = stepsOf(plan, milestone.id);
  const heading = `milestone-${milestone.id}-name`;
  const section = `milestone-${milestone.id}`;
  const adding = what === addStepKey(milestone.id);
  const renaming = what === renameKey(milestone.id);
  const emptyEnd = last && steps.length === 0 && !adding;
  return (
    <section
      id={section}
      aria-labelledby={heading}
      className={styles.milestone}
      data-milestone={milestone.id}
    >
      <MilestoneHeading
        {...milestoneWords(plan, milestone, reader.side)}
        id={heading}
        name={milestone.name}
        reached={milestone.reachedOn !== null}
        first={first}
        last={emptyEnd}
        actions={reader.canEdit && <HeadingActions milestone={milestone} anchor={section} />}
      />
      {renaming && (
        <RailNote>
          <NameForm
            type="renameMilestone"
            args={{ milestoneId: milestone.id }}
            base={seen(milestone, 'name')}
            field="name"
            label="The milestone's name"
            value={milestone.name}
            button="Rename"
            anchor={section}
          />
        </RailNote>
      )}
      <Steps
        milestone={milestone}
        steps={steps}
        heading={heading}
        endsLine={last && !adding}
        folded={folded}
        canDrag={canDrag}
      />
      {adding && (
        <RailNote last={last}>
          <AddStep milestone={milestone} />
        </RailNote>
      )}
    </section>
  );
}

function HeadingActions({ milestone, anchor }: { milestone: Milestone; anchor: string }) {
  return (
    <div className={styles.actions}>
      <OpenLink
        what={addStepKey(milestone.id)}
        label={`Add a step to ${milestone.name}`}
        look="bare"
        size="s"
        anchor={`add-${milestone.id}`}
      >
        <AddIcon size={15} aria-hidden="true" />
        <span className={styles.words}>Add a step</span>
      </OpenLink>
      <OpenMenu what={`menu.${milestone.id}`} label={`More for ${milestone.name}`} anchor={anchor} sign="···">
        {() => <MilestoneMenu milestone={milestone} />}
      </OpenMenu>
    </div>
  );
}

interface StepsProps {
  milestone: Milestone;
  steps: Step[];
  heading: string;
  endsLine: boolean;
  folded: boolean;
  canDrag: boolean;
}

function Steps({ milestone, steps, heading, endsLine, folded, canDrag }: StepsProps) {
  const reader = useReader();
  const { what } = useOpened();
  const allKey = `all.${milestone.id}`;
  const isLong = milestone.reachedOn !== null && steps.length > longOnPhone && !steps.some(isOpen);
  if (steps.length === 0) return null;
  const list = (
    <StepList labelledBy={heading} withActions={reader.canEdit}>
      {steps.map((step, index) => (
        <PlanStep key={step.id} step={step} last={endsLine && index === steps.length - 1} canDrag={canDrag} />
      ))}
    </StepList>
  );
  if (folded)
    return (
      <details className={styles.fold}>
        <summary>{stepCount(steps.length)} in outline, for later</summary>
        {list}
      </details>
    );
  if (!isLong || what === allKey) return list;
  return (
    <>
      <div className={styles.quietOnPhone}>{list}</div>
      <div className={styles.onPhone}>
        <RailNote last={endsLine}>
          <OpenLink what={allKey} look="bare" size="s" anchor={`milestone-${milestone.id}`}>
            Show the {stepCount(steps.length)}
          </OpenLink>
        </RailNote>
      </div>
    </>
  );
}
