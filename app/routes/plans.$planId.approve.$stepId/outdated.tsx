import { saidWords } from '#app/components/approval-words.ts';
import { useReader } from '#app/components/plan-reader.ts';
import { approversOf, isYes } from '#app/domain/approval.ts';
import { type Alteration, alterations } from '#app/domain/approval-difference.ts';
import type { Step } from '#app/domain/plan.ts';
import { firstName, listed } from '#app/domain/plan-words.ts';
import { useEditing } from '#app/live/editing.ts';
import { Notice } from '#app/ui/notice.tsx';
import { Alterations } from './alterations.tsx';
import styles from './approve.module.css';

interface Said {
  list: Alteration[];
  names: string[];
  /** A no still counts after a change, a yes does not. */
  outdated: boolean;
  did: string;
}

/** What has changed since somebody decided, once for all who said the same of the same. One's own stands first. */
export function Outdated({ step }: { step: Step }) {
  const { plan } = useEditing();
  const { stakeholderId } = useReader();
  const groups = new Map<string, Said>();
  for (const { outdated, decision } of approversOf(plan, step)) {
    const list = decision ? alterations(plan, step, decision) : [];
    if (!decision || list.length === 0) continue;
    const did = isYes(decision.outcome) ? 'approved it' : saidWords(decision);
    const key = `${did} ${JSON.stringify(list)}`;
    const names = groups.get(key)?.names ?? [];
    const isOwn = decision.by === stakeholderId;
    const all = isOwn ? ['you', ...names] : [...names, firstName(decision.byName)];
    groups.set(key, { list, names: all, outdated, did });
  }
  const ownFirst = [...groups].sort(
    ([, a], [, b]) => Number(b.names[0] === 'you') - Number(a.names[0] === 'you'),
  );
  return (
    <>
      {ownFirst.map(([key, { list, names, outdated, did }]) => (
        <div key={key} className={styles.notice}>
          <Notice
            tone={outdated ? 'warn' : undefined}
            title={`${outdated ? 'Outdated: this' : 'This'} was changed since ${listed(names)} ${did}`}
          >
            <Alterations list={list} />
          </Notice>
        </div>
      ))}
    </>
  );
}
