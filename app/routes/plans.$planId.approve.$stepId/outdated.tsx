import { useReader } from '#app/components/plan-reader.ts';
import { approversOf } from '#app/domain/approval.ts';
import { alterations } from '#app/domain/approval-difference.ts';
import type { Step } from '#app/domain/plan.ts';
import { firstName } from '#app/domain/plan-words.ts';
import { useEditing } from '#app/live/editing.ts';
import { Notice } from '#app/ui/notice.tsx';
import { Alterations } from './alterations.tsx';
import styles from './approve.module.css';

/** A yes that was to something else: who said it, and what has changed since. One's own stands first. */
export function Outdated({ step }: { step: Step }) {
  const { plan } = useEditing();
  const { stakeholderId } = useReader();
  const outdated = approversOf(plan, step)
    .flatMap(({ outdated, decision }) => (outdated && decision ? [decision] : []))
    .sort((a, b) => Number(b.by === stakeholderId) - Number(a.by === stakeholderId));
  return (
    <>
      {outdated.map((said) => (
        <div key={said.id} className={styles.notice}>
          <Notice
            tone="warn"
            title={`Outdated: this was changed since ${said.by === stakeholderId ? 'you' : firstName(said.byName)} approved it`}
          >
            <Alterations list={alterations(plan, step, said)} />
          </Notice>
        </div>
      ))}
    </>
  );
}
