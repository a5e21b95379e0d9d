import { useReader } from '#app/components/plan-reader.ts';
import { otherSide, sideName } from '#app/domain/plan.ts';
import type { Layout } from '#app/domain/timeline/layout.ts';
import type { Timeline } from '#app/domain/timeline/timeline.ts';
import { useEditing } from '#app/live/editing.ts';
import styles from './legend.module.css';
import { SideSign } from './side-sign.tsx';

/** What the signs mean, of those that are drawn. */
export function Legend({ timeline, layout }: { timeline: Timeline; layout: Layout }) {
  const { plan } = useEditing();
  const reader = useReader();
  const bars = timeline.groups.flatMap((group) => group.bars);
  const sides = [reader.side, otherSide(reader.side)];
  const isPaced = bars.some(({ pace }) => pace) || timeline.groups.some(({ pace }) => pace);
  return (
    <ul className={styles.legend}>
      {sides.map((side) => (
        <li key={side}>
          <SideSign side={side} /> {sideName(plan, side)}
        </li>
      ))}
      {bars.some(({ step }) => step.status === 'done') && (
        <li>
          <span className={styles.done} /> Done
        </li>
      )}
      {bars.some(({ look, isGuess }) => !isGuess && (look === 'dashed' || look === 'outline')) && (
        <li>
          <span className={styles.dashed} /> Not agreed yet
        </li>
      )}
      {bars.some(({ isDecisive, isGuess }) => isDecisive && !isGuess) && (
        <li>
          <span className={styles.decisive} /> Sets the pace: when it slips, so does the end
        </li>
      )}
      {isPaced && (
        <li>
          <span className={styles.pace}>→</span> Where today’s pace leads
        </li>
      )}
      {layout.daysOff.both.length > 0 && (
        <li>
          <span className={styles.off} /> Nobody works
        </li>
      )}
      {sides.map(
        (side) =>
          layout.daysOff[side].length > 0 && (
            <li key={`off ${side}`}>
              <span className={side === 'seller' ? styles.offSeller : styles.offBuyer} />{' '}
              {sideName(plan, side)} does not work
            </li>
          ),
      )}
    </ul>
  );
}
