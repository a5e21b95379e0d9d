import { MarkedText } from '#app/components/conflict-card.tsx';
import type { Alteration } from '#app/domain/approval-difference.ts';
import { type TextPart, textDifference } from '#app/domain/text-difference.ts';
import styles from './alterations.module.css';

/** Each part that is not as it was: before and now beside each other. */
export function Alterations({ list }: { list: readonly Alteration[] }) {
  return (
    <div className={styles.list}>
      {list.map(({ field, what, was, is }) => {
        const { one, other } = textDifference(was, is);
        return (
          <section key={field} aria-label={what}>
            <p className={styles.what}>{what}</p>
            <div className={styles.sides}>
              <Side label="Before" parts={one} />
              <Side label="Now" parts={other} />
            </div>
          </section>
        );
      })}
      <p className={styles.hint}>Underlined words are in one of them only.</p>
    </div>
  );
}

function Side({ label, parts }: { label: string; parts: readonly TextPart[] }) {
  const isEmpty = parts.every(({ text }) => text === '');
  return (
    <div className={styles.side}>
      <p className={styles.label}>{label}</p>
      <p className={styles.text}>{isEmpty ? 'Nothing.' : <MarkedText parts={parts} />}</p>
    </div>
  );
}
