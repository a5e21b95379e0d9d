import { useMatches, useSearchParams } from '@remix-run/react';
import type { ReactNode } from 'react';
import { useReader } from '#app/components/plan-reader.ts';
import { showsOwn } from './plan-views.ts';
import { StepNavigation } from './step-navigation.tsx';
import { WholePlan } from './whole-plan.tsx';

/** The frame of the plan and of its steps: the plan stays where it is while a step is open beside it. */
export function PlanDesk({ children }: { children: ReactNode }) {
  const [params] = useSearchParams();
  const reader = useReader();
  const stepId = useMatches().at(-1)?.params.stepId ?? null;
  return (
    <StepNavigation stepId={stepId}>
      {stepId === null && showsOwn(reader, params) ? (
        children
      ) : (
        <WholePlan open={params.get('open')} stepId={stepId}>
          {children}
        </WholePlan>
      )}
    </StepNavigation>
  );
}
