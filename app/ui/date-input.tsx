import { type ComponentPropsWithoutRef, forwardRef } from 'react';
import { classNames } from './class-names.ts';
import styles from './control.module.css';
import { useControlWiring } from './field.tsx';

/** A calendar day as `2026-12-18`, chosen with the device's own calendar. */
export const DateInput = forwardRef<HTMLInputElement, Omit<ComponentPropsWithoutRef<'input'>, 'type'>>(
  function DateInput({ className, ...rest }, ref) {
    const wiring = useControlWiring();
    return (
      <input
        ref={ref}
        type="date"
        {...wiring}
        className={classNames(styles.control, styles.day, className)}
        {...rest}
      />
    );
  },
);
