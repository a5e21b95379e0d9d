import * as paths from '#app/http/paths.ts';
import { useEditing } from '#app/live/editing.ts';
import { Button } from '#app/ui/button.tsx';
import { useReader } from './plan-reader.ts';
import styles from './sample-note.module.css';

/** Says on every page of the sample deal what it is, and takes it away. */
export function SampleNote() {
  const { plan } = useEditing();
  const { canEdit } = useReader();
  if (!plan.sample) return null;
  return (
    <aside className={styles.note} aria-label="Sample deal">
      <p>
        <strong>A sample deal.</strong> Change anything: nobody is written to, and everybody in it is made up.
      </p>
      {canEdit && (
        <form method="post" action={paths.planSample(plan.id)}>
          <Button size="s">Remove the sample</Button>
        </form>
      )}
    </aside>
  );
}
