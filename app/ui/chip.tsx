import type { ReactNode } from 'react';
import styles from './chip.module.css';
import { classNames } from './class-names.ts';

export type ChipLook = 'quiet' | 'ok' | 'warn' | 'bad' | 'open' | 'outlined' | 'solid';

/** A few words about the thing beside it; it cannot be pressed. */
export function Chip({ look = 'quiet', children }: { look?: ChipLook; children: ReactNode }) {
  return <span className={classNames(styles.chip, styles[look])}>{children}</span>;
}
