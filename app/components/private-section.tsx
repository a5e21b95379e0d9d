import type { FigureKind } from '#app/domain/attachment.ts';
import { figureOf, figuresOfSide } from '#app/domain/figure.ts';
import { sideName } from '#app/domain/plan.ts';
import { useEditing } from '#app/live/editing.ts';
import { Disclosure } from '#app/ui/disclosure.tsx';
import { NewFigure } from './figure-form.tsx';
import { FigureList } from './figure-list.tsx';
import { LayerTag } from './layer-tag.tsx';
import { useReader } from './plan-reader.ts';
import styles from './private-section.module.css';
import { PrivateSentence } from './private-sentence.tsx';
import { AsideSection } from './section-heading.tsx';

/** Figures: those both sides see, and those the reader's side keeps to itself. */
export function PrivateSection({ back }: { back: string }) {
  const { plan } = useEditing();
  const { sealed } = useReader();
  const shared = plan.figures.filter((f) => f.layer === 'shared');
  return (
    <>
      {shared.length > 0 && (
        <AsideSection id="figures" title="Figures">
          <FigureList figures={shared} back={back} />
        </AsideSection>
      )}
      {!sealed && <OnlyOurs back={back} />}
    </>
  );
}

function OnlyOurs({ back }: { back: string }) {
  const { plan, troubles } = useEditing();
  const { side, canEdit } = useReader();
  const own = plan.figures.filter((f) => f.layer === side);
  const kinds: FigureKind[] = figuresOfSide[side].filter((kind) => !figureOf(plan, kind));
  const adds = canEdit && kinds.length > 0;
  if (own.length === 0 && !adds) return null;
  return (
    <section className={styles.section} aria-labelledby="only-ours">
      <details className={styles.fold} open={own.length > 0 || undefined}>
        <summary>
          <h2 id="only-ours">
            <LayerTag side={side} company={sideName(plan, side)} />
          </h2>
        </summary>
        {own.length > 0 && <FigureList figures={own} back={back} />}
        {adds && (
          <Disclosure
            summary={own.length > 0 ? 'Add a figure' : 'Write down a figure'}
            open={troubles['setFigure:new'] !== undefined || undefined}
          >
            <div className={styles.adding}>
              <PrivateSentence />
              <NewFigure key={kinds.join()} kinds={kinds} back={back} />
            </div>
          </Disclosure>
        )}
      </details>
    </section>
  );
}
