import { DefinitionList } from '#app/components/definition-list.tsx';
import { SectionHeading } from '#app/components/section-heading.tsx';
import { caseWords } from '#app/domain/case.ts';
import { shortDay } from '#app/domain/day.ts';
import type { CaseField, Plan, Step } from '#app/domain/plan.ts';
import { useEditing } from '#app/live/editing.ts';
import styles from './approve.module.css';

/** What a yes is a yes to, and why: in the words of the step and the case, or without a case, of the step and the goal. */
export function WhatExactly({ step }: { step: Step }) {
  const { plan, today } = useEditing();
  const { objective, liveDay } = plan.goal;
  const reasons = reasonsIn(plan);
  if (reasons.length === 0) return <InPlaceOfTheCase step={step} />;
  const asks = asksOf(plan, step);
  return (
    <>
      <section>
        <SectionHeading>What exactly</SectionHeading>
        <div className={styles.exactly}>
          {asks.map((words) => (
            <p key={words}>{words}</p>
          ))}
          {step.doneWhen && <p>Done when: {step.doneWhen}</p>}
          <p className={asks.length > 0 ? styles.quiet : undefined}>
            {sentence(objective)}{' '}
            {liveDay && `${plan.goal.buyerName} is live on ${shortDay(liveDay, today)}.`}
          </p>
        </div>
      </section>
      <section>
        <SectionHeading>The case</SectionHeading>
        <DefinitionList items={reasons} />
      </section>
    </>
  );
}

/** A short plan has no case of its own: its goal and what is asked here say why. */
function InPlaceOfTheCase({ step }: { step: Step }) {
  const { plan, today } = useEditing();
  const { objective, whyNow, liveDay, buyerName } = plan.goal;
  const asks = asksOf(plan, step);
  return (
    <section>
      <SectionHeading>What exactly, and why</SectionHeading>
      <DefinitionList
        items={[
          { term: 'What is asked', value: <Written texts={asks.length > 0 ? asks : [step.title]} /> },
          ...written('Done when', step.doneWhen),
          ...written(`What ${buyerName} wants`, objective),
          ...written('Why now', whyNow),
          ...written('How success is measured', plan.measures.map(measureWords).join('\n')),
          ...(liveDay ? [{ term: 'Live by', value: shortDay(liveDay, today) }] : []),
        ]}
      />
    </section>
  );
}

/** What is asked for stands above them. */
const whys: readonly CaseField[] = ['problem', 'costToday', 'ifWeWait'];
const reasonsIn = (plan: Plan) => whys.flatMap((field) => written(caseWords[field], plan.case[field]));

const asksOf = (plan: Plan, step: Step): string[] =>
  [step.ask, plan.case.request].filter((words) => words.trim() !== '');

const written = (term: string, text: string) =>
  text.trim() === '' ? [] : [{ term, value: <Written texts={[text]} /> }];

const Written = ({ texts }: { texts: readonly string[] }) => (
  <span className={styles.exactly}>
    {texts.map((text) => (
      <span key={text}>{text}</span>
    ))}
  </span>
);

/** "Days to close a month: 9 now, 2 wanted" */
const measureWords = ({ name, now, wanted }: Plan['measures'][number]): string => {
  const figures = [now && `${now} now`, wanted && `${wanted} wanted`].filter(Boolean).join(', ');
  return figures ? `${name}: ${figures}` : name;
};

const sentence = (words: string): string => (/[.!?]$/.test(words) ? words : `${words}.`);
