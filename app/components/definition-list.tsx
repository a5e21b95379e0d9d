import type { ReactNode } from 'react';
import { Card } from '#app/ui/card.tsx';
import { classNames } from '#app/ui/class-names.ts';
import styles from './definition-list.module.css';

export interface Definition {
  term: string;
  value: ReactNode;
  /** The one that counts most: the live day. */
  large?: boolean;
}

/** What was written down, to be confirmed: what you want, why now, live by. */
export function DefinitionList({ items }: { items: readonly Definition[] }) {
  return (
    <Card as="dl">
      {items.map(({ term, value, large }) => (
        <div key={term} className={styles.pair}>
          <dt>{term}</dt>
          <dd className={classNames(large && styles.large)}>{value}</dd>
        </div>
      ))}
    </Card>
  );
}
