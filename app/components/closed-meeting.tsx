import { checkpointLabels } from '#app/domain/checkpoint.ts';
import { shortDay } from '#app/domain/day.ts';
import { meetingOf } from '#app/domain/meeting.ts';
import { type Closed, type Onward, wordsBefore } from '#app/domain/meeting-note.ts';
import { findStep, type Plan, type Step, sideName } from '#app/domain/plan.ts';
import { ownersLabel } from '#app/domain/plan-words.ts';
import * as paths from '#app/http/paths.ts';
import { useEditing } from '#app/live/editing.ts';
import { DefinitionList } from './definition-list.tsx';
import { MeetingWhen } from './meeting-step.tsx';

/** What came of a meeting, as both sides wrote it. */
export function ClosedMeeting({ closed }: { closed: Closed }) {
  const { plan } = useEditing();
  const { steps, decisions, next, meeting } = closed.said;
  const list = (items: string[]) => (
    <ul>
      {items.map((item) => (
        <li key={item}>{item}</li>
      ))}
    </ul>
  );
  // The next step is told by itself.
  const isNext = (id: string) => 'stepId' in next && next.stepId === id;
  const doing = steps.flatMap((id) => (!isNext(id) && findStep(plan, id)) || []);
  return (
    <DefinitionList
      items={[
        ...wordsBefore(plan, closed).map(({ bySide, said }) => ({
          term: sideName(plan, bySide),
          value: said.reason ? `${checkpointLabels[said.kind]}: ${said.reason}` : checkpointLabels[said.kind],
        })),
        ...(doing.length > 0
          ? [
              {
                term: 'stepId' in next ? 'We also do' : 'We do',
                value: list(doing.map((step) => doneBy(plan, step))),
              },
            ]
          : []),
        ...(decisions.length > 0 ? [{ term: 'Decided', value: list(decisions) }] : []),
        { term: 'Next step', value: <OnTo onward={next} /> },
        { term: 'Next meeting', value: <OnTo onward={meeting} /> },
      ]}
    />
  );
}

/** "Redlines, Grace Hall, by Sat 12 Dec" */
export const doneBy = (plan: Plan, step: Step): string =>
  [step.title, ownersLabel(plan, step), step.dueDay && `by ${shortDay(step.dueDay)}`]
    .filter(Boolean)
    .join(', ');

function OnTo({ onward }: { onward: Onward }) {
  const { plan } = useEditing();
  if ('why' in onward) return <>None is needed: {onward.why}</>;
  const step = findStep(plan, onward.stepId);
  if (!step) return <>It has been removed since.</>;
  return (
    <>
      <a href={paths.planStep(plan.id, step.id)}>{step.title}</a>
      {meetingOf(step) ? (
        <>
          , <MeetingWhen step={step} />
        </>
      ) : (
        `, ${[ownersLabel(plan, step), step.dueDay && `by ${shortDay(step.dueDay)}`].filter(Boolean).join(', ')}`
      )}
    </>
  );
}
