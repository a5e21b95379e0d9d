import styles from './tick-button.module.css';

export interface TickButtonProps {
  /** "Done: Business case drafted together" */
  label: string;
  done?: boolean;
  name?: string;
  value?: string;
  onClick?: () => void;
}

/** A circle to tick; sends the form around it. */
export const TickButton = ({ label, done, ...rest }: TickButtonProps) => (
  <button type="submit" className={styles.button} aria-label={label} data-done={done || undefined} {...rest}>
    <span className={styles.circle} />
  </button>
);
