import type { LoaderFunctionArgs } from '@remix-run/node';
import { requirePlanAccess } from '#app/auth/plan-access.server.ts';
import { PlanFrame } from '#app/components/plan-frame.tsx';
import { TabTitle } from '#app/components/tab-title.tsx';
import { drawnSteps, isTimelineShown, timelineNeeds } from '#app/domain/timeline/shown.ts';
import * as paths from '#app/http/paths.ts';
import { useEditing } from '#app/live/editing.ts';
import { ButtonLink } from '#app/ui/button.tsx';
import { EmptyState } from '#app/ui/empty-state.tsx';
import { TimelineWhenUsed } from './timeline-when-used.tsx';

/** The plan itself comes with the frame around this page. */
export async function loader({ request, context, params }: LoaderFunctionArgs) {
  await requirePlanAccess({ request, context }, params.planId, 'readPlan');
  return null;
}

export default function Timeline() {
  const { plan } = useEditing();
  return (
    <PlanFrame current="timeline">
      <TabTitle>Timeline</TabTitle>
      {isTimelineShown(plan) ? <TimelineWhenUsed /> : <NotYet />}
    </PlanFrame>
  );
}

function NotYet() {
  const { plan } = useEditing();
  const there = drawnSteps(plan);
  const so = there === 0 ? 'none so far' : there === 1 ? 'one so far' : `${there} so far`;
  return (
    <EmptyState
      title="Here the plan will be drawn day by day."
      actions={<ButtonLink href={paths.planWhole(plan.id)}>See the plan</ButtonLink>}
    >
      It is worth a drawing from {timelineNeeds.steps} steps on, or once two steps wait for others. There are{' '}
      {so}.
    </EmptyState>
  );
}
