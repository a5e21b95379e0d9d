import { SectionHeading } from '#app/components/section-heading.tsx';
import { shortDay } from '#app/domain/day.ts';
import type { Step } from '#app/domain/plan.ts';
import { useEditing } from '#app/live/editing.ts';
import styles from './approve.module.css';

/** What a yes is a yes to, in the words of the step, the case and the goal. */
export function WhatExactly({ step }: { step: Step }) {
  const { plan, today } = useEditing();
  const { objective, liveDay } = plan.goal;
  const asks = [step.ask, plan.case.request].filter((words) => words.trim() !== '');
  return (
    <section>
      <SectionHeading>What exactly</SectionHeading>
      <div className={styles.exactly}>
        {asks.map((words) => (
          <p key={words}>{words}</p>
        ))}
        {step.doneWhen && <p>Done when: {step.doneWhen}</p>}
        <p className={asks.length > 0 ? styles.quiet : undefined}>
          {sentence(objective)} {liveDay && `${plan.goal.buyerName} is live on ${shortDay(liveDay, today)}.`}
        </p>
      </div>
    </section>
  );
}

const sentence = (words: string): string => (/[.!?]$/.test(words) ? words : `${words}.`);
