import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { type ClientLoaderFunctionArgs, useLoaderData, useParams } from '@remix-run/react';
import { requirePlanAccess } from '#app/auth/plan-access.server.ts';
import { readPlanOnce } from '#app/auth/read-once.server.ts';
import type { PlanPageHandle } from '#app/components/plan-page.ts';
import { dayOf } from '#app/domain/day.ts';
import { findStep, type Plan } from '#app/domain/plan.ts';
import { notFound } from '#app/http/replies.ts';
import { useEditing } from '#app/live/editing.ts';
import { whenUsed } from '#app/live/when-used.tsx';
import { PlanDesk } from '#app/routes/plans.$planId._index/plan-desk.tsx';
import { EmptyState } from '#app/ui/empty-state.tsx';
import { listStepActs } from '#db/step-history.server.ts';
import { type PastAct, pastActs } from './past-words.ts';
import type { StepPanelProps } from './step-section.ts';

export const handle: PlanPageHandle = { frame: PlanDesk };

const MOST_ACTS = 30;

const StepPanel = await whenUsed<StepPanelProps>(async () => (await import('./step-panel.tsx')).StepPanel);

/** The step itself comes with the plan around it; here is what happened to it. Hidden and missing are the same answer. */
export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const access = await requirePlanAccess({ request, context }, params.planId, 'readPlan');
  const stepId = params.stepId ?? '';
  const [found, acts] = await Promise.all([
    readPlanOnce(context, access),
    listStepActs(access, stepId, MOST_ACTS),
  ]);
  if (!found || !findStep(found.plan, stepId)) throw notFound();
  return { past: pastActs(found.plan, acts, dayOf(new Date(), found.plan.zone)) };
}

/** The step is in the page already: it opens at once, and its history follows. */
export const clientLoader = ({ serverLoader }: ClientLoaderFunctionArgs) => {
  const past = serverLoader<typeof loader>().then(({ past }) => past);
  // Read again before it was there, this one is given up, and nobody awaits it.
  past.catch(() => undefined);
  return { past };
};

export const meta: MetaFunction = ({ matches, params }) => {
  const loaded = matches.find((m) => m.id === 'routes/plans.$planId')?.data as { plan?: Plan } | undefined;
  const step = loaded?.plan && findStep(loaded.plan, params.stepId ?? '');
  return [{ title: step ? `${step.title} · Throughline` : 'Throughline' }];
};

export default function StepPage() {
  const { plan } = useEditing();
  const { past } = useLoaderData() as { past: PastAct[] | Promise<PastAct[]> };
  const step = findStep(plan, useParams().stepId ?? '');
  return step ? (
    <StepPanel step={step} past={past} from={plan} />
  ) : (
    <EmptyState title="This step has been removed." />
  );
}
