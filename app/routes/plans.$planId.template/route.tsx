import {
  type ActionFunctionArgs,
  data,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from '@remix-run/node';
import { Form, useActionData, useLoaderData } from '@remix-run/react';
import * as z from 'zod';
import { requirePlanAccess } from '#app/auth/plan-access.server.ts';
import { readPlanOnce } from '#app/auth/read-once.server.ts';
import { keepTemplate, readForTemplate } from '#app/commands/keep-template.server.ts';
import { WidePage } from '#app/components/page-column.tsx';
import { PageHeading } from '#app/components/page-heading.tsx';
import { PlanBar } from '#app/components/plan-bar.tsx';
import { SectionHeading } from '#app/components/section-heading.tsx';
import { bothNames, stepCount } from '#app/domain/plan-words.ts';
import { placeholderLabel } from '#app/domain/roles.ts';
import { fieldProps, inputProps, useFields } from '#app/http/form-fields.ts';
import { type FormAnswer, formOf, parseForm, requiredText } from '#app/http/forms.ts';
import * as paths from '#app/http/paths.ts';
import { notFound } from '#app/http/replies.ts';
import { useEditing } from '#app/live/editing.ts';
import { Button } from '#app/ui/button.tsx';
import { Field } from '#app/ui/field.tsx';
import { FormTrouble } from '#app/ui/notice.tsx';
import { TextInput } from '#app/ui/text-input.tsx';
import { oneLine } from '#emails/plain-words.ts';
import styles from './save-template.module.css';

export const meta: MetaFunction = () => [{ title: 'Save as a template · Throughline' }];

/** For members alone: what they may begin other plans with is not a matter of this one. */
export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const access = await requirePlanAccess({ request, context }, params.planId, 'openPlan');
  const found = await readPlanOnce(context, access);
  if (!found) throw notFound();
  const { milestones, leftOut } = await readForTemplate(access, found.plan);
  const companies = { sellerName: found.plan.sellerName, buyerName: 'The company' };
  return {
    templateId: crypto.randomUUID(),
    leftOut,
    milestones: milestones.map(({ name, steps }) => ({
      name,
      steps: steps.map((step) => ({
        ...{ key: step.key, title: step.title, ask: step.ask, doneWhen: step.doneWhen, offset: step.offset },
        who: step.owners.map(({ side, role }) => placeholderLabel(role, { ...companies, side })).join(', '),
      })),
    })),
  };
}

const form = z.strictObject({
  templateId: z.uuid().toLowerCase(),
  name: requiredText('Give the template a name.', 80).transform(oneLine),
  description: z.string().trim().max(300, 'Keep it to one sentence: at most 300 characters.').default(''),
});

export async function action({ request, context, params }: ActionFunctionArgs) {
  const access = await requirePlanAccess({ request, context }, params.planId, 'openPlan');
  const read = parseForm(await formOf(request), form);
  if (!read.ok) return data<FormAnswer>(read.answer, { status: 400 });
  const found = await readPlanOnce(context, access);
  if (!found) throw notFound();
  const { milestones } = await readForTemplate(access, found.plan);
  const { templateId, name, description } = read.value;
  const kept = await keepTemplate(access, { id: templateId, content: { name, description, milestones } });
  if (!kept.ok) return data<FormAnswer>(read.refuse(kept.error.sentence), { status: 409 });
  throw redirect(paths.template(templateId), 303);
}

export default function SaveAsTemplate() {
  const { templateId, milestones, leftOut } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>() as FormAnswer | undefined;
  const { plan } = useEditing();
  const { form, fields, trouble } = useFields<{ name: string; description: string }>('template', answer, {});
  const up = { label: 'Settings', href: paths.planSettings(plan.id) };
  const count = milestones.flatMap((m) => m.steps).length;
  const { buyerName } = plan.goal;
  return (
    <WidePage
      bar={<PlanBar back={up} crumbs={[up, { label: 'Save as a template' }]} />}
      header={
        <PageHeading
          over={bothNames(plan)}
          title="Save as a template"
          lead={`For ${plan.sellerName} alone: ${buyerName} hears nothing of it, and nothing of theirs goes in.`}
        />
      }
    >
      <div className={styles.page}>
        {count === 0 ? (
          <p>There is no shared step in {plan.sellerName}’s own words yet, so there is nothing to save.</p>
        ) : (
          <Form method="post" {...form} className={styles.form}>
            <input type="hidden" name="templateId" value={templateId} />
            <Field label="Name" {...fieldProps(fields.name)}>
              <TextInput {...inputProps(fields.name)} required maxLength={80} autoComplete="off" />
            </Field>
            <Field
              label="What it is for"
              optional="may wait"
              hint="One sentence that helps to choose."
              {...fieldProps(fields.description)}
            >
              <TextInput {...inputProps(fields.description)} maxLength={300} autoComplete="off" />
            </Field>
            <FormTrouble>{trouble}</FormTrouble>
            <div>
              <Button look="primary" size="l">
                Save {stepCount(count)} as a template
              </Button>
            </div>
          </Form>
        )}
        <section aria-labelledby="what">
          <SectionHeading id="what">What goes in</SectionHeading>
          <p className={styles.quiet}>
            The shared steps in {plan.sellerName}’s own words, counted back from the live day, with parts
            where people were. Names, addresses, figures, notes and what either side keeps to itself stay
            here.
            {leftOut > 0 &&
              ` ${leftOut === 1 ? 'One step that' : `${leftOut} steps that`} ${buyerName} worded ${leftOut === 1 ? 'stays' : 'stay'} here too.`}{' '}
            You can change every word next.
          </p>
          {milestones.map(({ name, steps }) => (
            <div key={`${name} ${steps[0]?.key}`} className={styles.milestone}>
              <h3>{name}</h3>
              <ul>
                {steps.map((step) => (
                  <li key={step.key}>
                    <div className={styles.step}>
                      <span>{step.title}</span>
                      <span className={styles.day}>
                        {step.offset === 0 ? 'the live day' : `${step.offset} days before`}
                      </span>
                    </div>
                    <p className={styles.quiet}>{step.who}</p>
                  </li>
                ))}
              </ul>
            </div>
          ))}
        </section>
      </div>
    </WidePage>
  );
}
