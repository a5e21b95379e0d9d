import { NewFigure } from '#app/components/figure-form.tsx';
import { FigureList } from '#app/components/figure-list.tsx';
import { useReader } from '#app/components/plan-reader.ts';
import { PrivateSentence } from '#app/components/private-sentence.tsx';
import { SectionHeading } from '#app/components/section-heading.tsx';
import { figureOf } from '#app/domain/figure.ts';
import * as paths from '#app/http/paths.ts';
import { useEditing } from '#app/live/editing.ts';

/** The buyer's own figure: what a week costs them that the plan is late. */
export function DelayCostForm() {
  const { plan } = useEditing();
  const { side, canEdit, sealed } = useReader();
  const figure = figureOf(plan, 'costOfDelay');
  const back = paths.planSettings(plan.id);
  if (side !== 'buyer' || sealed || (!figure && !canEdit)) return null;
  return (
    <section aria-labelledby="delay">
      <SectionHeading id="delay">What a week of delay costs</SectionHeading>
      <p>
        It stands in the head of the plan, with what today’s pace comes to by it. A rough figure is enough.
      </p>
      <PrivateSentence />
      {figure ? (
        <FigureList figures={[figure]} back={back} />
      ) : (
        <NewFigure kinds={['costOfDelay']} back={back} />
      )}
    </section>
  );
}
