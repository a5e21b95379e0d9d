import { saidWords } from '#app/components/approval-words.ts';
import { PersonRow } from '#app/components/person-row.tsx';
import { useReader } from '#app/components/plan-reader.ts';
import { SectionHeading } from '#app/components/section-heading.tsx';
import { type Approver, approversOf } from '#app/domain/approval.ts';
import { type Day, shortDay } from '#app/domain/day.ts';
import { initials } from '#app/domain/initials.ts';
import { companies, type DecidingWay, type Stakeholder, type Step } from '#app/domain/plan.ts';
import { ownerName } from '#app/domain/plan-words.ts';
import { roleLabel } from '#app/domain/roles.ts';
import { useEditing } from '#app/live/editing.ts';
import { whenUsed } from '#app/live/when-used.tsx';
import { Card } from '#app/ui/card.tsx';
import styles from './approve.module.css';

const StandIn = await whenUsed(async () => (await import('./stand-in.tsx')).StandIn);

/** Everybody who is asked, the reader among them, and what each has said. */
export function WhoDecides({ step }: { step: Step }) {
  const { plan, today } = useEditing();
  const { stakeholderId } = useReader();
  const all = approversOf(plan, step);
  const alone = all.length === 1 && all[0]?.person?.id === stakeholderId;
  return (
    <section>
      <SectionHeading>{alone ? 'Who else decides' : 'Who decides'}</SectionHeading>
      <Card as="ul">
        {all.map((approver) => {
          const { owner, person } = approver;
          const you = person !== null && person.id === stakeholderId;
          return (
            <li key={owner.id} className={styles.person}>
              <PersonRow
                initials={person ? initials(person.name) : ''}
                side={person ? person.side : 'none'}
                name={you && alone ? 'You decide this alone' : (person?.name ?? ownerName(plan, owner))}
                you={you && !alone}
                part={[
                  person && !(you && alone) ? roleLabel(person.role, companies(plan, person.side)) : '',
                  standing(approver, step, { today, reader: stakeholderId }),
                ]
                  .filter(Boolean)
                  .join(', ')}
              />
              <StandIn step={step} approver={approver} from={plan} />
            </li>
          );
        })}
      </Card>
      {all.length > 1 && <p className={styles.note}>{whenApproved[step.decidedBy]}</p>}
    </section>
  );
}

const whenApproved: Record<DecidingWay, string> = {
  everyone: 'It is approved once everybody here has said yes.',
  anyone: 'One yes is enough. A no of anybody counts until they decide again.',
  inOrder: 'They decide one after the other, in this order.',
};

function standing(
  { person, standIn, decision, outdated, isAsked }: Approver,
  step: Step,
  { today, reader }: { today: Day; reader: string | null },
): string {
  if (!person) return 'name needed';
  return [instead(person, standIn, reader), said()].filter(Boolean).join(', ');

  function said(): string {
    if (!decision) return isAsked ? 'not decided yet' : notAsked[step.decidedBy];
    const words = saidWords(decision, decision.by === reader);
    return outdated
      ? `${words} what was changed since, asked again`
      : `${words} on ${shortDay(decision.on, today)}`;
  }
}

function instead(person: Stakeholder, standIn: Stakeholder | null, reader: string | null): string {
  if (!standIn) return '';
  const place = person.id === reader ? 'your' : 'their';
  return `${standIn.id === reader ? 'you decide' : `${standIn.name} decides`} in ${place} place`;
}

const notAsked: Record<DecidingWay, string> = {
  everyone: '',
  anyone: 'not needed: one yes is enough',
  inOrder: 'asked once those before have said yes',
};
