import type { ReactNode } from 'react';
import { OpenedProvider } from '#app/components/opened.tsx';
import { PlanFrame } from '#app/components/plan-frame.tsx';
import { useReader } from '#app/components/plan-reader.ts';
import * as paths from '#app/http/paths.ts';
import { useEditing } from '#app/live/editing.ts';
import { PlanWhenSeen } from './plan-when-seen.tsx';
import { StepBeside } from './step-beside.tsx';

export interface WholePlanProps {
  /** What the address asks to be open. */
  open: string | null;
  /** The step that is open beside it. */
  stepId: string | null;
  /** The step's page. */
  children: ReactNode;
}

/** The plan in full, as the seller works on it and the buyer may, and one of its steps beside it. */
export function WholePlan({ open, stepId, children }: WholePlanProps) {
  const { plan } = useEditing();
  const { side } = useReader();
  const under = stepId !== null;
  const path = side === 'buyer' ? paths.planWhole(plan.id) : paths.plan(plan.id);
  return (
    <OpenedProvider initial={open} path={path}>
      <PlanFrame
        current="plan"
        header={<PlanWhenSeen part="header" isPageTitle={!under} under={under} />}
        aside={under ? undefined : <PlanWhenSeen part="aside" under={false} />}
        panel={under ? <StepBeside key={stepId}>{children}</StepBeside> : undefined}
        panelBack={{ label: 'Plan', href: paths.plan(plan.id) }}
      >
        <PlanWhenSeen part="list" openStep={stepId} under={under} />
      </PlanFrame>
    </OpenedProvider>
  );
}
