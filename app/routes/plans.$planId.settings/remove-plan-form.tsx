import { Form, useNavigation } from '@remix-run/react';
import { SectionHeading } from '#app/components/section-heading.tsx';
import { isDraft, type Plan } from '#app/domain/plan.ts';
import { fieldProps, inputProps, useFields } from '#app/http/form-fields.ts';
import type { FormAnswer } from '#app/http/forms.ts';
import { Button } from '#app/ui/button.tsx';
import { Field } from '#app/ui/field.tsx';
import { FormTrouble } from '#app/ui/notice.tsx';
import { TextInput } from '#app/ui/text-input.tsx';
import styles from './plan-settings.module.css';

/** What goes, for whom, and that nothing brings it back; then the company's name, typed. */
export function RemovePlanForm({ plan, answer }: { plan: Plan; answer: FormAnswer | undefined }) {
  const { form, fields, trouble } = useFields<{ name: string }>('remove', answer);
  const busy = useNavigation().formMethod === 'POST';
  const company = plan.goal.buyerName;
  return (
    <section aria-labelledby="remove-heading">
      <SectionHeading id="remove-heading">Remove this plan</SectionHeading>
      <p>
        {isDraft(plan)
          ? `Its steps, days and notes go for good. ${company} has not seen it.`
          : `Its steps, days, notes and approvals go for good, for ${company} as well as for ${plan.sellerName}, and so does what each side kept to itself. Letters about it stop, and its links lead nowhere.`}{' '}
        Nothing brings it back.
      </p>
      <Form method="post" {...form} className={styles.form}>
        <input type="hidden" name="intent" value="remove" />
        <Field label={`Write ${company} to remove it`} {...fieldProps(fields.name)}>
          <TextInput {...inputProps(fields.name)} autoComplete="off" maxLength={80} required />
        </Field>
        <FormTrouble>{trouble}</FormTrouble>
        <Button look="danger" busy={busy}>
          Remove for good
        </Button>
      </Form>
    </section>
  );
}
