import {
  type ActionFunctionArgs,
  data,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from '@remix-run/node';
import { Form, useActionData, useLoaderData, useSearchParams } from '@remix-run/react';
import { requirePlanAccess } from '#app/auth/plan-access.server.ts';
import {
  type InTouchPage,
  keepComing,
  type OnPlan,
  readInTouch,
  sayInTouch,
  withStandIn,
} from '#app/commands/keep-in-touch.server.ts';
import { AwayCard } from '#app/components/away-card.tsx';
import { NarrowPage } from '#app/components/page-column.tsx';
import { PlanBar } from '#app/components/plan-bar.tsx';
import { useReader } from '#app/components/plan-reader.ts';
import { type Day, dayOf } from '#app/domain/day.ts';
import { inTouchWords } from '#app/domain/in-touch-words.ts';
import type { KeepInTouch } from '#app/domain/keep-in-touch.ts';
import type { Refusal } from '#app/domain/result.ts';
import { listZones } from '#app/domain/zones.ts';
import { type FormAnswer, formOf, parseForm } from '#app/http/forms.ts';
import { inTouchFields } from '#app/http/in-touch-fields.server.ts';
import * as paths from '#app/http/paths.ts';
import { conflict } from '#app/http/replies.ts';
import { useEditing } from '#app/live/editing.ts';
import { Button } from '#app/ui/button.tsx';
import { Notice } from '#app/ui/notice.tsx';
import styles from './in-touch-form.module.css';
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
    isAway: how.awayUntil !== null && how.awayUntil > dayOf(new Date(), plan.zone),
    mailedBack: found.mailedBack,
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
  if (body.get('intent') === 'noHold') {
    await keepComing(access);
    throw redirect(`${paths.planInTouch(access.planId)}?asBefore`, 303);
  }
  if (body.get('intent') === 'hold') return await hold(access, found, String(body.get('day')));
  if (body.get('intent') === 'here') {
    await sayInTouch(access, { ...found.how, awayUntil: null });
    throw redirect(`${paths.planInTouch(access.planId)}?saved`, 303);
  }
  const read = parseForm(body, inTouchFields);
  if (!read.ok) return data<FormAnswer>(read.answer, { status: 400 });
  const how = withStandIn(read.value.how, found);
  if (!how) return data<FormAnswer>(read.refuse(notYourSide, 'standInId'), { status: 422 });
  const { everywhere } = read.value;
  await sayInTouch(access, how, { everywhere: everywhere && access.proven });
  throw redirect(`${paths.planInTouch(access.planId)}?saved`, 303);
}

/** What their mail said, or nothing: another day is said in the form. */
async function hold(on: OnPlan, { how, mailedBack }: InTouchPage, day: string) {
  // Answered already, or passed, since the page was shown.
  if (mailedBack === null || mailedBack !== day) throw redirect(paths.planInTouch(on.planId), 303);
  await sayInTouch(on, { ...how, awayUntil: mailedBack });
  throw redirect(`${paths.planInTouch(on.planId)}?saved`, 303);
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
      <div className={styles.said}>
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
        {search.has('asBefore') && !answer && (
          <Notice tone="ok" announce>
            Letters keep coming as before.
          </Notice>
        )}
        <AwayCard />
        {loaded?.isAway && (
          <Form method="post">
            <Button name="intent" value="here">
              I am here: letters come again
            </Button>
          </Form>
        )}
      </div>
      {loaded && (
        <InTouchForm
          how={loaded.how as KeepInTouch}
          away={search.has('away') ? { suggested: loaded.mailedBack as Day | null } : null}
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
