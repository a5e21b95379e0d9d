import type { ReactNode } from 'react';
import { Avatar } from '#app/components/avatar.tsx';
import { Disclaimer } from '#app/components/disclaimer.tsx';
import { NarrowPage } from '#app/components/page-column.tsx';
import { PhoneBar } from '#app/components/phone-bar.tsx';
import { useReader } from '#app/components/plan-reader.ts';
import { SaveState } from '#app/components/save-state.tsx';
import { type Crumb, TopBar } from '#app/components/top-bar.tsx';
import { bothNames, initials } from '#app/domain/plan-words.ts';
import * as paths from '#app/http/paths.ts';
import { useEditing } from '#app/live/editing.ts';
import styles from './step-frame.module.css';

/** One step over its plan: a way back on a phone, where it lies on a desk, and a calm column. */
export function StepFrame({ children }: { children: ReactNode }) {
  const { plan, waiting, troubles } = useEditing();
  const reader = useReader();
  const needsYou = Object.values(troubles).filter((t) => t !== undefined).length;
  const saved = (
    <SaveState
      {...(needsYou > 0
        ? { state: 'needsYou', count: needsYou }
        : waiting > 0
          ? { state: 'saving', count: waiting }
          : { state: 'saved' })}
    />
  );
  const face = <Avatar initials={initials(reader.name)} side={reader.side} label={reader.name} />;
  const toPlan = paths.plan(plan.id);
  const crumbs: Crumb[] = reader.isMember
    ? [
        { label: 'Plans', href: paths.plans() },
        { label: plan.goal.buyerName, href: toPlan },
        { label: 'Step' },
      ]
    : [{ label: reader.side === 'buyer' ? 'Yours' : 'Plan', href: toPlan }, { label: 'Step' }];
  return (
    <NarrowPage
      bar={
        <>
          <div className={styles.desk}>
            <TopBar
              brand={reader.isMember ? plan.sellerName : bothNames(plan)}
              brandHref={reader.isMember ? paths.plans() : toPlan}
              crumbs={crumbs}
            >
              {saved}
              {face}
            </TopBar>
          </div>
          <div className={styles.phone}>
            <PhoneBar back={{ label: 'Plan', href: toPlan }}>
              {saved}
              {face}
            </PhoneBar>
          </div>
        </>
      }
      footer={<Disclaimer />}
    >
      <div className={styles.column}>{children}</div>
    </NarrowPage>
  );
}
