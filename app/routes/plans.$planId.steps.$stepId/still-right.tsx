import { Await } from '@remix-run/react';
import { Suspense } from 'react';
import { CommandForm } from '#app/components/command-form.tsx';
import { useMay } from '#app/components/may.ts';
import { useReader } from '#app/components/plan-reader.ts';
import { dayOf, shortDay } from '#app/domain/day.ts';
import { isFaded } from '#app/domain/still-right.ts';
import { useEditing } from '#app/live/editing.ts';
import { Button } from '#app/ui/button.tsx';
import type { PastAct } from './past-words.ts';
import type { StepPanelProps, StepSectionProps } from './step-section.ts';
import styles from './step-turn.module.css';

/** To whose hand is on it, once its day has stood for long without a word from anybody. */
export function StillRight({ step, back, past }: StepSectionProps & Pick<StepPanelProps, 'past'>) {
  const { plan, today } = useEditing();
  const { side } = useReader();
  const may = useMay();
  const { id: stepId, dueDay } = step;
  const ask = (acts: PastAct[]) => {
    const [last] = acts.filter(({ onlyOurs }) => !onlyOurs);
    const said = last && dayOf(last.iso, plan.zone);
    if (!said || !dueDay || !isFaded(plan, step, side, today, said)) return null;
    const args = { stepId, dueDay };
    if (!may('confirmStep', args)) return null;
    return (
      <div className={styles.offer}>
        <p>
          Nobody has said anything about it since {shortDay(said, today)}. Is <b>{shortDay(dueDay, today)}</b>{' '}
          still right?
        </p>
        <CommandForm type="confirmStep" args={args} name={`confirmStep:${stepId}`} back={back}>
          <Button size="l" aria-label={`Still right: ${step.title}`}>
            Still right
          </Button>
        </CommandForm>
      </div>
    );
  };
  if (Array.isArray(past)) return ask(past);
  return (
    <Suspense fallback={null}>
      {/* Offline there is no history to ask by. With nothing to draw instead, the error would go on to the page. */}
      <Await resolve={past} errorElement={<span hidden />}>
        {ask}
      </Await>
    </Suspense>
  );
}
