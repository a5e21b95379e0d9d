import { delayCost } from '#app/domain/delay-cost.ts';
import { sideName } from '#app/domain/plan.ts';
import { useEditing } from '#app/live/editing.ts';
import styles from './delay-cost.module.css';
import { LayerTag } from './layer-tag.tsx';

/** What waiting costs, for those who may see the figure, and whose eyes it is for. */
export function DelayCostLine() {
  const { plan, today } = useEditing();
  const cost = delayCost(plan, today);
  if (!cost) return null;
  return (
    <p className={styles.cost}>
      {cost.sentence}
      {cost.layer !== 'shared' && <LayerTag side={cost.layer} company={sideName(plan, cost.layer)} />}
    </p>
  );
}
