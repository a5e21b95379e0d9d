import { Form } from '@remix-run/react';
import type { ReactNode } from 'react';
import * as paths from '#app/http/paths.ts';
import { Button } from '#app/ui/button.tsx';
import { CardItem } from '#app/ui/card.tsx';
import { Chip, type ChipLook } from '#app/ui/chip.tsx';
import styles from './mailbox-card.module.css';

export interface MailboxLetter {
  id: string;
  title: string;
  to: string;
  state: 'waiting' | 'sending' | 'sent' | 'failed' | 'unknown' | 'dropped';
  when: string;
  reason: string | null;
}

const chips: Partial<Record<MailboxLetter['state'], { look: ChipLook; label: string }>> = {
  sending: { look: 'quiet', label: 'On its way' },
  failed: { look: 'bad', label: 'Refused' },
  unknown: { look: 'warn', label: 'May have arrived' },
  dropped: { look: 'quiet', label: 'Not needed' },
};

/** One word about a letter that did not simply arrive. */
export function LetterChip({ state }: Pick<MailboxLetter, 'state'>) {
  const chip = chips[state];
  return chip ? <Chip look={chip.look}>{chip.label}</Chip> : null;
}

/** What a person may do about a letter that is not done; nothing for most. */
export function LetterAction({ letter }: { letter: Pick<MailboxLetter, 'id' | 'state'> }) {
  if (letter.state !== 'waiting' && letter.state !== 'unknown') return null;
  return (
    <Form method="post" action={paths.sendLetterNow(letter.id)}>
      <Button size="s">{letter.state === 'waiting' ? 'Send now' : 'Send again'}</Button>
    </Form>
  );
}

export function MailboxCard({ letter }: { letter: MailboxLetter }) {
  const { id, title, to, state, when, reason } = letter;
  const time = state === 'waiting' ? `goes ${when}` : when;
  return (
    <CardItem
      as="li"
      title={title}
      href={paths.letter(id)}
      sub={
        <>
          {to}
          <br />
          {[time, reason].filter(Boolean).join(' · ')}
        </>
      }
      end={<LetterChip state={state} />}
    >
      {state === 'waiting' || state === 'unknown' ? <LetterAction letter={letter} /> : null}
    </CardItem>
  );
}

/** As wide as a letter. */
export const MailboxColumn = ({ children }: { children: ReactNode }) => (
  <div className={styles.column}>{children}</div>
);

/** From, to and when, as above a letter in any mail program. */
export const LetterHeaders = ({ items }: { items: readonly { term: string; value: string }[] }) => (
  <dl className={styles.headers}>
    {items.map(({ term, value }) => (
      <div key={term}>
        <dt>{term}</dt>
        <dd>{value}</dd>
      </div>
    ))}
  </dl>
);
