import { VisuallyHidden } from '#app/ui/visually-hidden.tsx';
import type { MoveWords } from './move-words.ts';
import styles from './what-else-moves.module.css';

/** Before a day is moved: the steps that cannot keep theirs, old and new, and the live day. */
export function WhatElseMoves({ words }: { words: Pick<MoveWords, 'rows' | 'more' | 'live'> }) {
  const { rows, more, live } = words;
  return (
    <>
      <ul className={styles.rows}>
        {rows.map(({ id, title, from, to, note }) => (
          <li key={id} className={styles.row}>
            <span className={styles.title}>{title}</span>
            <span className={styles.days}>
              {from} <span aria-hidden="true">→</span>
              <VisuallyHidden> to </VisuallyHidden> <b>{to}</b>
              {note && `, ${note}`}
            </span>
          </li>
        ))}
      </ul>
      {more > 0 && <p>And {more === 1 ? '1 more step' : `${more} more steps`}.</p>}
      {live && <p>{live}</p>}
    </>
  );
}
