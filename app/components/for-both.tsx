import type { ReactNode } from 'react';
import { bothNames } from '#app/domain/plan-words.ts';
import { sharedView } from '#app/domain/shared-view.ts';
import * as paths from '#app/http/paths.ts';
import { type Editing, EditingProvider, useEditing } from '#app/live/editing.ts';
import { Disclaimer } from './disclaimer.tsx';
import styles from './for-both.module.css';
import { WidePage } from './page-column.tsx';
import { useReader } from './plan-reader.ts';
import { TopBar } from './top-bar.tsx';

export interface ForBothProps {
  title: string;
  /** At the right of the bar. */
  ways: ReactNode;
  children: ReactNode;
}

/**
 * A screen that is shown to both sides, whoever opens it: nothing of anybody's private layer is on it, and no word of
 * what its reader did or is told elsewhere.
 */
export function ForBoth({ title, ways, children }: ForBothProps) {
  const editing = useEditing();
  const { plan } = editing;
  const { mark } = useReader();
  return (
    <EditingProvider value={asShared(editing)}>
      <WidePage
        bar={
          <TopBar
            brand={bothNames(plan)}
            brandHref={paths.plan(plan.id)}
            mark={mark}
            crumbs={[{ label: title }]}
          >
            <span className={styles.both}>Both sides see this screen</span>
            {ways}
          </TopBar>
        }
        footer={<Disclaimer />}
      >
        {children}
      </WidePage>
    </EditingProvider>
  );
}

const asShared = (editing: Editing): Editing => ({
  ...editing,
  plan: sharedView(editing.plan),
  confirmed: sharedView(editing.confirmed),
});
