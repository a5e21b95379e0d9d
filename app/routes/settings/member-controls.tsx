import { Form } from '@remix-run/react';
import { PersonForms } from '#app/components/person-list.tsx';
import { firstName } from '#app/domain/plan-words.ts';
import { type MemberStanding, standingMeaning, standingWords } from '#app/domain/workspace.ts';
import { Button } from '#app/ui/button.tsx';
import { Disclosure } from '#app/ui/disclosure.tsx';
import { Field } from '#app/ui/field.tsx';
import { FieldRow } from '#app/ui/field-row.tsx';
import { Select } from '#app/ui/select.tsx';
import { VisuallyHidden } from '#app/ui/visually-hidden.tsx';
import styles from './settings.module.css';
import type { ShownMember } from './shown-member.ts';

export interface MemberControlsProps {
  member: ShownMember;
  self: boolean;
  company: string;
  mayManage: boolean;
  grantable: readonly MemberStanding[];
}

/** What may be done about one member, folded away under their row. */
export function MemberControls({ member, self, company, mayManage, grantable }: MemberControlsProps) {
  const { personId, name, standing, entered } = member;
  // An owner is changed by owners only.
  const mayChange = mayManage && grantable.includes(standing);
  if (!mayChange && !self) return null;
  const person = <input type="hidden" name="person" value={personId} />;
  return (
    <>
      {mayManage && !entered && (
        <Form method="post" preventScrollReset>
          <input type="hidden" name="intent" value="again" />
          {person}
          <Button size="s">
            Send again<VisuallyHidden> to {name}</VisuallyHidden>
          </Button>
        </Form>
      )}
      <Disclosure
        summary={
          <>
            {mayChange ? 'Change' : 'Leave'} <VisuallyHidden>{mayChange ? name : company}</VisuallyHidden>
          </>
        }
      >
        <PersonForms>
          {mayChange && (
            <Form method="post" preventScrollReset key={standing}>
              <input type="hidden" name="intent" value="standing" />
              {person}
              <FieldRow>
                <Field label={`What ${firstName(name)} may do`} hint={meanings(grantable)}>
                  <Select
                    name="standing"
                    defaultValue={standing}
                    options={grantable.map((value) => ({
                      value,
                      label: standingWords[value],
                    }))}
                  />
                </Field>
                <Button>Save</Button>
              </FieldRow>
            </Form>
          )}
          <Removal member={member} self={self} company={company} person={person} folded={mayChange} />
        </PersonForms>
      </Disclosure>
    </>
  );
}

const meanings = (grantable: readonly MemberStanding[]) =>
  grantable.map((value) => (
    <span key={value} className={styles.meaning}>
      {standingWords[value]}: {standingMeaning[value]}
    </span>
  ));

interface RemovalProps extends Pick<MemberControlsProps, 'member' | 'self' | 'company'> {
  person: JSX.Element;
  folded: boolean;
}

function Removal({ member, self, company, person, folded }: RemovalProps) {
  const verb = self ? `Leave ${company}` : `Remove ${firstName(member.name)}`;
  const form = (
    <Form method="post" preventScrollReset className={styles.inner}>
      <input type="hidden" name="intent" value="remove" />
      {person}
      <p className={styles.quiet}>
        {self ? 'You lose' : `${member.name} loses`} every plan of {company} at once, on every device. Steps
        with that name keep their part and need another one.{' '}
        {self ? 'An admin can invite you again.' : 'You can invite them again.'}
      </p>
      <div>
        <Button look="danger">{verb}</Button>
      </div>
    </Form>
  );
  return folded ? <Disclosure summary={verb}>{form}</Disclosure> : form;
}
