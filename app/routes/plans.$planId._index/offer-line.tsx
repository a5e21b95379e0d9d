import type { ReactNode } from 'react';
import { Avatar, type AvatarPerson } from '#app/components/avatar.tsx';
import styles from './offer-line.module.css';

export interface OfferLineProps {
  /** Who made it. */
  person?: AvatarPerson;
  /** "Dana suggests 18 instead of 14 December." */
  sentence: string;
  /** "Live day stays 12 March." */
  effect?: string;
  /** Fine, Another day, No; or Take back. */
  children?: ReactNode;
}

/** An open offer beneath its step, for `StepRow`'s `offer` or a card's item. */
export function OfferLine({ person, sentence, effect, children }: OfferLineProps) {
  return (
    <div className={styles.offer}>
      {person && <Avatar {...person} size="xs" />}
      <p className={styles.words}>
        <b>{sentence}</b> {effect}
      </p>
      {children && <div className={styles.answers}>{children}</div>}
    </div>
  );
}
