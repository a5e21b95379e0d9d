import { useEditing } from '#app/live/editing.ts';
import styles from './step-inputs-missing.module.css';
import { missingWords } from './step-inputs-words.ts';

/** Under a milestone's name: what its steps still lack. */
export function MissingInputs({ milestoneId }: { milestoneId: string }) {
  const words = missingWords(useEditing().plan, milestoneId);
  return words && <p className={styles.missing}>{words}</p>;
}
