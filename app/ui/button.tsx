import { type ComponentPropsWithoutRef, forwardRef } from 'react';
import styles from './button.module.css';
import { classNames } from './class-names.ts';

export interface ButtonLook {
  /** `primary` is the one black button of a screen. */
  look?: 'plain' | 'primary' | 'bare' | 'danger';
  size?: 's' | 'm' | 'l';
  /** As wide as its column. */
  wide?: boolean;
}

/** For a link drawn by a router that should look like a button. */
export const buttonClass = ({ look = 'plain', size = 'm', wide }: ButtonLook = {}) =>
  classNames(styles.button, styles[look], styles[size], wide && styles.wide);

export interface ButtonProps extends ButtonLook, ComponentPropsWithoutRef<'button'> {
  /** Sent and not yet answered: keeps its width and its words, and says so to a screen reader. */
  busy?: boolean;
}

export const Button = forwardRef<HTMLButtonElement, ButtonProps>(function Button(
  { look, size, wide, busy, className, type = 'submit', ...rest },
  ref,
) {
  const dressed = buttonClass({ look, size, wide });
  return (
    <button
      ref={ref}
      type={type}
      aria-busy={busy || undefined}
      className={classNames(dressed, className)}
      {...rest}
    />
  );
});

export const ButtonLink = forwardRef<HTMLAnchorElement, ButtonLook & ComponentPropsWithoutRef<'a'>>(
  function ButtonLink({ look, size, wide, className, children, ...rest }, ref) {
    return (
      <a ref={ref} className={classNames(buttonClass({ look, size, wide }), className)} {...rest}>
        {children}
      </a>
    );
  },
);
