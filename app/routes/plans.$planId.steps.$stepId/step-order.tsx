import { useState } from 'react';
import { AnswerMore, PanelFields } from '#app/components/answers.tsx';
import { CommandForm } from '#app/components/command-form.tsx';
import { FieldForm } from '#app/components/field-form.tsx';
import { useKept } from '#app/components/kept.ts';
import { useMay } from '#app/components/may.ts';
import { useReader } from '#app/components/plan-reader.ts';
import { SectionHeading } from '#app/components/section-heading.tsx';
import { seen } from '#app/components/seen.ts';
import { whoDoes } from '#app/components/who-words.ts';
import { shortDay } from '#app/domain/day.ts';
import { beginsWords } from '#app/domain/lag-words.ts';
import { allInOrder } from '#app/domain/order.ts';
import { type Dependency, findMilestone, findStep, type Step } from '#app/domain/plan.ts';
import * as paths from '#app/http/paths.ts';
import { useEditing } from '#app/live/editing.ts';
import { Button } from '#app/ui/button.tsx';
import { Card, CardItem } from '#app/ui/card.tsx';
import { Field } from '#app/ui/field.tsx';
import { CloseIcon } from '#app/ui/icons.tsx';
import { Select } from '#app/ui/select.tsx';
import styles from './step-order.module.css';
import type { StepSectionProps } from './step-section.ts';

/** What a step waits for and what follows it. */
export function StepOrder({ step, back }: StepSectionProps) {
  const { plan } = useEditing();
  const may = useMay();
  const before = plan.dependencies.filter((d) => d.stepId === step.id);
  const following = plan.dependencies.filter((d) => d.afterId === step.id);
  const candidates = allInOrder(plan).filter(
    (other) =>
      other.id !== step.id && may('addDependency', { id: 'asked', stepId: step.id, afterId: other.id }),
  );
  return (
    <>
      {(before.length > 0 || candidates.length > 0) && (
        <section>
          <SectionHeading>What it waits for</SectionHeading>
          {before.length > 0 ? (
            <Card>
              {before.map((tie) => (
                <Tie key={tie.id} tie={tie} other={tie.afterId} back={back} canCut />
              ))}
            </Card>
          ) : (
            <p className={styles.none}>Nothing: it can begin any time.</p>
          )}
          {candidates.length > 0 && (
            <div className={styles.add}>
              <AnswerMore label="Wait for another step" look="bare" size="s">
                {(close) => <AddTie step={step} candidates={candidates} back={back} close={close} />}
              </AnswerMore>
            </div>
          )}
        </section>
      )}
      {following.length > 0 && (
        <section>
          <SectionHeading>What follows</SectionHeading>
          <Card>
            {following.map((tie) => (
              <Tie key={tie.id} tie={tie} other={tie.stepId} back={back} />
            ))}
          </Card>
        </section>
      )}
    </>
  );
}

function Tie({
  tie,
  other,
  back,
  canCut,
}: {
  tie: Dependency;
  other: string;
  back: string;
  canCut?: boolean;
}) {
  const { plan, today } = useEditing();
  const { stakeholderId } = useReader();
  const may = useMay();
  const step = findStep(plan, other);
  if (!step) return null;
  const who = whoDoes(plan, step, stakeholderId);
  const day = step.status === 'done' ? 'Done' : step.dueDay ? shortDay(step.dueDay, today) : 'No day yet';
  return (
    <CardItem
      title={step.title}
      href={paths.planStep(plan.id, step.id)}
      sub={[canCut && tie.lag !== 0 && beginsWords(tie.lag), `${day}, ${who}`].filter(Boolean).join(' · ')}
      end={
        canCut &&
        may('removeDependency', { dependencyId: tie.id }) && (
          <div className={styles.cut}>
            <CommandForm
              type="removeDependency"
              args={{ dependencyId: tie.id }}
              name={`removeDependency:${tie.id}`}
              back={back}
            >
              <Button look="bare" size="l" aria-label={`Do not wait for ${step.title}`}>
                <CloseIcon size={18} aria-hidden="true" />
              </Button>
            </CommandForm>
          </div>
        )
      }
    >
      {canCut && may('changeDependency', { dependencyId: tie.id, lag: tie.lag + 1 }) && (
        <Lag tie={tie} step={step} back={back} />
      )}
    </CardItem>
  );
}

/** What few people need, so beneath a word. */
function Lag({ tie, step, back }: { tie: Dependency; step: Step; back: string }) {
  const name = `changeDependency:${tie.id}`;
  const kept = useKept(name);
  return (
    <div className={styles.lag}>
      <AnswerMore
        label="Days in between"
        name={`Days between ${step.title} and this step`}
        open={!!kept}
        look="bare"
        size="s"
      >
        {(close) => (
          <PanelFields>
            <FieldForm
              type="changeDependency"
              args={{ dependencyId: tie.id }}
              base={seen(tie, 'lag')}
              name={name}
              back={back}
              label="Working days that pass in between"
              hint="Below 0, this step begins before the other one ends."
              field="json.lag"
              control={{ kind: 'number', min: 0 - step.duration, max: 400 }}
              value={String(tie.lag)}
              required
              button="Save"
              onDone={close}
            />
          </PanelFields>
        )}
      </AnswerMore>
    </div>
  );
}

function AddTie({
  step,
  candidates,
  back,
  close,
}: {
  step: Step;
  candidates: readonly Step[];
  back: string;
  close: () => void;
}) {
  const { plan } = useEditing();
  const name = `addDependency:${step.id}`;
  const kept = useKept(name);
  const [began] = useState(candidates);
  const options = began.map((s) => ({
    value: s.id,
    label: [s.title, findMilestone(plan, s.milestoneId)?.name].filter(Boolean).join(' · '),
  }));
  return (
    <CommandForm type="addDependency" args={{ stepId: step.id }} fresh name={name} back={back} onDone={close}>
      <PanelFields>
        <Field label="It can begin when this is done">
          <Select name="set.afterId" options={options} defaultValue={kept?.text('afterId')} />
        </Field>
        <Button size="l">Wait for it</Button>
      </PanelFields>
    </CommandForm>
  );
}
