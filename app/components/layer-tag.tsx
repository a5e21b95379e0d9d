import type { Side } from '#app/domain/plan.ts';
import { classNames } from '#app/ui/class-names.ts';
import styles from './layer-tag.module.css';

/** "Only Acme": this never leaves that side. */
export const LayerTag = ({ side, company }: { side: Side; company: string }) => (
  <span className={classNames(styles.tag, styles[side])}>Only {company}</span>
);
