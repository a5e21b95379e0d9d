import { type ReactNode, useId } from 'react';
import styles from './choice.module.css';
import { VisuallyHidden } from './visually-hidden.tsx';

export interface RadioOption {
  value: string;
  label: ReactNode;
  hint?: ReactNode;
  /** Shown beneath, when there is more to say about this answer. */
  children?: ReactNode;
}

export interface RadioListProps {
  legend: string;
  name: string;
  options: readonly RadioOption[];
  defaultValue?: string;
  value?: string;
  onValueChange?: (value: string) => void;
  required?: boolean;
}

/** One answer of a few, each explained; for inside a `Card`. */
export function RadioList({ legend, name, options, defaultValue, value, ...rest }: RadioListProps) {
  const id = useId();
  return (
    <fieldset>
      <VisuallyHidden as="legend">{legend}</VisuallyHidden>
      {options.map((option) => (
        <div key={option.value} className={styles.item}>
          <label className={styles.choice}>
            <input
              type="radio"
              name={name}
              value={option.value}
              className={styles.round}
              required={rest.required}
              defaultChecked={value === undefined ? option.value === defaultValue : undefined}
              checked={value === undefined ? undefined : option.value === value}
              onChange={() => rest.onValueChange?.(option.value)}
              aria-describedby={option.hint ? `${id}-${option.value}` : undefined}
            />
            <span>
              <span className={styles.label}>{option.label}</span>
              {option.hint && (
                <span id={`${id}-${option.value}`} className={styles.hint}>
                  {option.hint}
                </span>
              )}
            </span>
          </label>
          {option.children}
        </div>
      ))}
    </fieldset>
  );
}
