import * as paths from '#app/http/paths.ts';
import { useEditing } from '#app/live/editing.ts';
import { useReader } from './plan-reader.ts';
import styles from './save-state.module.css';
import { needsYou } from './save-state.tsx';

/** How much of theirs waits for them to choose, from here or another tab: nothing typed is lost. */
export function NeedsYou() {
  const { plan } = useEditing();
  const { needsYou: count = 0 } = useReader();
  return (
    <span role="status">
      {count > 0 && (
        <a href={paths.planUnsettled(plan.id)} className={`${styles.state} ${styles.needsYou}`}>
          {needsYou(count)}
        </a>
      )}
    </span>
  );
}
