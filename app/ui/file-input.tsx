import type { ComponentPropsWithoutRef } from 'react';
import { classNames } from './class-names.ts';
import styles from './control.module.css';
import { useControlWiring } from './field.tsx';

/** The browser's own way to choose a file; the form around it is `multipart/form-data`. */
export function FileInput({ className, ...rest }: Omit<ComponentPropsWithoutRef<'input'>, 'type'>) {
  const wiring = useControlWiring();
  return (
    <input type="file" {...wiring} className={classNames(styles.control, styles.file, className)} {...rest} />
  );
}
