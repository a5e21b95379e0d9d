import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { requirePlanAccess } from '#app/auth/plan-access.server.ts';
import { readPlanOnce } from '#app/auth/read-once.server.ts';
import { PlanFrame } from '#app/components/plan-frame.tsx';
import { useReader } from '#app/components/plan-reader.ts';
import type { ThreadProps } from '#app/components/thread.tsx';
import { findStep, isDraft, otherSide, sideName } from '#app/domain/plan.ts';
import { threadOf } from '#app/domain/thread.ts';
import * as paths from '#app/http/paths.ts';
import { notFound } from '#app/http/replies.ts';
import { useEditing } from '#app/live/editing.ts';
import { whenUsed } from '#app/live/when-used.tsx';
import { listGoneSteps } from '#db/gone-steps.server.ts';
import styles from './ask.module.css';

const Thread = await whenUsed<ThreadProps>(async () => (await import('#app/components/thread.tsx')).Thread);

/** What is written comes with the plan; here are only the names of steps that have gone. */
export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const access = await requirePlanAccess({ request, context }, params.planId, 'readPlan');
  const found = await readPlanOnce(context, access);
  if (!found) throw notFound();
  const gone = threadOf(found.plan, null).flatMap((c) =>
    c.stepId !== null && !findStep(found.plan, c.stepId) ? [c.stepId] : [],
  );
  return { gone: await listGoneSteps(access, [...new Set(gone)]) };
}

/** What is written about the plan as a whole. */
export default function Ask() {
  const { gone } = useLoaderData<typeof loader>();
  const { plan } = useEditing();
  const { side } = useReader();
  const other = sideName(plan, otherSide(side));
  return (
    <PlanFrame current="ask">
      <div className={styles.page}>
        <div className={styles.head}>
          <h1>About the plan</h1>
          <p>
            {isDraft(plan)
              ? 'Notes for your own side, until the plan is shared.'
              : `Ask ${other} something, or your own people. What is about one step is best written at that step.`}{' '}
            <a href={paths.planActivity(plan.id)}>What happened here so far</a>
          </p>
        </div>
        <Thread from={plan} step={null} back={paths.planAsk(plan.id)} gone={gone} />
      </div>
    </PlanFrame>
  );
}
