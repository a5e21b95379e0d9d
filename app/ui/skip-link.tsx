import styles from './skip-link.module.css';

/** The first thing a keyboard reaches: past the bars to the page itself, whose main part has this id. */
export const SkipLink = ({ to = 'main', children = 'To the page' }: { to?: string; children?: string }) => (
  <a className={styles.skip} href={`#${to}`}>
    {children}
  </a>
);
