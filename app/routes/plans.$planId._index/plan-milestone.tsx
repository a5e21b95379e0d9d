import { useKept } from '#app/components/kept.ts';
import { OpenLink, OpenMenu, useIsOpen, useOpened } from '#app/components/opened.tsx';
import { useReader } from '#app/components/plan-reader.ts';
import { seen } from '#app/components/seen.ts';
import { MissingInputs } from '#app/components/step-inputs-missing.tsx';
import { stepsOf } from '#app/domain/order.ts';
import { isOpen, type Milestone, type Step } from '#app/domain/plan.ts';
import { stepCount } from '#app/domain/plan-words.ts';
import { missingInputs } from '#app/domain/step-parts.ts';
import { useEditing } from '#app/live/editing.ts';
import { AddIcon } from '#app/ui/icons.tsx';
import { AddStep, addingAfter, addStepForm, addStepKey } from './add-step.tsx';
import { type Fold, FoldedSteps } from './folds.tsx';
import { MilestoneHeading } from './milestone-heading.tsx';
import { MilestoneMenu, renameKey } from './milestone-menu.tsx';
import { milestoneWords } from './milestone-words.ts';
import { NameForm, nameFormOf } from './name-form.tsx';
import styles from './plan-milestone.module.css';
import { PlanStep } from './plan-step.tsx';
import { RailNote, StepList } from './step-list.tsx';

/** More ended steps than this fold on a phone. */
const longOnPhone = 4;

export interface PlanMilestoneProps {
  milestone: Milestone;
  first: boolean;
  last: boolean;
  /** In a long plan: closed until somebody wants to see it, and as they left it from then on. */
  fold: Fold | null;
  canDrag: boolean;
  /** The step that is open beside the plan. */
  openStep: string | null;
}

/** A milestone, its steps on the line, and the place to add one. */
export function PlanMilestone(props: PlanMilestoneProps) {
  const { milestone, first, last, fold, canDrag, openStep } = props;
  const { plan, today } = useEditing();
  const reader = useReader();
  const steps = stepsOf(plan, milestone.id);
  const heading = `milestone-${milestone.id}-name`;
  const section = `milestone-${milestone.id}`;
  const after = useAddingAfter(milestone, steps);
  const adding = reader.canEdit && after !== undefined;
  const renaming = useIsOpen(
    renameKey(milestone.id),
    nameFormOf('renameMilestone', { milestoneId: milestone.id }),
  );
  const emptyEnd = last && steps.length === 0 && !adding;
  return (
    <section
      id={section}
      aria-labelledby={heading}
      className={styles.milestone}
      data-milestone={milestone.id}
    >
      <MilestoneHeading
        {...milestoneWords(plan, milestone, reader.side, today)}
        id={heading}
        name={
          reader.canEdit ? (
            <OpenLink what={renameKey(milestone.id)} anchor={section} className={styles.name} isValue>
              {milestone.name}
            </OpenLink>
          ) : (
            milestone.name
          )
        }
        reached={milestone.reachedOn !== null}
        first={first}
        last={emptyEnd}
        actions={reader.canEdit && <HeadingActions milestone={milestone} anchor={section} />}
      />
      {milestone.reachedOn === null && missingInputs(plan, milestone.id).length > 0 && (
        <RailNote>
          <MissingInputs milestoneId={milestone.id} />
        </RailNote>
      )}
      {renaming && reader.canEdit && (
        <RailNote>
          <NameForm
            what={renameKey(milestone.id)}
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
        endsLine={last}
        fold={fold}
        canDrag={canDrag}
        openStep={openStep}
        after={adding ? after : undefined}
      />
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

/** Behind which step a new one is written here; what was typed and not taken keeps its place. */
function useAddingAfter(milestone: Milestone, steps: Step[]): string | null | undefined {
  const { what } = useOpened();
  const lost = useKept(addStepForm(milestone.id));
  const last = steps.at(-1)?.id ?? null;
  const after = addingAfter(what, milestone.id, last);
  if (after === undefined) return lost ? last : undefined;
  return after === null || steps.some((s) => s.id === after) ? after : last;
}

interface StepsProps {
  milestone: Milestone;
  steps: Step[];
  heading: string;
  endsLine: boolean;
  fold: Fold | null;
  canDrag: boolean;
  openStep: string | null;
  after: string | null | undefined;
}

function Steps({ milestone, steps, heading, endsLine, fold, canDrag, openStep, after }: StepsProps) {
  const reader = useReader();
  const { what } = useOpened();
  const allKey = `all.${milestone.id}`;
  const isLong = milestone.reachedOn !== null && steps.length > longOnPhone && !steps.some(isOpen);
  const adding = after !== undefined;
  if (steps.length === 0 && !adding) return null;
  const isLast = (index: number) => endsLine && index === steps.length - 1 && after !== steps[index]?.id;
  const fresh = adding && (
    <li key="new" className={styles.fresh}>
      <AddStep milestone={milestone} afterId={after} />
    </li>
  );
  const list = (
    <StepList labelledBy={heading} withActions={reader.canEdit}>
      {/* One list, so that what is typed stays when its place moves below the first step. */}
      {[
        after === null && fresh,
        ...steps.flatMap((step, index) => [
          <PlanStep
            key={step.id}
            step={step}
            last={isLast(index)}
            canDrag={canDrag}
            current={step.id === openStep}
          />,
          after === step.id && fresh,
        ]),
      ]}
    </StepList>
  );
  if (fold && !adding)
    return (
      <FoldedSteps fold={fold} mustShow={steps.some((s) => s.id === openStep)}>
        {list}
      </FoldedSteps>
    );
  if (!isLong || what === allKey || adding) return list;
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
