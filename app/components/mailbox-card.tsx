import { Form } from '@remix-run/react';
import * as paths from '#app/http/paths.ts';
import { Button } from '#app/ui/button.tsx';
import { CardItem } from '#app/ui/card.tsx';
import { Chip, type ChipLook } from '#app/ui/chip.tsx';

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
