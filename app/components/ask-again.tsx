import type { Step } from '#app/domain/plan.ts';
import { otherSide, sideName } from '#app/domain/plan.ts';
import { useEditing } from '#app/live/editing.ts';
import { Button } from '#app/ui/button.tsx';
import { AnswerMore, Answers } from './answers.tsx';
import { CommandForm } from './command-form.tsx';
import { declinedBy } from './declined-words.ts';
import { useKept } from './kept.ts';
import { useMay } from './may.ts';
import { otherDayLabel } from './other-day-label.ts';
import { DayForm } from './panel-forms.tsx';
import { useReader } from './plan-reader.ts';
import { seen } from './seen.ts';

/** After a no, what whoever asked can do: another day, the same once more, or let it go. */
export function AskAgain({ step, back, size = 's' }: { step: Step; back: string; size?: 's' | 'l' }) {
  const { plan } = useEditing();
  const { side } = useReader();
  const may = useMay();
  const name = `rescheduleStep:${step.id}`;
  const kept = useKept(name);
  const args = { stepId: step.id };
  if (declinedBy(step) === side || step.status === 'skipped') return null;
  return (
    <Answers>
      <AnswerMore
        label={otherDayLabel(step)}
        name={`${otherDayLabel(step)}: ${step.title}`}
        size={size}
        group={step.id}
        open={!!kept}
      >
        {(close) => (
          <DayForm
            type="rescheduleStep"
            args={args}
            base={seen(step, 'dueDay')}
            name={name}
            step={step}
            day={step.dueDay}
            label="Which day?"
            hint={`Then ask ${sideName(plan, otherSide(side))} again.`}
            button="Set this day"
            back={back}
            close={close}
          />
        )}
      </AnswerMore>
      {may('proposeStep', args) && (
        <CommandForm type="proposeStep" args={args} name={`proposeStep:${step.id}`} back={back}>
          <Button size={size} aria-label={`Ask again: ${step.title}`}>
            Ask again
          </Button>
        </CommandForm>
      )}
      {may('removeStep', args) && (
        <CommandForm type="removeStep" args={args} name={`removeStep:${step.id}`} back={back}>
          <Button size={size} look="danger" aria-label={`Remove: ${step.title}`}>
            Remove
          </Button>
        </CommandForm>
      )}
    </Answers>
  );
}
