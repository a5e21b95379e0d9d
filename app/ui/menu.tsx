import { DropdownMenu } from 'radix-ui';
import type { ReactElement, ReactNode } from 'react';
import { classNames } from './class-names.ts';
import styles from './menu.module.css';

export interface MenuProps {
  /** A `Button` or other element that takes a ref. */
  trigger: ReactElement;
  children: ReactNode;
  align?: 'start' | 'end';
}

/** A menu with arrow keys and typeahead, for pages that may carry the script; elsewhere use `DetailsMenu`. */
export function Menu({ trigger, children, align = 'end' }: MenuProps) {
  return (
    // Not modal: the page stays readable and scrollable, and no style element is written (CSP).
    <DropdownMenu.Root modal={false}>
      <DropdownMenu.Trigger asChild>{trigger}</DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content className={styles.menu} align={align} sideOffset={6} collisionPadding={12}>
          {children}
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}

export interface MenuItemProps {
  children: ReactNode;
  onSelect?: () => void;
  /** Makes it a link. */
  href?: string;
  keys?: string;
  danger?: boolean;
  disabled?: boolean;
}

export function MenuItem({ children, onSelect, href, keys, danger, disabled }: MenuItemProps) {
  const words = (
    <>
      <span>{children}</span>
      {keys && <kbd className={styles.keys}>{keys}</kbd>}
    </>
  );
  return (
    <DropdownMenu.Item
      className={classNames(styles.item, danger && styles.danger)}
      disabled={disabled}
      onSelect={onSelect}
      asChild={href !== undefined}
    >
      {href === undefined ? words : <a href={href}>{words}</a>}
    </DropdownMenu.Item>
  );
}

export const MenuSeparator = () => <DropdownMenu.Separator className={styles.separator} />;

export const MenuLabel = ({ children }: { children: ReactNode }) => (
  <DropdownMenu.Label className={styles.label}>{children}</DropdownMenu.Label>
);
