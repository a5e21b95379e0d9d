import { OpenedProvider } from '#app/components/opened.tsx';
import { PlanFrame } from '#app/components/plan-frame.tsx';
import { useReader } from '#app/components/plan-reader.ts';
import * as paths from '#app/http/paths.ts';
import { useEditing } from '#app/live/editing.ts';
import { PlanAside } from './plan-aside.tsx';
import { PlanHeader } from './plan-header.tsx';
import { PlanList } from './plan-list.tsx';

/** The plan in full, as the seller works on it and the buyer may. `open`: what the address asks to be open. */
export function WholePlan({ open }: { open: string | null }) {
  const { plan } = useEditing();
  const { side } = useReader();
  const path = side === 'buyer' ? paths.planWhole(plan.id) : paths.plan(plan.id);
  return (
    <OpenedProvider initial={open} path={path}>
      <PlanFrame current="plan" header={<PlanHeader />} aside={<PlanAside />}>
        <PlanList />
      </PlanFrame>
    </OpenedProvider>
  );
}
