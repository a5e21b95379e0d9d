import { type ReactNode, useEffect, useRef } from 'react';
import { type ButtonLook, buttonClass } from './button.tsx';
import { classNames } from './class-names.ts';
import styles from './details-menu.module.css';

export interface DetailsMenuProps extends ButtonLook {
  /** The words on the button. */
  label: ReactNode;
  /** Read aloud instead, when the button shows only a sign. */
  name?: string;
  align?: 'start' | 'end';
  /** `DetailsMenuLink`s and one-button forms. */
  children: ReactNode;
}

/** A menu that opens without JavaScript; with it, Escape and a press outside close it. */
export function DetailsMenu({ label, name, align = 'end', children, ...look }: DetailsMenuProps) {
  const details = useRef<HTMLDetailsElement>(null);
  useEffect(() => {
    const outside = (event: PointerEvent) => {
      const node = details.current;
      if (node?.open && event.target instanceof Node && !node.contains(event.target)) node.open = false;
    };
    document.addEventListener('pointerdown', outside);
    return () => document.removeEventListener('pointerdown', outside);
  }, []);
  return (
    <details
      ref={details}
      data-print="no"
      className={classNames(styles.details, styles[align])}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || !details.current?.open) return;
        event.preventDefault();
        details.current.open = false;
        details.current.querySelector('summary')?.focus();
      }}
    >
      <summary className={buttonClass(look)} aria-label={name}>
        {label}
      </summary>
      <div className={styles.menu}>{children}</div>
    </details>
  );
}

export const DetailsMenuLink = ({ href, children }: { href: string; children: ReactNode }) => (
  <a className={styles.item} href={href}>
    {children}
  </a>
);

export interface DetailsMenuButtonProps {
  name?: string;
  value?: string;
  danger?: boolean;
  children: ReactNode;
}

/** Sends the form around it. */
export const DetailsMenuButton = ({ danger, ...rest }: DetailsMenuButtonProps) => (
  <button type="submit" className={classNames(styles.item, danger && styles.danger)} {...rest} />
);
