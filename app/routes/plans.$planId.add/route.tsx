import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { requirePlanAccess } from '#app/auth/plan-access.server.ts';
import { readPlanOnce } from '#app/auth/read-once.server.ts';
import { Disclaimer } from '#app/components/disclaimer.tsx';
import { WidePage } from '#app/components/page-column.tsx';
import { PageHeading } from '#app/components/page-heading.tsx';
import { PlanBar } from '#app/components/plan-bar.tsx';
import { dayOf } from '#app/domain/day.ts';
import { bothNames } from '#app/domain/plan-words.ts';
import * as paths from '#app/http/paths.ts';
import { notFound } from '#app/http/replies.ts';
import { useEditing } from '#app/live/editing.ts';
import { type Chosen, offered, readChoice } from './read-choice.server.ts';
import { ToChoose } from './to-choose.tsx';
import { WhatItBrings } from './what-it-brings.tsx';

/** Laid out on the server: the tracks weigh more than the page. */
export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const access = await requirePlanAccess({ request, context }, params.planId, 'editPlan');
  const found = await readPlanOnce(context, access);
  if (!found) throw notFound();
  const asked = new URL(request.url).searchParams;
  const today = dayOf(new Date(), found.plan.zone);
  const chosen = asked.has('set') ? readChoice(found.plan, { access, today, asked }) : null;
  return { chosen, offered: chosen ? null : offered(), isDayless: asked.has('set') && !chosen };
}

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data?.chosen ? data.chosen.name : 'Add steps'} · Throughline` },
];

/** A track or a ready-made step, put into a plan that is under way: choose, see its days, add it. */
export default function AddSteps() {
  const { chosen, offered, isDayless } = useLoaderData<typeof loader>();
  const { plan } = useEditing();
  const back = chosen
    ? { label: 'Add steps', href: paths.planAdd(plan.id) }
    : { label: 'Plan', href: paths.planWhole(plan.id) };
  const here = { label: plan.goal.buyerName, href: paths.planWhole(plan.id) };
  return (
    <WidePage
      bar={
        <PlanBar
          back={back}
          crumbs={[here, ...(chosen ? [back, { label: chosen.name }] : [{ label: 'Add steps' }])]}
        />
      }
      header={
        <PageHeading
          over={bothNames(plan)}
          title={chosen ? chosen.name : 'Add steps'}
          lead={
            chosen
              ? chosen.description
              : 'What most companies go through, ready to be laid into this plan. Every day, name and word can be changed.'
          }
        />
      }
      footer={<Disclaimer />}
    >
      {chosen && <WhatItBrings chosen={chosen as Chosen} />}
      {offered && <ToChoose {...offered} isDayless={isDayless} />}
    </WidePage>
  );
}
