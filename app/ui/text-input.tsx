import { type ComponentPropsWithoutRef, forwardRef } from 'react';
import { classNames } from './class-names.ts';
import styles from './control.module.css';
import { useControlWiring } from './field.tsx';

export interface TextInputProps extends ComponentPropsWithoutRef<'input'> {
  /** Wide-set digits, for a code that is copied from a letter. */
  code?: boolean;
}

export const TextInput = forwardRef<HTMLInputElement, TextInputProps>(function TextInput(
  { code, className, type = 'text', ...rest },
  ref,
) {
  const wiring = useControlWiring();
  return (
    <input
      ref={ref}
      type={type}
      {...wiring}
      className={classNames(styles.control, code && styles.code, className)}
      {...rest}
    />
  );
});
