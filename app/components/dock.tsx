import type { ReactElement } from 'react';
import { VisuallyHidden } from '#app/ui/visually-hidden.tsx';
import styles from './dock.module.css';

export type DockSign = 'yours' | 'plan' | 'ask' | 'people';

export interface DockLink {
  label: string;
  href: string;
  sign: DockSign;
  current?: boolean;
  /** What waits there: "3" drawn, "3 things wait" read aloud. */
  count?: { number: number; label: string };
}

/** The bar under the buyer's thumb: Yours, Whole plan, Ask, People. */
export function Dock({ label, links }: { label: string; links: readonly DockLink[] }) {
  return (
    <nav aria-label={label} className={styles.dock} data-bar="bottom">
      <div className={styles.links}>
        {links.map((link) => (
          <a key={link.href} href={link.href} aria-current={link.current ? 'page' : undefined}>
            <span className={styles.sign}>
              <svg viewBox="0 0 20 20" width="20" height="20" aria-hidden="true">
                {signs[link.sign]}
              </svg>
              {link.count && link.count.number > 0 && (
                <span className={styles.count} aria-hidden="true">
                  {link.count.number}
                </span>
              )}
            </span>
            {link.label}
            {link.count && link.count.number > 0 && <VisuallyHidden>, {link.count.label}</VisuallyHidden>}
          </a>
        ))}
      </div>
    </nav>
  );
}

/* People are drawn as the two sides are: a circle and a rounded square. */
const signs: Record<DockSign, ReactElement> = {
  yours: (
    <>
      <circle cx="10" cy="10" r="7" />
      <path d="M7 10.2l2.100 2.100L13.200 8" />
    </>
  ),
  plan: (
    <>
      <path d="M5 3v14M9 5h8M9 10h8M9 15h5" />
      <g fill="currentColor">
        <circle cx="5" cy="5" r="1.2" />
        <circle cx="5" cy="10" r="1.2" />
        <circle cx="5" cy="15" r="1.2" />
      </g>
    </>
  ),
  ask: (
    <path d="M4 4.500h12a1.500 1.500 0 011.500 1.500v6.500A1.500 1.500 0 0116 14H9l-4 3v-3H4A1.500 1.500 0 012.500 12.500V6A1.500 1.500 0 014 4.500z" />
  ),
  people: (
    <>
      <circle cx="7" cy="7" r="3" />
      <path d="M2 16.500c.4-3 2.400-4.500 5-4.500s4.600 1.500 5 4.500" />
      <rect x="12.5" y="4" width="5.5" height="5.5" rx="1.8" />
      <path d="M14 12.200c2.200-.4 3.800 1.200 4 3.800" />
    </>
  ),
};
