import styles from './tab-title.module.css';

/** Of a page behind a tab: where the tabs are drawn they say it, and on a phone it stands on top. */
export const TabTitle = ({ children }: { children: string }) => <h1 className={styles.title}>{children}</h1>;
