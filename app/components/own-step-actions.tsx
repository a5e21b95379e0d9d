import { mustAsk } from '#app/domain/agreement.ts';
import { addDays } from '#app/domain/day.ts';
import { isForBoth, type Step } from '#app/domain/plan.ts';
import { useEditing } from '#app/live/editing.ts';
import { Button } from '#app/ui/button.tsx';
import { AnswerMore, Answers } from './answers.tsx';
import { ApprovalLink } from './approval-link.tsx';
import { CommandForm } from './command-form.tsx';
import { useKept } from './kept.ts';
import { useMay } from './may.ts';
import { DayForm, ReasonForm } from './panel-forms.tsx';
import { useReader } from './plan-reader.ts';
import { seen, seenWithQuestion } from './seen.ts';
import { StuckHelp } from './stuck-help.tsx';

export interface OwnStepActionsProps {
  step: Step;
  /** Its Done is the one black button of the screen. */
  isMain?: boolean;
  /** The other side has asked for another day: answering that is the way to name one. */
  isDayAsked?: boolean;
  back: string;
}

/** What the hand on a step does with it: Done, New day, I'm stuck. An approval is decided, never ticked. */
export function OwnStepActions({ step, isMain, isDayAsked, back }: OwnStepActionsProps) {
  const names = { day: `rescheduleStep:${step.id}`, stuck: `reportStuck:${step.id}` };
  const kept = { day: useKept(names.day), stuck: useKept(names.stuck) };
  const args = { stepId: step.id };
  const may = useMay();
  const asks = mustAsk(step, useReader());
  const { plan, today } = useEditing();
  const trial = addDays(step.dueDay ?? today, 1);
  return (
    <Answers>
      {step.type === 'approval' ? (
        <ApprovalLink step={step} isMain={isMain} />
      ) : (
        <CommandForm
          type="completeStep"
          args={args}
          base={seenWithQuestion(plan, step, 'status')}
          name={`completeStep:${step.id}`}
          back={back}
        >
          <Button size="l" look={isMain ? 'primary' : 'plain'} aria-label={`Done: ${step.title}`}>
            Done
          </Button>
        </CommandForm>
      )}
      {!isDayAsked && may('rescheduleStep', { ...args, dueDay: trial }) && (
        <AnswerMore label="New day" name={`New day: ${step.title}`} group={step.id} open={!!kept.day}>
          {(close) => (
            <DayForm
              type="rescheduleStep"
              args={args}
              base={seenWithQuestion(plan, step, 'dueDay')}
              name={names.day}
              step={step}
              day={step.dueDay}
              label={asks ? 'Which day suits you?' : 'Which day will it be?'}
              button={asks ? 'Suggest this day' : 'Set this day'}
              back={back}
              close={close}
            />
          )}
        </AnswerMore>
      )}
      {step.status === 'stuck' ? (
        <CommandForm
          type="reopenStep"
          args={args}
          base={seen(step, 'status')}
          name={`reopenStep:${step.id}`}
          back={back}
        >
          <Button size="l" aria-label={`Not stuck: ${step.title}`}>
            Not stuck
          </Button>
        </CommandForm>
      ) : may('reportStuck', { ...args, reason: 'asked' }) ? (
        <AnswerMore label="I'm stuck" name={`I'm stuck: ${step.title}`} group={step.id} open={!!kept.stuck}>
          {(close) => (
            <ReasonForm
              type="reportStuck"
              args={args}
              base={seenWithQuestion(plan, step, 'status')}
              name={names.stuck}
              label="What is it stuck on?"
              hint={
                isForBoth(plan, step)
                  ? 'Both sides see this, so that somebody can help.'
                  : 'Only your side sees this.'
              }
              button="Say so"
              back={back}
              close={close}
            >
              <StuckHelp step={step} form={names.stuck} />
            </ReasonForm>
          )}
        </AnswerMore>
      ) : null}
    </Answers>
  );
}
