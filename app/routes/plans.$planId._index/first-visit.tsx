import { AnswerCard } from '#app/components/answer-card.tsx';
import { Avatar } from '#app/components/avatar.tsx';
import { DefinitionList } from '#app/components/definition-list.tsx';
import { Disclaimer } from '#app/components/disclaimer.tsx';
import { NarrowPage } from '#app/components/page-column.tsx';
import { PageHeading } from '#app/components/page-heading.tsx';
import { PhoneBar } from '#app/components/phone-bar.tsx';
import { useHere } from '#app/components/plan-frame.tsx';
import { useReader } from '#app/components/plan-reader.ts';
import { SectionHeading } from '#app/components/section-heading.tsx';
import { type Day, longDay, yearOf } from '#app/domain/day.ts';
import { initials } from '#app/domain/initials.ts';
import { type Measure, personOf } from '#app/domain/plan.ts';
import { bothNames, firstName } from '#app/domain/plan-words.ts';
import { askedSentence, yoursOf } from '#app/domain/yours.ts';
import * as paths from '#app/http/paths.ts';
import { useEditing } from '#app/live/editing.ts';
import { Card } from '#app/ui/card.tsx';
import styles from './first-visit.module.css';
import { GoalQuestion } from './goal-question.tsx';
import { SayYesToAll } from './say-yes-to-all.tsx';
import { TheirSteps } from './their-steps.tsx';

/** Until a buyer has made the goal theirs: what was written down, two questions, and nothing to fill in before. */
export function FirstVisit() {
  const { plan, today } = useEditing();
  const reader = useReader();
  const here = useHere();
  const yours = yoursOf(plan, reader.side, reader.stakeholderId, reader.pointPerson);
  const asked = yours.toAnswer.filter((a) => a.step !== null);
  const notedBy = personOf(plan, plan.notedBy)?.name;
  const noter = notedBy ? firstName(notedBy) : plan.sellerName;
  const written = longDay(plan.startDay);
  const on = yearOf(plan.startDay) === yearOf(today) ? written.replace(/ \d{4}$/, '') : written;
  const { objective, whyNow, liveDay, buyerName } = plan.goal;
  return (
    <NarrowPage
      bar={
        <PhoneBar mark={reader.mark} title={bothNames(plan)} href={paths.plan(plan.id)}>
          <Avatar initials={initials(reader.name)} side={reader.side} label={reader.name} />
        </PhoneBar>
      }
      footer={
        <Disclaimer>
          <p>
            {plan.sellerName} sees what you write, unless you mark it Only {buyerName}. No account, no
            password.
          </p>
        </Disclaimer>
      }
    >
      <PageHeading
        title={`${firstName(reader.name)}, this is what ${noter} wrote down on ${on}`}
        lead={`It is your plan as much as ${noter}'s. Change anything that is wrong.`}
      />
      <SectionHeading aside="not yet yours">{`${noter}'s notes`}</SectionHeading>
      <DefinitionList
        items={[
          { term: 'What you want', value: <span className={styles.written}>{objective}</span> },
          ...(whyNow ? [{ term: 'Why now', value: <span className={styles.written}>{whyNow}</span> }] : []),
          ...(plan.measures.length > 0
            ? [{ term: 'How success is measured', value: <Measures measures={plan.measures} /> }]
            : []),
          ...(liveDay ? [{ term: 'Live by', value: fullDay(liveDay), large: true }] : []),
        ]}
      />
      <GoalQuestion back={here} />

      {asked.length > 0 ? (
        <>
          <SectionHeading large>{askedSentence(plan, reader.side, yours)}</SectionHeading>
          <p className={styles.lead}>
            {asked.length === 1 ? 'Say yes, or change the day.' : 'Say yes to all, or change any day.'}
          </p>
          <Card>
            {asked.map(({ offer, step }) => (
              <AnswerCard key={offer.id} offer={offer} step={step} firstTime back={here} />
            ))}
          </Card>
          {asked.length > 1 && <SayYesToAll offers={asked.map((a) => a.offer)} back={here} />}
        </>
      ) : (
        <p className={styles.answered}>Nothing else waits for your answer.</p>
      )}
      <TheirSteps title={`${plan.sellerName} does for you`} steps={yours.theirs} fullNames />
    </NarrowPage>
  );
}

/** 'Fri 12 March 2027' */
const fullDay = (day: Day): string => longDay(day).replace(/^(\w{3})\w*/, '$1');

function Measures({ measures }: { measures: readonly Measure[] }) {
  return (
    <ul>
      {measures.map((m) => (
        <li key={m.id}>{measureWords(m)}</li>
      ))}
    </ul>
  );
}

/** "Days to close the month: 9 now, 2 wanted, measured by Rui" */
const measureWords = ({ name, now, wanted, measuredBy }: Measure): string => {
  const facts = [
    now && `${now} now`,
    wanted && `${wanted} wanted`,
    measuredBy && `measured by ${measuredBy}`,
  ];
  const said = facts.filter(Boolean).join(', ');
  return said ? `${name}: ${said}` : name;
};
