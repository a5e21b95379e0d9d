import {
  type ActionFunctionArgs,
  data,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import * as z from 'zod';
import { requireMember } from '#app/auth/plan-access.server.ts';
import { templatesOf } from '#app/commands/keep-template.server.ts';
import { openPlan } from '#app/commands/open-plan.server.ts';
import { PageHeading } from '#app/components/page-heading.tsx';
import { WorkspaceFrame } from '#app/components/workspace-frame.tsx';
import { dayOf, isZone, parseDay } from '#app/domain/day.ts';
import { type Template, templateSteps } from '#app/domain/template.ts';
import { listZones } from '#app/domain/zones.ts';
import type { FormAnswer } from '#app/http/forms.ts';
import { formOf, parsedBy, parseForm, requiredText } from '#app/http/forms.ts';
import * as paths from '#app/http/paths.ts';
import { oneLine } from '#emails/plain-words.ts';
import { passedSentence } from './days-preview.ts';
import { NewPlanForm } from './new-plan-form.tsx';

export const meta: MetaFunction = () => [{ title: 'New plan · Throughline' }];

const formOver = (templates: readonly Template[]) =>
  z.strictObject({
    planId: z.uuid().toLowerCase(),
    company: requiredText('Write the name of the company.', 80).transform(oneLine),
    liveDay: parsedBy(parseDay, 'Pick the day they want to be live, such as 2027-03-12.'),
    template: parsedBy(
      (id) => templates.find((t) => t.id === id) ?? null,
      'Choose a template to begin with.',
    ),
    objective: z.string().trim().max(160, 'Keep it to one sentence: at most 160 characters.').default(''),
    whyNow: z.string().trim().max(4000, 'This is too long: at most 4000 characters.').default(''),
    zone: parsedBy((zone) => (isZone(zone) ? zone : null), 'Choose the time zone of the company.'),
    intent: z.literal('open').optional(),
  });

export async function loader({ request, context }: LoaderFunctionArgs) {
  const member = await requireMember({ request, context }, 'openPlan');
  const { person } = member.session;
  return {
    brand: member.name,
    mark: member.mark,
    person: { name: person.name, isMember: true },
    /** Made before the form is filled in, so that a form sent twice opens one plan. */
    planId: crypto.randomUUID(),
    zone: person.zone,
    zones: listZones(person.zone),
    templates: (await templatesOf(member.workspaceId)).map(forPreview),
    now: new Date().toISOString(),
  };
}

/** What laying out needs; the long texts stay here. */
const forPreview = (template: Template): Template => ({
  ...template,
  milestones: template.milestones.map(({ name, steps }) => ({
    name,
    steps: steps.map((step) => ({
      ...step,
      ask: '',
      doneWhen: '',
      slipNote: undefined,
      give: undefined,
      get: undefined,
    })),
  })),
});

export async function action({ request, context }: ActionFunctionArgs) {
  const member = await requireMember({ request, context }, 'openPlan');
  const body = await formOf(request);
  if (body.get('intent') === 'preview') return data(keptFrom(body));
  const read = parseForm(body, formOver(await templatesOf(member.workspaceId)));
  if (!read.ok) return data(read.answer, { status: 400 });
  const { planId, company, liveDay, template, objective, whyNow, zone } = read.value;
  const passed = passedSentence(liveDay, dayOf(new Date(), zone));
  if (passed) return data(read.refuse(passed, 'liveDay'), { status: 400 });
  const opener = {
    personId: member.personId,
    name: member.session.person.name,
    workspaceId: member.workspaceId,
    workspaceName: member.name,
    standing: member.standing,
  };
  const opened = await openPlan(opener, {
    planId,
    template,
    buyerName: company,
    objective,
    whyNow,
    liveDay,
    zone,
  });
  if (!opened.ok) return data(read.refuse(opened.error.sentence), { status: 403 });
  throw redirect(paths.plan(opened.value.planId), 303);
}

/** Nothing is checked yet: the same page again with everything that was typed. */
const keptFrom = (body: FormData): FormAnswer => ({
  initialValue: Object.fromEntries([...body].filter(([, value]) => typeof value === 'string')) as Record<
    string,
    string
  >,
});

export default function NewPlan() {
  const loaded = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>() as FormAnswer | undefined;
  const templates = loaded.templates as Template[];
  return (
    <NewPlanForm
      answer={answer}
      planId={loaded.planId}
      zone={loaded.zone}
      zones={loaded.zones}
      templates={templates}
      summaries={templates.map((template) => ({ ...template, steps: templateSteps(template).length }))}
      now={loaded.now}
      frame={(columns) => (
        <WorkspaceFrame
          brand={loaded.brand}
          mark={loaded.mark}
          person={loaded.person}
          current="newPlan"
          header={
            <PageHeading
              title="New plan"
              lead={`Only ${loaded.brand} sees it until you invite somebody. Every day, step and word can be changed.`}
            />
          }
          aside={columns.aside}
        >
          {columns.main}
        </WorkspaceFrame>
      )}
    />
  );
}
