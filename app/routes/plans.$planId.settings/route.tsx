import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import * as z from 'zod';
import { requirePlanAccess } from '#app/auth/plan-access.server.ts';
import { removePlan } from '#app/commands/remove-plan.server.ts';
import { WidePage } from '#app/components/page-column.tsx';
import { PageHeading } from '#app/components/page-heading.tsx';
import { PlanBar } from '#app/components/plan-bar.tsx';
import { useReader } from '#app/components/plan-reader.ts';
import { SectionHeading } from '#app/components/section-heading.tsx';
import { dayOf, formatTime } from '#app/domain/day.ts';
import { bothNames } from '#app/domain/plan-words.ts';
import { mayRemove } from '#app/domain/removal.ts';
import { type FormAnswer, formOf, parseForm, requiredText } from '#app/http/forms.ts';
import * as paths from '#app/http/paths.ts';
import { notFound } from '#app/http/replies.ts';
import { useEditing } from '#app/live/editing.ts';
import { readPlan } from '#db/read-plan.server.ts';
import { findPresenceChoice } from '#db/whereabouts.server.ts';
import { Calendars } from './calendar-form.tsx';
import { DelayCostForm } from './delay-cost-form.tsx';
import { holidayWords } from './holiday-words.server.ts';
import { NotNow } from './not-now.tsx';
import styles from './plan-settings.module.css';
import { PresenceForm } from './presence-form.tsx';
import { RemovePlanForm } from './remove-plan-form.tsx';

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const access = await requirePlanAccess({ request, context }, params.planId, 'readPlan');
  const [read, presence] = await Promise.all([readPlan(access), findPresenceChoice(access)]);
  if (!read) throw notFound();
  return {
    holidays: await holidayWords(read.plan, access.side, dayOf(new Date(), read.plan.zone)),
    mayRemove: mayRemove(read.plan, access.standing),
    now: formatTime(new Date(), read.plan.zone),
    /** Null for who is not on the plan, and so never shows. */
    presence: presence ?? null,
  };
}

const form = z.strictObject({
  intent: z.literal('remove'),
  name: requiredText('Write the name of the company to remove this plan.', 80),
});

export async function action({ request, context, params }: ActionFunctionArgs) {
  const access = await requirePlanAccess({ request, context }, params.planId, 'removeDraft');
  const read = parseForm(await formOf(request), form);
  if (!read.ok) return data<FormAnswer>(read.answer, { status: 400 });
  const removed = await removePlan(access, read.value.name);
  if (!removed) throw notFound();
  if (!removed.ok) {
    const { code, sentence } = removed.error;
    return data<FormAnswer>(read.refuse(sentence, code === 'notTheName' ? 'name' : undefined), {
      status: 409,
    });
  }
  throw redirect(paths.plans(), 303);
}

export default function PlanSettings() {
  const loaded = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>() as FormAnswer | undefined;
  const { plan } = useEditing();
  const { isMember } = useReader();
  const here = { label: plan.goal.buyerName, href: paths.plan(plan.id) };
  return (
    <WidePage
      bar={
        <PlanBar
          crumbs={
            isMember ? [{ label: 'Plans', href: paths.plans() }, here, { label: 'Settings' }] : undefined
          }
          back={{ label: 'Plan', href: paths.plan(plan.id) }}
        />
      }
      header={<PageHeading over={bothNames(plan)} title="Settings of this plan" />}
    >
      <div className={styles.page}>
        <section aria-labelledby="zone">
          <SectionHeading id="zone">Time zone</SectionHeading>
          <p>
            {plan.zone.replaceAll('_', ' ')}, where it is now {loaded.now}. A day on this plan begins and ends
            there, for both sides.
          </p>
        </section>
        <Calendars words={loaded.holidays} />
        <NotNow />
        <DelayCostForm />
        {loaded.presence && (
          <section aria-labelledby="in-touch">
            <SectionHeading id="in-touch">How we keep in touch</SectionHeading>
            <p>
              When letters about this plan come to you, and what about.{' '}
              <a href={paths.planInTouch(plan.id)}>See and change it</a>
            </p>
          </section>
        )}
        {loaded.presence && <PresenceForm planId={plan.id} choice={loaded.presence} />}
        {isMember && (
          <section aria-labelledby="template">
            <SectionHeading id="template">Save as a template</SectionHeading>
            <p>
              Other plans of {plan.sellerName} may begin as this one.{' '}
              <a href={paths.planTemplate(plan.id)}>Look at what goes in, and save it</a>
            </p>
          </section>
        )}
        {loaded.mayRemove && <RemovePlanForm plan={plan} answer={answer} />}
      </div>
    </WidePage>
  );
}
