import {
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { useEffect } from 'react';
import { uuidv7 } from 'uuidv7';
import { requirePlanAccess } from '#app/auth/plan-access.server.ts';
import { readPlanOnce } from '#app/auth/read-once.server.ts';
import { safePath } from '#app/auth/safe-path.ts';
import { leaveAsItIs, listWaiting } from '#app/commands/unsettled.server.ts';
import { PlanFrame } from '#app/components/plan-frame.tsx';
import { UnsettledQuestion } from '#app/components/unsettled-question.tsx';
import { unsettledCard } from '#app/components/unsettled-words.ts';
import { isUuid } from '#app/domain/ids.ts';
import { inWords } from '#app/domain/plan-words.ts';
import { formOf } from '#app/http/forms.ts';
import * as paths from '#app/http/paths.ts';
import { badRequest, notACommand, notFound } from '#app/http/replies.ts';
import { useEditing } from '#app/live/editing.ts';
import { ButtonLink } from '#app/ui/button.tsx';
import { EmptyState } from '#app/ui/empty-state.tsx';
import styles from './unsettled.module.css';

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const access = await requirePlanAccess({ request, context }, params.planId, 'readPlan');
  const found = await readPlanOnce(context, access);
  if (!found) throw notFound();
  const { plan } = found;
  const now = Date.now();
  const cards = (await listWaiting(access, plan)).map((one) => unsettledCard(plan, one, now));
  return { cards, freshIds: Object.fromEntries(cards.map(({ id }) => [id, uuidv7()])) };
}

/** Leaves one of their own as it is. Without a page to go back to, whoever asked stays where they are. */
export async function action({ request, context, params }: ActionFunctionArgs) {
  const access = await requirePlanAccess({ request, context }, params.planId, 'readPlan');
  const form = await formOf(request);
  const [id, back] = [form.get('leave'), form.get('back')];
  if (typeof id !== 'string' || !isUuid(id)) throw badRequest(notACommand);
  await leaveAsItIs(access, id);
  if (typeof back !== 'string') return { left: id };
  return redirect(safePath(back) ?? paths.planUnsettled(access.planId), 303);
}

export const meta: MetaFunction = () => [{ title: 'Needs you · Throughline' }];

/** The tray: what two people wrote in one place, until one of them has chosen. */
export default function Unsettled() {
  const { cards, freshIds } = useLoaderData<typeof loader>();
  const { plan, troubles, clearTrouble } = useEditing();
  useEffect(() => {
    // Here they choose; no form asks them again.
    for (const [form, trouble] of Object.entries(troubles))
      if (trouble?.kind === 'conflict') clearTrouble(form);
  }, [troubles, clearTrouble]);
  const here = paths.planUnsettled(plan.id);
  return (
    <PlanFrame current="unsettled">
      <div className={styles.page}>
        <h1>Needs you</h1>
        {cards.length === 0 ? (
          <EmptyState
            title="Nothing here needs you."
            actions={<ButtonLink href={paths.plan(plan.id)}>Back to the plan</ButtonLink>}
          >
            When you and somebody else write in the same place at once, both texts wait here for you.
          </EmptyState>
        ) : (
          <>
            <p className={styles.lead}>
              {cards.length === 1
                ? 'You and somebody else wrote in the same place. Nothing of yours is lost: choose what stands.'
                : `In ${inWords(cards.length)} places you and somebody else wrote at once. Nothing of yours is lost: choose what stands.`}
            </p>
            {cards.map((card) => (
              <UnsettledQuestion
                key={card.id}
                planId={plan.id}
                card={card}
                back={here}
                freshId={freshIds[card.id] ?? ''}
              />
            ))}
          </>
        )}
      </div>
    </PlanFrame>
  );
}
