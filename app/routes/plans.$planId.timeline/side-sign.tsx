import type { Bar } from '#app/domain/timeline/timeline.ts';
import styles from './side-sign.module.css';

/** Who does it, by shape and colour: square sells, round buys, both is one of each. */
export function SideSign({ side }: { side: Bar['side'] }) {
  return (
    <span className={styles.sign}>
      {(side === 'seller' || side === 'both') && <span className={styles.seller} />}
      {(side === 'buyer' || side === 'both') && <span className={styles.buyer} />}
      {side === 'nobody' && <span className={styles.nobody} />}
    </span>
  );
}
