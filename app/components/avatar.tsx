import type { Side } from '#app/domain/plan.ts';
import { classNames } from '#app/ui/class-names.ts';
import styles from './avatar.module.css';

export interface AvatarPerson {
  initials: string;
  /** `none`: nobody is named yet. `plan`: what the plan does by itself. */
  side: Side | 'none' | 'plan';
}

export interface AvatarProps extends AvatarPerson {
  size?: 'xs' | 's' | 'm' | 'l';
  /** Only where no name stands beside it; "Dana Ortiz, Acme Freight". */
  label?: string;
  /** Someone is here and writing. */
  ring?: boolean;
}

/** Seller: rounded square, indigo. Buyer: circle, teal. Nobody yet: dashed. */
export function Avatar({ initials, side, size = 'm', label, ring }: AvatarProps) {
  const dressed = classNames(styles.avatar, styles[side], styles[size], ring && styles.ring);
  const drawn = side === 'none' || side === 'plan' ? null : initials;
  return label ? (
    <span className={dressed} role="img" aria-label={label}>
      {drawn}
    </span>
  ) : (
    <span className={dressed} aria-hidden="true">
      {drawn}
    </span>
  );
}
