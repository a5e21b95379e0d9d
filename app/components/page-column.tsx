import type { ReactNode } from 'react';
import { Mark } from './mark.tsx';
import styles from './page-column.module.css';

export interface WidePageProps {
  /** The page's bar: `TopBar` or `PhoneBar`. */
  bar?: ReactNode;
  /** Across both columns: heading, line, sentence. */
  header?: ReactNode;
  children: ReactNode;
  /** Beside the main column on a desk, beneath it on a phone. */
  aside?: ReactNode;
  /** What is open over the page: at its side where there is room, in its place where there is not. */
  panel?: ReactNode;
  /** `Dock` */
  dock?: ReactNode;
  footer?: ReactNode;
}

export function WidePage({ bar, header, children, aside, panel, dock, footer }: WidePageProps) {
  return (
    <div className={styles.page} data-panel={panel ? '' : undefined}>
      {bar}
      <main id="main" tabIndex={-1} className={styles.wide}>
        <div className={styles.under}>
          {header}
          <div className={aside ? styles.columns : styles.single}>
            <div className={styles.main}>{children}</div>
            {aside && <div className={styles.aside}>{aside}</div>}
          </div>
        </div>
        {panel}
        {footer}
      </main>
      {dock}
    </div>
  );
}

export interface NarrowPageProps {
  bar?: ReactNode;
  children: ReactNode;
  dock?: ReactNode;
  footer?: ReactNode;
}

/** One column: everything the buyer opens on a phone. */
export function NarrowPage({ bar, children, dock, footer }: NarrowPageProps) {
  return (
    <div className={styles.page}>
      {bar}
      <main id="main" tabIndex={-1} className={styles.narrow}>
        {children}
        {footer}
      </main>
      {dock}
    </div>
  );
}

export interface DoorPageProps {
  /** Beside the mark: the product's or the workspace's name. */
  brand: string;
  title: ReactNode;
  lead?: ReactNode;
  children: ReactNode;
  footer?: ReactNode;
}

/** A door: signing in, setting up, an invitation, a kind error. */
export function DoorPage({ brand, title, lead, children, footer }: DoorPageProps) {
  return (
    <div className={styles.door}>
      <header>
        <Mark name={brand} />
      </header>
      <main id="main" tabIndex={-1} className={styles.doorMain}>
        <div>
          <h1>{title}</h1>
          {lead && <p className={styles.lead}>{lead}</p>}
        </div>
        {children}
      </main>
      {footer && <footer className={styles.doorFooter}>{footer}</footer>}
    </div>
  );
}
