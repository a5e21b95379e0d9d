import { type ComponentPropsWithoutRef, forwardRef } from 'react';
import { classNames } from './class-names.ts';
import styles from './control.module.css';
import { useControlWiring } from './field.tsx';

/** Several lines; grows with its text where the browser can. */
export const TextArea = forwardRef<HTMLTextAreaElement, ComponentPropsWithoutRef<'textarea'>>(
  function TextArea({ className, rows = 3, ...rest }, ref) {
    const wiring = useControlWiring();
    return (
      <textarea
        ref={ref}
        rows={rows}
        {...wiring}
        className={classNames(styles.control, styles.lines, className)}
        {...rest}
      />
    );
  },
);
