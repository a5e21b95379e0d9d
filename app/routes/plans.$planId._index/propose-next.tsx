import { CommandForm } from '#app/components/command-form.tsx';
import { useReader } from '#app/components/plan-reader.ts';
import { SectionHeading } from '#app/components/section-heading.tsx';
import { findMilestone } from '#app/domain/plan.ts';
import { capital, inWords } from '#app/domain/plan-words.ts';
import { useEditing } from '#app/live/editing.ts';
import { Button } from '#app/ui/button.tsx';
import { Card, CardItem } from '#app/ui/card.tsx';
import { nextMove, outlineIn } from './plan-next.ts';

/** A milestone was reached: who leads this proposes what was left an outline until now. */
export function ProposeNext({ back }: { back: string }) {
  const { plan } = useEditing();
  const move = nextMove(plan, useReader());
  const milestone = move?.kind === 'propose' ? findMilestone(plan, move.milestoneId) : undefined;
  if (!milestone || move?.kind !== 'propose') return null;
  const count = outlineIn(plan, milestone);
  const words =
    count === 1
      ? 'One step is in outline. Nobody is asked for it yet.'
      : `${capital(inWords(count))} steps are in outline. Nobody is asked for them yet.`;
  return (
    <>
      <SectionHeading>What comes next</SectionHeading>
      <Card>
        <CardItem title={milestone.name} sub={words}>
          <CommandForm
            type="proposeMilestone"
            args={{ milestoneId: milestone.id }}
            name="propose-next"
            back={back}
          >
            <Button size="l">{move.label}</Button>
          </CommandForm>
        </CardItem>
      </Card>
    </>
  );
}
