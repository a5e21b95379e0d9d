import {
  type ActionFunctionArgs,
  data,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from '@remix-run/node';
import { useActionData, useLoaderData, useSearchParams } from '@remix-run/react';
import { requirePlanAccess } from '#app/auth/plan-access.server.ts';
import { readInTouch, sayInTouch, withStandIn } from '#app/commands/keep-in-touch.server.ts';
import { NarrowPage } from '#app/components/page-column.tsx';
import { PlanBar } from '#app/components/plan-bar.tsx';
import { useReader } from '#app/components/plan-reader.ts';
import { dayOf } from '#app/domain/day.ts';
import { inTouchWords } from '#app/domain/in-touch-words.ts';
import type { KeepInTouch } from '#app/domain/keep-in-touch.ts';
import type { Refusal } from '#app/domain/result.ts';
import { listZones } from '#app/domain/zones.ts';
import { type FormAnswer, formOf, parseForm } from '#app/http/forms.ts';
import { inTouchFields } from '#app/http/in-touch-fields.server.ts';
import * as paths from '#app/http/paths.ts';
import { conflict } from '#app/http/replies.ts';
import { useEditing } from '#app/live/editing.ts';
import { Notice } from '#app/ui/notice.tsx';
import { InTouchForm, notYourSide, savingStartsThem } from './in-touch-form.tsx';

export const meta: MetaFunction = () => [{ title: 'How we keep in touch · Throughline' }];

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const access = await requirePlanAccess({ request, context }, params.planId, 'readPlan');
  const found = await readInTouch(access, access.layers);
  // Who looks in without being on the plan gets no letters about it.
  if (!found) return null;
  const { how, stopped, plan, colleagues } = found;
  return {
    how,
    colleagues,
    words: inTouchWords(how, dayOf(new Date(), plan.zone), 'you', { stopped }),
    stopped,
    zones: listZones(how.zone ?? plan.zone),
    mayEverywhere: access.proven,
  };
}

export async function action({ request, context, params }: ActionFunctionArgs) {
  const access = await requirePlanAccess({ request, context }, params.planId, 'readPlan');
  const body = await formOf(request);
  const found = await readInTouch(access, access.layers);
  if (!found) throw conflict(notOnPlan);
  if (body.get('intent') === 'asItIs') {
    await sayInTouch(access, null);
    throw redirect(paths.plan(access.planId), 303);
  }
  const read = parseForm(body, inTouchFields);
  if (!read.ok) return data<FormAnswer>(read.answer, { status: 400 });
  const how = withStandIn(read.value.how, found);
  if (!how) return data<FormAnswer>(read.refuse(notYourSide, 'standInId'), { status: 422 });
  const { everywhere } = read.value;
  await sayInTouch(access, how, { everywhere: everywhere && access.proven });
  throw redirect(`${paths.planInTouch(access.planId)}?saved`, 303);
}

const notOnPlan: Refusal = {
  code: 'notOnPlan',
  sentence: 'You are not on this plan, so no letters about it come to you.',
};

export default function InTouch() {
  const loaded = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>() as FormAnswer | undefined;
  const { plan } = useEditing();
  const { isMember } = useReader();
  const [search] = useSearchParams();
  const title = 'How we keep in touch';
  const back = { label: 'Plan', href: paths.plan(plan.id) };
  return (
    <NarrowPage bar={<PlanBar back={back} crumbs={isMember ? [back, { label: title }] : undefined} />}>
      <h1>{title}</h1>
      <p>
        {loaded
          ? `About this plan you get ${loaded.words}. Both sides can read that, and it is yours alone to change.`
          : notOnPlan.sentence}
      </p>
      {loaded?.stopped && <p>{savingStartsThem}</p>}
      {search.has('saved') && !answer && (
        <Notice tone="ok" announce>
          Saved. It holds from now on, also for what waits already.
        </Notice>
      )}
      {loaded && (
        <InTouchForm
          how={loaded.how as KeepInTouch}
          planZone={plan.zone}
          zones={loaded.zones}
          colleagues={loaded.colleagues}
          mayEverywhere={loaded.mayEverywhere}
          answer={answer}
        />
      )}
    </NarrowPage>
  );
}
