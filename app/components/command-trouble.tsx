import { type ComponentType, useEffect, useState } from 'react';
import * as paths from '#app/http/paths.ts';
import { type Reply, type Trouble, useEditing } from '#app/live/editing.ts';
import { newCommandId } from '#app/live/new-id.ts';
import { Button } from '#app/ui/button.tsx';
import styles from './command-trouble.module.css';
import { noLongerHereSentence } from './read-anew.ts';
import type { TroubleCardProps } from './trouble-card.ts';

/** Beneath a form: why its command did not happen, what was kept, and what to do. */
export function CommandTrouble({ form, onDone }: { form: string; onDone?: () => void }) {
  const { plan, troubles, send, clearTrouble } = useEditing();
  const trouble = troubles[form];
  const Card = useCard(trouble && cardOf(trouble));
  if (!trouble) return null;
  if (Card)
    return (
      <div role="alert" className={styles.trouble}>
        <Card
          key={trouble.envelope.id}
          form={form}
          trouble={trouble}
          forget={() => clearTrouble(form)}
          onDone={onDone}
        />
      </div>
    );
  const again = (more: Partial<Trouble['envelope']>) =>
    void send(form, { ...trouble.envelope, id: newCommandId(), ...more }, { chosen: true });
  return (
    <div role="alert" data-form={form} className={styles.trouble}>
      <p>
        {troubleSentence(trouble)}{' '}
        {trouble.kind === 'conflict' && <a href={paths.planUnsettled(plan.id)}>See both</a>}
      </p>
      <div className={styles.ways}>
        {trouble.kind === 'refused' && isWarning(trouble.code) && (
          <>
            <Button
              type="button"
              size="s"
              onClick={() => again(trouble.code === 'movesOthers' ? {} : { confirmed: true })}
            >
              Go on
            </Button>
            <Button type="button" size="s" onClick={() => clearTrouble(form)}>
              Leave it
            </Button>
          </>
        )}
        {trouble.kind === 'unheard' && (
          <Button type="button" size="s" onClick={() => void send(form, trouble.envelope)}>
            Try again
          </Button>
        )}
      </div>
    </div>
  );
}

/** Whoever has read it may go on all the same. */
export const isWarning = (code: string): boolean =>
  code === 'reopens' || code === 'askedMeanwhile' || code === 'movesOthers';

const cards = {
  conflict: async () => (await import('./conflict-trouble.tsx')).ConflictTrouble,
  movesOthers: async () => (await import('./move-choice.tsx')).MoveChoice,
};
type CardName = keyof typeof cards;

function cardOf(trouble: Trouble): CardName | undefined {
  if (trouble.kind === 'conflict') return 'conflict';
  return trouble.kind === 'refused' && trouble.code === 'movesOthers' ? 'movesOthers' : undefined;
}

/** Once its code is here; without it a sentence has to do. */
function useCard(name: CardName | undefined) {
  const [known, setKnown] = useState<{ name: CardName; Card: ComponentType<TroubleCardProps> } | null>(null);
  useEffect(() => {
    if (!name) return;
    const fetchCard = async () => {
      const Card = await cards[name]();
      setKnown({ name, Card });
    };
    void fetchCard().catch(() => undefined);
  }, [name]);
  return known && known.name === name ? known.Card : null;
}

export function troubleSentence(trouble: Exclude<Reply, { kind: 'ok' | 'waiting' }>): string {
  switch (trouble.kind) {
    case 'refused':
      return trouble.code === 'not-found' ? noLongerHereSentence : trouble.sentence;
    case 'absent':
      return (
        trouble.sentence ?? 'Somebody answered, took back or removed that a moment ago. Nothing was changed.'
      );
    case 'invalid':
      return trouble.problems[0]?.message ?? 'Something in this form is not right yet. Nothing was changed.';
    case 'conflict':
      return 'Somebody else wrote there first. What you wrote is kept.';
    case 'unheard':
      return 'No answer came. What you entered is still here.';
  }
}
