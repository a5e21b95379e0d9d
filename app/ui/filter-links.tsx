import styles from './filter-links.module.css';
import type { TabLink } from './tabs.tsx';

/** Pills that narrow a list; the address keeps the choice. */
export function FilterLinks({ label, items }: { label: string; items: readonly TabLink[] }) {
  return (
    <nav aria-label={label} className={styles.filters}>
      {items.map((item) => (
        <a key={item.href} href={item.href} aria-current={item.current ? 'true' : undefined}>
          {item.label}
        </a>
      ))}
    </nav>
  );
}
