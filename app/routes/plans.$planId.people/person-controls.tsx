import { Form } from '@remix-run/react';
import { CommandForm } from '#app/components/command-form.tsx';
import { PersonForms } from '#app/components/person-list.tsx';
import { seen } from '#app/components/seen.ts';
import { isOpen, type Plan, type Stakeholder, type Step, sideName } from '#app/domain/plan.ts';
import { firstName } from '#app/domain/plan-words.ts';
import * as paths from '#app/http/paths.ts';
import { Button } from '#app/ui/button.tsx';
import { Disclosure } from '#app/ui/disclosure.tsx';
import { Field } from '#app/ui/field.tsx';
import { FieldRow } from '#app/ui/field-row.tsx';
import { Select } from '#app/ui/select.tsx';
import { VisuallyHidden } from '#app/ui/visually-hidden.tsx';
import styles from './people.module.css';
import type { Rights } from './rights.ts';
import { roleOptions } from './role-options.ts';

export interface PersonControlsProps {
  plan: Plan;
  person: Stakeholder;
  rights: Rights;
  here: string;
}

/** What may be done about one person, folded away under their row. */
export function PersonControls({ plan, person, rights, here }: PersonControlsProps) {
  const company = sideName(plan, person.side);
  const name = firstName(person.name);
  const common = { args: { stakeholderId: person.id }, back: here };
  return (
    <Disclosure
      summary={
        <>
          Change <VisuallyHidden>{person.name}</VisuallyHidden>
        </>
      }
    >
      <PersonForms>
        <CommandForm type="changeRole" name={`role-${person.id}`} base={seen(person, 'role')} {...common}>
          <FieldRow>
            <Field label="Part">
              <Select
                name="set.role"
                key={person.role}
                defaultValue={person.role}
                options={roleOptions(plan, person.side, person.role)}
              />
            </Field>
            <Button>Save</Button>
          </FieldRow>
        </CommandForm>
        {rights.handOver && !person.pointPerson && (
          <CommandForm
            type="setPointPerson"
            name={`lead-${person.id}`}
            args={{ stakeholderId: person.id, pointPerson: true }}
            back={here}
          >
            <p className={styles.explained}>
              Who leads this at {company} answers for the side, lets its people in and removes them.
            </p>
            <div>
              <Button>
                Let {name} lead this at {company}
              </Button>
            </div>
          </CommandForm>
        )}
        {rights.handOver && person.pointPerson && (
          <CommandForm
            type="setPointPerson"
            name={`lead-${person.id}`}
            args={{ stakeholderId: person.id, pointPerson: false }}
            back={here}
          >
            <div>
              <Button>
                {rights.self
                  ? `Stop leading this at ${company}`
                  : `${name} no longer leads this at ${company}`}
              </Button>
            </div>
          </CommandForm>
        )}
        {rights.remove && person.enteredOn && <Removal {...{ plan, person, rights, here }} />}
      </PersonForms>
    </Disclosure>
  );
}

/** What it takes away, and what of theirs needs a name again. */
export function Removal({ plan, person, rights, here }: PersonControlsProps) {
  const name = firstName(person.name);
  const steps = plan.steps.filter((s) => isOpen(s) && s.owners.some((o) => o.stakeholderId === person.id));
  const verb = rights.self
    ? 'Leave this plan'
    : person.enteredOn
      ? `Remove ${name}`
      : 'Take the invitation back';
  const what = rights.self
    ? 'You lose this plan at once, on every device.'
    : person.enteredOn
      ? `${person.name} loses this plan at once, on every device.`
      : `The link in ${name}'s letter stops working, and no reminder is sent.`;
  const left = steps.length === 0 ? '' : ` ${titles(steps)} a name again.`;
  return (
    <Disclosure summary={verb}>
      <CommandForm
        type="removeStakeholder"
        name={`remove-${person.id}`}
        args={{ stakeholderId: person.id }}
        back={rights.self ? paths.home() : here}
        onDone={rights.self ? () => window.location.assign(paths.home()) : undefined}
      >
        <p className={styles.explained}>
          {what}
          {left} This cannot be undone; you can invite them again.
        </p>
        <div>
          <Button look="danger">{verb}</Button>
        </div>
      </CommandForm>
    </Disclosure>
  );
}

/** "“Send the form” and 2 more steps need" */
function titles(steps: readonly Step[]): string {
  const [first, second] = steps;
  if (!second) return `“${first?.title}” needs`;
  const rest = steps.length - 1;
  return rest === 1
    ? `“${first?.title}” and “${second.title}” need`
    : `“${first?.title}” and ${rest} more steps need`;
}

/** A fresh link for somebody who has not come in; the old one ends. */
export function SendAgain({ person }: { person: Stakeholder }) {
  return (
    <Form method="post" preventScrollReset>
      <input type="hidden" name="intent" value="again" />
      <input type="hidden" name="stakeholderId" value={person.id} />
      <Button size="s">
        Send again<VisuallyHidden> to {person.name}</VisuallyHidden>
      </Button>
    </Form>
  );
}
