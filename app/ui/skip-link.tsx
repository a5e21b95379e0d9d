import styles from './skip-link.module.css';

/** The first thing a keyboard reaches: past the bars to the page itself, whose main part has this id. */
export const SkipLink = () => (
  <a className={styles.skip} href="#main">
    To the page
  </a>
);
