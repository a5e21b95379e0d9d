import styles from './tabs.module.css';

export interface TabLink {
  label: string;
  href: string;
  current?: boolean;
}

/** Views of one thing. Each has its own address, so they are links. */
export function Tabs({ label, items }: { label: string; items: readonly TabLink[] }) {
  return (
    <nav aria-label={label} className={styles.tabs}>
      {items.map((item) => (
        <a key={item.href} href={item.href} aria-current={item.current ? 'page' : undefined}>
          {item.label}
        </a>
      ))}
    </nav>
  );
}
