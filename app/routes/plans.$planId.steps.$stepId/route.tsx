import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useParams } from '@remix-run/react';
import { requirePlanAccess } from '#app/auth/plan-access.server.ts';
import { findStep } from '#app/domain/plan.ts';
import { notFound } from '#app/http/replies.ts';
import { useEditing } from '#app/live/editing.ts';
import { EmptyState } from '#app/ui/empty-state.tsx';
import { readPlan } from '#db/read-plan.server.ts';
import { StepFrame } from './step-frame.tsx';
import { StepPanel } from './step-panel.tsx';

/** Hidden and missing are the same answer; the step itself comes with the plan around it. */
export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const access = await requirePlanAccess({ request, context }, params.planId, 'readPlan');
  const found = await readPlan(access);
  const step = found && findStep(found.plan, params.stepId ?? '');
  if (!step) throw notFound();
  return { title: step.title };
}

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: data ? `${data.title} · Throughline` : 'Throughline' },
];

export default function StepPage() {
  const { plan } = useEditing();
  const step = findStep(plan, useParams().stepId ?? '');
  return (
    <StepFrame>
      {step ? <StepPanel step={step} /> : <EmptyState title="This step has been removed." />}
    </StepFrame>
  );
}
