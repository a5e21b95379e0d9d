import type { ReactNode } from 'react';
import styles from './disclaimer.module.css';

/** The sentence under every first page, summary and print; more sentences may follow it. */
export const Disclaimer = ({ children }: { children?: ReactNode }) => (
  <footer className={styles.note}>
    <p>A working schedule. Not an offer, a commitment to buy, or part of any contract.</p>
    {children}
  </footer>
);
