import { AnswerMore } from '#app/components/answers.tsx';
import { Avatar } from '#app/components/avatar.tsx';
import { CommandForm } from '#app/components/command-form.tsx';
import { useMay } from '#app/components/may.ts';
import { OwnerPicker } from '#app/components/owner-picker.tsx';
import { type PlanReader, useReader } from '#app/components/plan-reader.ts';
import { SectionHeading } from '#app/components/section-heading.tsx';
import { StatusChip } from '#app/components/status-chip.tsx';
import { type Day, shortDay } from '#app/domain/day.ts';
import type { Away } from '#app/domain/handed-steps.ts';
import { initials } from '#app/domain/initials.ts';
import { findPerson, isForBoth, type Owner, type Stakeholder, type Step } from '#app/domain/plan.ts';
import { firstName, ownerName, sideAndRole } from '#app/domain/plan-words.ts';
import { useEditing } from '#app/live/editing.ts';
import { Button } from '#app/ui/button.tsx';
import { Card, CardItem } from '#app/ui/card.tsx';
import { StepDeciding } from './step-deciding.tsx';
import styles from './step-owners.module.css';
import type { StepSectionProps } from './step-section.ts';

/** Who does it: people of either side, together where both are named. */
export function StepOwners({ step, back }: StepSectionProps) {
  const { plan } = useEditing();
  const { canEdit } = useReader();
  const onlyOurs = !isForBoth(plan, step);
  const ended = step.status === 'done' || step.status === 'skipped';
  return (
    <section id="owners">
      <SectionHeading>{step.type === 'approval' ? 'Who decides' : 'Who does it'}</SectionHeading>
      <Card>
        {step.owners.map((owner, at) => (
          <OwnerItem key={owner.id} {...{ step, owner, at, back }} canHandOn={canEdit && !ended} />
        ))}
      </Card>
      {canEdit && !ended && (
        <div className={styles.add}>
          <AnswerMore label="Add somebody" look="bare" size="s">
            {(close) => (
              <OwnerPicker step={step} owner={null} onlyOurs={onlyOurs} back={back} close={close} />
            )}
          </AnswerMore>
        </div>
      )}
      {step.type === 'approval' && canEdit && <StepDeciding step={step} back={back} />}
    </section>
  );
}

function OwnerItem({
  step,
  owner,
  at: place,
  back,
  canHandOn,
}: {
  step: Step;
  owner: Owner;
  /** How many stand before them. */
  at: number;
  back: string;
  canHandOn: boolean;
}) {
  const { plan, today } = useEditing();
  const reader = useReader();
  const may = useMay();
  const person = findPerson(plan, owner.stakeholderId);
  const { side } = owner;
  const role = person?.role ?? owner.role;
  const name = ownerName(plan, owner);
  // Whoever has decided keeps their part, also off the plan.
  const isNamed = owner.stakeholderId !== null;
  const standIn = findPerson(plan, owner.standIn ?? null);
  const away = reader.away?.find((each) => each.stakeholderId === owner.stakeholderId);
  const handed = step.type === 'approval' ? undefined : findPerson(plan, away?.standInId ?? null);
  const meanwhile = away && awayWords(away, handed, { today, reader });
  const inOrder = step.type === 'approval' && step.decidedBy === 'inOrder' && step.owners.length > 1;
  const earlier = { stepId: step.id, ownerId: owner.id, afterId: step.owners[place - 2]?.id ?? null };
  const isReader = person !== undefined && person.id === reader.stakeholderId;
  return (
    <CardItem
      lead={<Avatar initials={isNamed ? initials(name) : ''} side={isNamed ? side : 'none'} />}
      title={`${inOrder ? `${place + 1}. ` : ''}${name}${isReader ? ', you' : ''}`}
      sub={
        isNamed
          ? [
              sideAndRole(plan, side, role ?? ''),
              meanwhile,
              standIn &&
                `${standIn.id === reader.stakeholderId ? 'you decide' : `${standIn.name} decides`} in ${isReader ? 'your' : 'their'} place`,
            ]
              .filter(Boolean)
              .join(', ')
          : undefined
      }
      end={isNamed ? undefined : <StatusChip tone="nameNeeded" label="Name needed" />}
    >
      {canHandOn && (
        <div className={styles.ways}>
          <AnswerMore
            label={isNamed ? 'Hand over' : 'Name somebody'}
            name={`${isNamed ? 'Hand over' : 'Name somebody'}: ${name}`}
            size="s"
          >
            {(close) => (
              <OwnerPicker
                step={step}
                owner={owner}
                onlyOurs={!isForBoth(plan, step)}
                back={back}
                close={close}
              />
            )}
          </AnswerMore>
          {inOrder && place > 0 && may('moveApprover', earlier) && (
            <CommandForm type="moveApprover" args={earlier} name={`moveApprover:${owner.id}`} back={back}>
              <Button size="s" aria-label={`Ask ${name} earlier`}>
                Ask earlier
              </Button>
            </CommandForm>
          )}
          {may('removeOwner', { stepId: step.id, ownerId: owner.id }) && (
            <CommandForm
              type="removeOwner"
              args={{ stepId: step.id, ownerId: owner.id }}
              name={`removeOwner:${owner.id}`}
              back={back}
            >
              <Button look="bare" size="s" aria-label={`Remove ${name} from this step`}>
                Remove
              </Button>
            </CommandForm>
          )}
        </div>
      )}
    </CardItem>
  );
}

/** "Tom stands in until Thu 3 Dec"; of an approval only that they are away: what decides is handed to nobody. */
function awayWords(
  { until }: Away,
  handed: Stakeholder | undefined,
  { today, reader }: { today: Day; reader: PlanReader },
): string {
  const day = `until ${shortDay(until, today)}`;
  if (!handed) return `away ${day}`;
  return handed.id === reader.stakeholderId
    ? `you stand in ${day}`
    : `${firstName(handed.name)} stands in ${day}`;
}
