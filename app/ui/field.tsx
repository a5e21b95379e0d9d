import { createContext, type ReactNode, useContext, useId } from 'react';
import { classNames } from './class-names.ts';
import styles from './field.module.css';

/** The attributes that tie a control to its label, hint and error. */
export interface ControlWiring {
  id?: string;
  'aria-describedby'?: string;
  'aria-invalid'?: true;
}

const Wiring = createContext<ControlWiring>({});

/** A control of its own making inside a `Field` spreads this over itself. */
export const useControlWiring = () => useContext(Wiring);

export interface FieldProps {
  label: ReactNode;
  hint?: ReactNode;
  /** What happened, what was kept and what to do. */
  error?: ReactNode;
  /** Said after the label in a quieter voice, such as "if you know it". */
  optional?: ReactNode;
  /** The label is read aloud only; the surroundings say it to the eye. */
  labelHidden?: boolean;
  /** The control's id, when a form library names it. */
  id?: string;
  children: ReactNode;
}

export function Field({ label, hint, error, optional, labelHidden, id: given, children }: FieldProps) {
  const made = useId();
  const id = given ?? made;
  const described = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ');
  const wiring: ControlWiring = {
    id,
    'aria-describedby': described || undefined,
    'aria-invalid': error ? true : undefined,
  };
  return (
    <div className={styles.field}>
      <label htmlFor={id} className={classNames(styles.label, labelHidden && styles.unseen)}>
        {label}
        {optional && <span className={styles.optional}> {optional}</span>}
      </label>
      {hint && (
        <p id={`${id}-hint`} className={styles.hint}>
          {hint}
        </p>
      )}
      <Wiring.Provider value={wiring}>{children}</Wiring.Provider>
      {error && (
        <p id={`${id}-error`} className={styles.error}>
          {error}
        </p>
      )}
    </div>
  );
}
