import { type ComponentType, type ReactNode, useEffect, useState } from 'react';
import { bothNames } from '#app/domain/plan-words.ts';
import * as paths from '#app/http/paths.ts';
import { useEditing } from '#app/live/editing.ts';
import { AccountMenu } from './account-menu.tsx';
import { NeedsYou } from './needs-you.tsx';
import { PhoneBar } from './phone-bar.tsx';
import styles from './plan-frame.module.css';
import { useReader } from './plan-reader.ts';
import { SaveState } from './save-state.tsx';
import { type Crumb, TopBar } from './top-bar.tsx';

export interface PlanBarProps {
  crumbs?: readonly Crumb[];
  /** On a phone, in place of the plan's name: one level up. */
  back?: { label: string; href: string };
  /** On a desk, at the right. */
  children?: ReactNode;
}

/** The bar over every page of a plan: where one is, whether what was typed is safe, and who is reading. */
export function PlanBar({ crumbs, back, children }: PlanBarProps) {
  const { plan } = useEditing();
  const reader = useReader();
  const home = reader.isMember ? paths.plans() : paths.plan(plan.id);
  const signs = (
    <>
      {/* Whoever else is here is drawn into it, once that is known. */}
      <span data-here="" />
      <Saved />
      <NeedsYou />
      <AccountMenu
        name={reader.name}
        side={reader.side}
        elsewhere
        isMember={reader.isMember}
        planSettings={paths.planSettings(plan.id)}
      />
    </>
  );
  return (
    <>
      <div className={styles.desk}>
        <TopBar
          brand={reader.isMember ? plan.sellerName : bothNames(plan)}
          brandHref={home}
          mark={reader.mark}
          crumbs={crumbs}
        >
          {signs}
          {children}
        </TopBar>
      </div>
      <div className={styles.phone}>
        <PhoneBar title={bothNames(plan)} href={home} mark={reader.mark} back={back}>
          {signs}
        </PhoneBar>
      </div>
    </>
  );
}

function Saved() {
  const { outbox, troubles } = useEditing();
  const { waiting, isOffline, isSignedOut, aside } = outbox;
  const { needsYou: unsettled } = useReader();
  // Those that met another's words are counted in the tray.
  const atForms = Object.values(troubles).filter((t) => t && t.kind !== 'conflict').length;
  const [WhatNeedsYou, setPart] = useState<ComponentType | null>(null);
  const isSomethingAside = aside.length > 0;
  useEffect(() => {
    if (!isSomethingAside) return;
    // Without its code it is counted all the same, and kept.
    void import('./set-aside.tsx').then(({ SetAside }) => setPart(() => SetAside)).catch(() => undefined);
  }, [isSomethingAside]);
  if (isSomethingAside && WhatNeedsYou) return <WhatNeedsYou />;
  if (isOffline) return <SaveState state="offline" count={waiting} />;
  if (isSignedOut && waiting > 0) return <SaveState state="signedOut" count={waiting} />;
  // Said beside it, with the way there.
  if (unsettled && waiting === 0) return null;
  const needsYou = atForms + aside.length;
  if (needsYou > 0) return <SaveState state="needsYou" count={needsYou} />;
  return waiting > 0 ? <SaveState state="saving" count={waiting} /> : <SaveState state="saved" />;
}
