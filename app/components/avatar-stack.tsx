import { Avatar, type AvatarPerson, type AvatarProps } from './avatar.tsx';
import styles from './avatar-stack.module.css';

export interface AvatarStackProps {
  people: readonly (AvatarPerson & { id: string })[];
  size?: AvatarProps['size'];
  /** Only where no names stand beside it: "Here now: you and Dana, who is writing". */
  label?: string;
  /** More than these are counted. */
  max?: number;
}

export function AvatarStack({ people, size = 'm', label, max = 4 }: AvatarStackProps) {
  const shown = people.length > max ? people.slice(0, max - 1) : people;
  const more = people.length - shown.length;
  const faces = (
    <>
      {shown.map((person) => (
        <Avatar key={person.id} initials={person.initials} side={person.side} size={size} />
      ))}
      {more > 0 && <span className={styles.more}>+{more}</span>}
    </>
  );
  return label ? (
    <span className={styles.stack} role="img" aria-label={label}>
      {faces}
    </span>
  ) : (
    <span className={styles.stack} aria-hidden="true">
      {faces}
    </span>
  );
}
