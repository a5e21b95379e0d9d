import { shortDay } from '#app/domain/day.ts';
import { handedTo } from '#app/domain/handed-steps.ts';
import { firstName } from '#app/domain/plan-words.ts';
import { useEditing } from '#app/live/editing.ts';
import { Card } from '#app/ui/card.tsx';
import { AnswerCard } from './answer-card.tsx';
import { AskedCard } from './asked-card.tsx';
import { OwnStepCard } from './own-step-card.tsx';
import { useReader } from './plan-reader.ts';
import { SectionHeading } from './section-heading.tsx';

/** What waits for colleagues who are away and named the reader to stand in. */
export function HandedOver({ back }: { back: string }) {
  const { plan, today } = useEditing();
  const reader = useReader();
  return handedTo(plan, reader.away ?? [], reader).map(({ person, until, toAnswer, toDo, requests }) => (
    <section key={person.id}>
      <SectionHeading aside={toAnswer.length + toDo.length + requests.length}>
        {`For ${firstName(person.name)}, away until ${shortDay(until, today)}`}
      </SectionHeading>
      <Card>
        {toAnswer.map(({ offer, step, goesOn }) => (
          <AnswerCard key={offer.id} offer={offer} step={step} goesOn={goesOn} back={back} />
        ))}
        {toDo.map((step) => (
          <OwnStepCard key={step.id} step={step} back={back} />
        ))}
        {requests.map((request) => (
          <AskedCard key={request.id} request={request} />
        ))}
      </Card>
    </section>
  ));
}
