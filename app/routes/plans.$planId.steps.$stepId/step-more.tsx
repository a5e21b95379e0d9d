import { useNavigate } from '@remix-run/react';
import type { ReactNode } from 'react';
import { AnswerMore } from '#app/components/answers.tsx';
import { CommandForm } from '#app/components/command-form.tsx';
import { useKept } from '#app/components/kept.ts';
import { useMay } from '#app/components/may.ts';
import { useIsOpen } from '#app/components/opened.tsx';
import { ReasonForm } from '#app/components/panel-forms.tsx';
import { useReader } from '#app/components/plan-reader.ts';
import { seenWithQuestion } from '#app/components/seen.ts';
import type { CommandType } from '#app/domain/decide.ts';
import { isForBoth, otherSide, type Plan, type Step, sideName } from '#app/domain/plan.ts';
import * as paths from '#app/http/paths.ts';
import { useEditing } from '#app/live/editing.ts';
import { Button } from '#app/ui/button.tsx';
import { Disclosure } from '#app/ui/disclosure.tsx';
import { ifSlipsForm, NoIfSlips } from './if-slips.tsx';
import { StepKind } from './step-kind.tsx';
import styles from './step-more.module.css';
import type { StepSectionProps } from './step-section.ts';

/** What few people need: kind and length, who sees it, leaving it out. */
export function StepMore({ step, back }: StepSectionProps) {
  const { plan } = useEditing();
  const reader = useReader();
  const may = useMay();
  const navigate = useNavigate();
  const skipName = `skipStep:${step.id}`;
  const kept = useKept(skipName);
  const isWriting = useIsOpen('ifSlips', ifSlipsForm(step.id)) && step.ifSlips === '';
  const args = { stepId: step.id };
  const other = sideName(plan, otherSide(reader.side));
  const ours = sideName(plan, reader.side);
  if (!reader.canEdit) return null;
  const act = (type: CommandType, label: string, note?: ReactNode) =>
    may(type as 'proposeStep', args) && <Act {...{ step, type, label, note, back }} key={type} />;
  return (
    <>
      <div className={styles.next}>
        {act('proposeStep', proposeLabel(plan, step, reader.side))}
        {act(
          'revealStep',
          step.layer === reader.side && plan.layer === 'shared' ? `Propose to ${other}` : 'Show both sides',
          `Only ${ours} sees this step now.`,
        )}
      </div>
      <div className={styles.more}>
        <Disclosure summary="More" open={!!kept || isWriting || undefined}>
          <div className={styles.list}>
            <StepKind step={step} back={back} />
            <NoIfSlips step={step} back={back} />
            {isForBoth(plan, step) &&
              act('hideStep', `Keep it to ${ours}`, `${other} will not see it any more.`)}
            {may('skipStep', { ...args, reason: 'asked' }) && (
              <AnswerMore label="Skip this step" open={!!kept} size="m">
                {(close) => (
                  <ReasonForm
                    type="skipStep"
                    args={args}
                    base={seenWithQuestion(plan, step, 'status')}
                    name={skipName}
                    label="Why is it not needed?"
                    button="Skip it"
                    back={back}
                    close={close}
                  />
                )}
              </AnswerMore>
            )}
            {may('removeStep', args) && (
              <CommandForm
                type="removeStep"
                args={args}
                name={`removeStep:${step.id}`}
                back={paths.plan(plan.id)}
                onDone={() => navigate(paths.plan(plan.id))}
              >
                <Button look="danger">Remove this step</Button>
              </CommandForm>
            )}
          </div>
        </Disclosure>
      </div>
    </>
  );
}

function Act({
  step,
  type,
  label,
  note,
  back,
}: {
  step: Step;
  type: CommandType;
  label: string;
  note?: ReactNode;
  back: string;
}) {
  return (
    <div className={styles.act}>
      {note && <p>{note}</p>}
      <CommandForm type={type} args={{ stepId: step.id }} name={`${type}:${step.id}`} back={back}>
        <Button>{label}</Button>
      </CommandForm>
    </div>
  );
}

/** One's own work is promised, the other side's is asked for. */
function proposeLabel(plan: Plan, step: Step, side: 'seller' | 'buyer'): string {
  const asks = step.owners.some((o) => o.side !== side);
  return asks ? `Propose to ${sideName(plan, otherSide(side))}` : 'Promise this step';
}
