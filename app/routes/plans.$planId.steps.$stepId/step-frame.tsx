import type { ReactNode } from 'react';
import { Disclaimer } from '#app/components/disclaimer.tsx';
import { NarrowPage } from '#app/components/page-column.tsx';
import { PlanBar } from '#app/components/plan-bar.tsx';
import { useReader } from '#app/components/plan-reader.ts';
import * as paths from '#app/http/paths.ts';
import { useEditing } from '#app/live/editing.ts';
import styles from './step-frame.module.css';

/** One step over its plan: a way back on a phone, where it lies on a desk, and a calm column. */
export function StepFrame({ children }: { children: ReactNode }) {
  const { plan } = useEditing();
  const reader = useReader();
  const toPlan = paths.plan(plan.id);
  const way = reader.isMember
    ? [
        { label: 'Plans', href: paths.plans() },
        { label: plan.goal.buyerName, href: toPlan },
      ]
    : [{ label: reader.side === 'buyer' ? 'Yours' : 'Plan', href: toPlan }];
  return (
    <NarrowPage
      bar={<PlanBar crumbs={[...way, { label: 'Step' }]} back={{ label: 'Plan', href: toPlan }} />}
      footer={<Disclaimer />}
    >
      <div className={styles.column}>{children}</div>
    </NarrowPage>
  );
}
