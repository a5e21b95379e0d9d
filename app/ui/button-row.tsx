import type { ReactNode } from 'react';
import styles from './button-row.module.css';
import { classNames } from './class-names.ts';

export interface ButtonRowProps {
  children: ReactNode;
  /** Equal shares of the width, as on a phone's card. */
  fill?: boolean;
  align?: 'start' | 'center' | 'end';
}

/** Buttons, links or one-button forms side by side; they wrap before they shrink. */
export function ButtonRow({ children, fill, align = 'start' }: ButtonRowProps) {
  return <div className={classNames(styles.row, fill && styles.fill, styles[align])}>{children}</div>;
}
