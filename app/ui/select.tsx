import { type ComponentPropsWithoutRef, forwardRef } from 'react';
import { classNames } from './class-names.ts';
import styles from './control.module.css';
import { useControlWiring } from './field.tsx';

export interface SelectOption {
  value: string;
  label: string;
  disabled?: boolean;
}

export interface SelectProps extends Omit<ComponentPropsWithoutRef<'select'>, 'children'> {
  options: readonly SelectOption[];
  /** The first line, with an empty value: what is asked for. */
  prompt?: string;
}

export const Select = forwardRef<HTMLSelectElement, SelectProps>(function Select(
  { options, prompt, className, ...rest },
  ref,
) {
  const wiring = useControlWiring();
  return (
    <select ref={ref} {...wiring} className={classNames(styles.control, styles.select, className)} {...rest}>
      {prompt != null && <option value="">{prompt}</option>}
      {options.map((option) => (
        <option key={option.value} value={option.value} disabled={option.disabled}>
          {option.label}
        </option>
      ))}
    </select>
  );
});
