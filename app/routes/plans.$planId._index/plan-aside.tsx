import { AskedCard, useAskedOfReader } from '#app/components/asked-card.tsx';
import { AwayCard } from '#app/components/away-card.tsx';
import { PersonRow } from '#app/components/person-row.tsx';
import frame from '#app/components/plan-frame.module.css';
import { useHere } from '#app/components/plan-frame.tsx';
import { useReader } from '#app/components/plan-reader.ts';
import { PrivateSection } from '#app/components/private-section.tsx';
import { AsideSection } from '#app/components/section-heading.tsx';
import { shortDay } from '#app/domain/day.ts';
import { handedTo } from '#app/domain/handed-steps.ts';
import { initials } from '#app/domain/initials.ts';
import { isMeetingsShown } from '#app/domain/meetings.ts';
import { isPaceShown } from '#app/domain/pace-shown.ts';
import { companies, otherSide, type Plan, type Side, type Stakeholder } from '#app/domain/plan.ts';
import { firstName } from '#app/domain/plan-words.ts';
import { roleLabel } from '#app/domain/roles.ts';
import { isTimelineShown } from '#app/domain/timeline/shown.ts';
import * as paths from '#app/http/paths.ts';
import { useEditing } from '#app/live/editing.ts';
import { GoalNotes } from './goal-notes.tsx';

/** Beside the plan: why, how it is measured, who is here, and the way to what happened. */
export function PlanAside() {
  const { plan, today } = useEditing();
  const reader = useReader();
  const asked = useAskedOfReader();
  const people = ownSideFirst(plan, reader.side);
  return (
    <>
      {reader.side === 'seller' && <AwayCard />}
      {asked.length > 0 && (
        <AsideSection id="asked" title="Asked of you">
          {asked.map((request) => (
            <AskedCard key={request.id} request={request} />
          ))}
        </AsideSection>
      )}
      {handedTo(plan, reader.side === 'seller' ? (reader.away ?? []) : [], reader).map(
        ({ person, until, toAnswer, toDo, requests }) => (
          <AsideSection
            key={person.id}
            id={`handed-${person.id}`}
            title={`For ${firstName(person.name)}, away until ${shortDay(until, today)}`}
          >
            <ul>
              {[...new Set([...toAnswer.flatMap(({ step }) => step ?? []), ...toDo])].map((step) => (
                <li key={step.id}>
                  <a href={paths.planStep(plan.id, step.id)}>{step.title}</a>
                </li>
              ))}
            </ul>
            {requests.map((request) => (
              <AskedCard key={request.id} request={request} />
            ))}
          </AsideSection>
        ),
      )}
      <GoalNotes />
      <AsideSection
        id="people"
        title="People"
        aside={
          <a href={paths.planPeople(plan.id)} data-print="no">
            {people.length === 1 ? 'See 1' : `See all ${people.length}`}
          </a>
        }
      >
        <ul>
          {people.map((person) => (
            <PersonRow
              key={person.id}
              as="li"
              initials={initials(person.name)}
              side={person.side}
              name={person.name}
              you={person.id === reader.stakeholderId}
              part={roleLabel(person.role, companies(plan, person.side))}
            />
          ))}
        </ul>
      </AsideSection>
      <PrivateSection back={useHere()} />
      {/* Where there are no tabs; a buyer has the way to it under Yours. */}
      {reader.side === 'seller' && (
        <div className={frame.phone}>
          <AsideSection id="summary" title="Summary">
            <p>
              <a href={paths.planSummary(plan.id)}>The case on one page</a>, to print or pass on to who
              decides.
            </p>
            {isMeetingsShown(plan) && (
              <p>
                <a href={paths.planMeetings(plan.id)}>The meetings</a>, coming and closed.
              </p>
            )}
            {isTimelineShown(plan) && (
              <p>
                <a href={paths.planTimeline(plan.id)}>The plan day by day</a>, and where today’s pace leads.
              </p>
            )}
          </AsideSection>
        </div>
      )}
      <AsideSection id="activity" title="Activity">
        <p>
          <a href={paths.planActivity(plan.id)}>What happened here so far</a>, and how to take it back.
        </p>
        {plan.decisions.length > 0 && (
          <p>
            <a href={paths.planDecisions(plan.id)}>What was decided</a>, as minutes.
          </p>
        )}
        {isPaceShown(plan, today) && (
          <p>
            <a href={paths.planPace(plan.id)}>How it goes</a>: days kept, and steps a week.
          </p>
        )}
      </AsideSection>
    </>
  );
}

const ownSideFirst = (plan: Plan, side: Side): Stakeholder[] =>
  [side, otherSide(side)].flatMap((s) => plan.people.filter((p) => p.side === s));
