import type { ReactNode } from 'react';
import type { TextPart } from '#app/domain/text-difference.ts';
import styles from './conflict-card.module.css';
import type { ConflictWords } from './conflict-words.ts';

export interface ConflictCardProps {
  words: Pick<ConflictWords, 'sentence' | 'texts' | 'who'>;
  /** The ways on. */
  children: ReactNode;
}

/** What two people wrote in one place: short values in a sentence, texts beside each other. */
export function ConflictCard({ words: { sentence, texts, who }, children }: ConflictCardProps) {
  return (
    <div className={styles.card}>
      {sentence && <p>{sentence}</p>}
      {texts && (
        <>
          <div className={styles.sides}>
            <Side who="You" parts={texts.yours} />
            <Side who={who} parts={texts.theirs} />
          </div>
          {(hasMarks(texts.yours) || hasMarks(texts.theirs)) && (
            <p className={styles.hint}>Underlined words are in one of them only.</p>
          )}
        </>
      )}
      <div className={styles.ways}>{children}</div>
    </div>
  );
}

const hasMarks = (parts: readonly TextPart[]): boolean => parts.some(({ only }) => only);

function Side({ who, parts }: { who: string; parts: readonly TextPart[] }) {
  const isEmpty = parts.every(({ text }) => text === '');
  return (
    <div className={styles.side}>
      <p className={styles.who}>{who}</p>
      <p className={styles.text}>{isEmpty ? 'Nothing.' : <MarkedText parts={parts} />}</p>
    </div>
  );
}

export function MarkedText({ parts }: { parts: readonly TextPart[] }) {
  return (
    <>
      {parts.map(({ text, only }, index) =>
        // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a text have no other name than their place.
        only ? <mark key={index}>{text}</mark> : text,
      )}
    </>
  );
}
