import { type ComponentPropsWithoutRef, forwardRef, type ReactNode, useId } from 'react';
import styles from './choice.module.css';

export interface CheckboxProps extends Omit<ComponentPropsWithoutRef<'input'>, 'type'> {
  label: ReactNode;
  hint?: ReactNode;
}

export const Checkbox = forwardRef<HTMLInputElement, CheckboxProps>(function Checkbox(
  { label, hint, className, ...rest },
  ref,
) {
  const hintId = useId();
  return (
    <label className={styles.choice}>
      <input
        ref={ref}
        type="checkbox"
        className={styles.box}
        aria-describedby={hint ? hintId : undefined}
        {...rest}
      />
      <span>
        <span className={styles.label}>{label}</span>
        {hint && (
          <span id={hintId} className={styles.hint}>
            {hint}
          </span>
        )}
      </span>
    </label>
  );
});
