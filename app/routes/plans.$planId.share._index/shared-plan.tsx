import { DefinitionList } from '#app/components/definition-list.tsx';
import { caseFields } from '#app/components/summary-words.ts';
import { caseWords } from '#app/domain/case.ts';
import { shortDay } from '#app/domain/day.ts';
import { stepsOf } from '#app/domain/order.ts';
import { isOpen, offerOn, type Plan } from '#app/domain/plan.ts';
import { firstName, nameOf } from '#app/domain/plan-words.ts';
import { askedSentence, yoursOf } from '#app/domain/yours.ts';
import { useEditing } from '#app/live/editing.ts';
import { MilestoneHeading } from '../plans.$planId._index/milestone-heading.tsx';
import { milestoneWords } from '../plans.$planId._index/milestone-words.ts';
import { stepWords } from '../plans.$planId._index/plan-step.tsx';
import { StepList } from '../plans.$planId._index/step-list.tsx';
import { StepRow } from '../plans.$planId._index/step-row.tsx';
import styles from './share.module.css';

/** The plan in the shared layer alone, in the words and rows the buyer is given; nothing in it can be pressed. */
export function SharedPlan({ plan, reader }: { plan: Plan; reader: { personId: string; name: string } }) {
  const { today } = useEditing();
  const { objective, whyNow, liveDay, buyerName } = plan.goal;
  const own = plan.people.find((p) => p.personId === reader.personId);
  const yours = yoursOf(plan, 'buyer', own?.id ?? null, true);
  const asked = plan.steps.filter((s) => offerOn(plan, s.id)).length;
  const outline = plan.steps.filter((s) => s.agreement === 'outline' && isOpen(s)).length;
  return (
    <section aria-labelledby="seen">
      <h2 id="seen" className={styles.title}>
        What {buyerName} will see
      </h2>
      <p className={`${styles.quiet} ${styles.asked}`}>
        {yours.toAnswer.length > 0 ? askedSentence(plan, 'buyer', yours) : 'They are asked for nothing yet.'}{' '}
        {outline > 0 &&
          `${outline === 1 ? 'One later step stands' : `${outline} later steps stand`} as an outline, without letters. `}
        {asked > 0 && 'They say yes to all, or change any day.'}
      </p>
      <DefinitionList
        items={[
          { term: `${firstName(nameOf(plan, plan.notedBy))}'s notes`, value: objective },
          ...(whyNow ? [{ term: 'Why now', value: whyNow }] : []),
          ...plan.measures.map(({ name, now, wanted, measuredBy }) => ({
            term: name,
            value:
              [now && `${now} now`, wanted && `${wanted} wanted`, measuredBy && `measured by ${measuredBy}`]
                .filter(Boolean)
                .join(', ') || 'no figure yet',
          })),
          ...caseFields.flatMap((field) =>
            plan.case[field].trim() ? [{ term: caseWords[field], value: plan.case[field] }] : [],
          ),
          ...(liveDay ? [{ term: 'Live by', value: shortDay(liveDay, today), large: true }] : []),
        ]}
      />
      <div className={styles.rail}>
        {plan.milestones.map((milestone, index) => {
          const steps = stepsOf(plan, milestone.id);
          const last = index === plan.milestones.length - 1;
          const heading = `seen-${milestone.id}`;
          return (
            <div key={milestone.id}>
              <MilestoneHeading
                {...milestoneWords(plan, milestone, 'buyer', today)}
                id={heading}
                name={milestone.name}
                reached={milestone.reachedOn !== null}
                first={index === 0}
                last={last && steps.length === 0}
              />
              {steps.length > 0 && (
                <StepList labelledBy={heading}>
                  {steps.map((step, at) => (
                    <StepRow
                      key={step.id}
                      {...stepWords(plan, step, today, 'buyer')}
                      last={last && at === steps.length - 1}
                    />
                  ))}
                </StepList>
              )}
            </div>
          );
        })}
      </div>
    </section>
  );
}
