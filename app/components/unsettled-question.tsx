import { Form } from '@remix-run/react';
import type { ReactNode } from 'react';
import * as paths from '#app/http/paths.ts';
import { Button } from '#app/ui/button.tsx';
import { Disclosure } from '#app/ui/disclosure.tsx';
import { Field } from '#app/ui/field.tsx';
import { TextArea } from '#app/ui/text-area.tsx';
import { ConflictCard } from './conflict-card.tsx';
import { Resend } from './resend.tsx';
import styles from './unsettled-question.module.css';
import type { UnsettledCard } from './unsettled-words.ts';

export interface UnsettledQuestionProps {
  planId: string;
  card: UnsettledCard;
  /** For the command that writes their words all the same. */
  freshId: string;
  /** Where to go on to. */
  back: string;
  confirmed?: boolean;
}

/** One thing to choose about: what it is, both values, and every way on. */
export function UnsettledQuestion(props: UnsettledQuestionProps) {
  const { planId, card, freshId, back, confirmed = false } = props;
  const { id, thing, part, href, words, why, own, again } = card;
  const title = `unsettled-${id}`;
  const leave = (label: string) => (
    <Form method="post" action={paths.planUnsettled(planId)}>
      <input type="hidden" name="leave" value={id} />
      <input type="hidden" name="back" value={back} />
      <Button aria-describedby={title}>{label}</Button>
    </Form>
  );
  const send = (sent: NonNullable<UnsettledCard['again']>, controls: ReactNode) => (
    <Form method="post" action={paths.planChange(planId)}>
      <Resend
        envelope={{ id: freshId, type: sent.type, args: sent.args, base: sent.base, confirmed, settles: id }}
        back={back}
      />
      {controls}
    </Form>
  );
  return (
    <article className={styles.question} aria-labelledby={title}>
      <div id={title}>
        <h2>{href ? <a href={href}>{thing}</a> : thing}</h2>
        <p className={styles.part}>{part}</p>
      </div>
      {words && again ? (
        <ConflictCard words={words}>
          {leave(words.leave)}
          {send(
            again,
            <Button look="primary" aria-describedby={title}>
              {words.goOn}
            </Button>,
          )}
        </ConflictCard>
      ) : (
        <p>{why}</p>
      )}
      {own.length > 0 && (
        <div>
          <p className={styles.part}>{words ? 'Before that you wrote' : 'You wrote'}</p>
          {own.map((text, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: words have no other name than their place.
            <blockquote key={index} className={styles.own}>
              {text}
            </blockquote>
          ))}
        </div>
      )}
      {again?.text && (
        <Disclosure summary="Put both together">
          {send(
            { ...again, args: without(again.args, again.text.name) },
            <div className={styles.both}>
              <Field label={`${part}, as it should be`}>
                <TextArea name={`set.${again.text.name}`} rows={4} defaultValue={again.text.value} />
              </Field>
              <Button>Save this</Button>
            </div>,
          )}
        </Disclosure>
      )}
      {!words && leave('I have what I need')}
    </article>
  );
}

const without = (args: Record<string, unknown>, name: string) =>
  Object.fromEntries(Object.entries(args).filter(([each]) => each !== name));
