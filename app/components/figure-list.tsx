import type { Figure } from '#app/domain/attachment.ts';
import { figureWords } from '#app/domain/figure.ts';
import { otherSide, sideName } from '#app/domain/plan.ts';
import { useEditing } from '#app/live/editing.ts';
import { Button } from '#app/ui/button.tsx';
import { CommandForm } from './command-form.tsx';
import { FigureForm, figureForm } from './figure-form.tsx';
import styles from './figure-list.module.css';
import { useMay } from './may.ts';
import { useReader } from './plan-reader.ts';
import { MoreRow, RowMore } from './row-more.tsx';

export interface FigureListProps {
  figures: readonly Figure[];
  /** The page they stand on, for what is sent without JavaScript. */
  back: string;
}

/** Figures by name; the reader's own can be changed in their place. */
export const FigureList = ({ figures, back }: FigureListProps) => (
  <ul className={styles.figures}>
    {figures.map((figure) => (
      <FigureRow key={figure.id} figure={figure} back={back} />
    ))}
  </ul>
);

function FigureRow({ figure, back }: { figure: Figure; back: string }) {
  const { plan, troubles } = useEditing();
  const { side, canEdit, sealed } = useReader();
  const own = figure.side === side && canEdit && !sealed;
  return (
    <MoreRow as="li">
      <span className={styles.words}>
        <span className={styles.kind}>
          {figureWords[figure.kind]}
          {figure.layer === 'shared' && ` at ${sideName(plan, figure.side)}`}
        </span>
        <b className={styles.value}>{figure.value}</b>
      </span>
      {own && (
        <RowMore
          name={`Change: ${figureWords[figure.kind]}`}
          open={troubles[figureForm(figure.kind)] !== undefined}
        >
          {(close) => <FigureWays figure={figure} back={back} close={close} />}
        </RowMore>
      )}
    </MoreRow>
  );
}

function FigureWays({ figure, back, close }: { figure: Figure; back: string; close: () => void }) {
  const { plan } = useEditing();
  const { side } = useReader();
  const may = useMay();
  return (
    <>
      <FigureForm kind={figure.kind} figure={figure} back={back} onDone={close} />
      {may('revealFigure', { figureId: figure.id }) && (
        <div className={styles.show}>
          <p>
            {sideName(plan, otherSide(side))} sees it from then on, and later changes to it too. That cannot
            be undone; you can remove it for both sides.
          </p>
          <CommandForm
            type="revealFigure"
            args={{ figureId: figure.id }}
            name={`revealFigure:${figure.id}`}
            back={back}
          >
            <Button size="s">Show both sides</Button>
          </CommandForm>
        </div>
      )}
      <CommandForm
        type="removeFigure"
        args={{ figureId: figure.id }}
        name={`removeFigure:${figure.id}`}
        back={back}
      >
        <Button size="s" look="danger" aria-label={`Remove this figure: ${figureWords[figure.kind]}`}>
          Remove it
        </Button>
      </CommandForm>
    </>
  );
}
