import { Avatar } from '#app/components/avatar.tsx';
import { useReader } from '#app/components/plan-reader.ts';
import { SectionHeading } from '#app/components/section-heading.tsx';
import { shortDay } from '#app/domain/day.ts';
import { initials } from '#app/domain/initials.ts';
import { findPerson, offerOn, type Step } from '#app/domain/plan.ts';
import { answererName, firstName, listed, offerSentence, ownerName } from '#app/domain/plan-words.ts';
import * as paths from '#app/http/paths.ts';
import { useEditing } from '#app/live/editing.ts';
import { Card, CardItem } from '#app/ui/card.tsx';

/** What the other side does for the reader, by step and day; nobody there is called late. */
export function TheirSteps({
  title,
  steps,
  fullNames,
}: {
  title: string;
  steps: readonly Step[];
  fullNames?: boolean;
}) {
  const { plan, today } = useEditing();
  const { personId } = useReader();
  if (steps.length === 0) return null;
  return (
    <section aria-labelledby="their-steps">
      <SectionHeading id="their-steps" aside={steps.length}>
        {title}
      </SectionHeading>
      <Card as="ul">
        {steps.map((step) => {
          const [first] = step.owners;
          const person = findPerson(plan, first?.stakeholderId ?? null);
          const names = step.owners.map((o) => {
            const name = ownerName(plan, o);
            return o.stakeholderId && !fullNames ? firstName(name) : name;
          });
          const offer = offerOn(plan, step.id);
          const asked = offer?.by === personId || (offer && offer.bySide !== first?.side);
          return (
            <CardItem
              key={step.id}
              as="li"
              lead={
                <Avatar initials={person ? initials(person.name) : ''} side={person ? person.side : 'none'} />
              }
              title={step.title}
              href={paths.planStep(plan.id, step.id)}
              sub={
                <>
                  {step.dueDay ? shortDay(step.dueDay, today) : 'No day yet'}, {listed(names)}
                  {offer &&
                    asked &&
                    `. ${offerSentence(plan, offer, personId)} ${answererName(plan, offer)} answers.`}
                </>
              }
            />
          );
        })}
      </Card>
    </section>
  );
}
