import { useEditing } from '#app/live/editing.ts';
import { useReader } from './plan-reader.ts';
import styles from './private-sentence.module.css';
import { privateSentence } from './private-words.ts';

/** Said where something is about to be kept to one side: who can read it, by name, and who could. */
export function PrivateSentence({ id }: { id?: string }) {
  const { plan } = useEditing();
  const reader = useReader();
  return (
    <p id={id} className={styles.sentence}>
      {privateSentence(plan, reader)}
    </p>
  );
}
