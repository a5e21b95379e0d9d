import type { ReactNode } from 'react';
import { Mark } from './mark.tsx';
import styles from './top-bar.module.css';

export interface Crumb {
  label: string;
  href?: string;
}

export interface TopBarProps {
  /** The workspace's name. */
  brand: string;
  brandHref: string;
  /** The address of the workspace's mark. */
  mark?: string | null;
  /** Where this page lies; the last one is the page itself. */
  crumbs?: readonly Crumb[];
  nav?: readonly { label: string; href: string; current?: boolean }[];
  /** At the right: what is saved, who is here, one button. */
  children?: ReactNode;
}

export function TopBar({ brand, brandHref, mark, crumbs, nav, children }: TopBarProps) {
  return (
    <header className={styles.bar} data-bar="top">
      <Mark name={brand} href={brandHref} picture={mark} />
      {crumbs && (
        <nav aria-label="Where you are" className={styles.crumbs}>
          <ol>
            {crumbs.map((crumb, index) => (
              <li key={crumb.label}>
                {index < crumbs.length - 1 && crumb.href ? (
                  <a href={crumb.href}>{crumb.label}</a>
                ) : (
                  <span aria-current={index === crumbs.length - 1 ? 'page' : undefined}>{crumb.label}</span>
                )}
              </li>
            ))}
          </ol>
        </nav>
      )}
      {nav && (
        <nav aria-label="Main" className={styles.nav}>
          {nav.map((link) => (
            <a key={link.href} href={link.href} aria-current={link.current ? 'page' : undefined}>
              {link.label}
            </a>
          ))}
        </nav>
      )}
      {children && <div className={styles.right}>{children}</div>}
    </header>
  );
}
