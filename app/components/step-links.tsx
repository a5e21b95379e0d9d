import type { StepLink } from '#app/domain/attachment.ts';
import { isWebAddress, linksOf } from '#app/domain/step-parts.ts';
import { useEditing } from '#app/live/editing.ts';
import { Button } from '#app/ui/button.tsx';
import { Card } from '#app/ui/card.tsx';
import { Disclosure } from '#app/ui/disclosure.tsx';
import { Field } from '#app/ui/field.tsx';
import { TextInput } from '#app/ui/text-input.tsx';
import { PanelFields } from './answers.tsx';
import { CommandForm } from './command-form.tsx';
import { useKept } from './kept.ts';
import { LineForm } from './line-form.tsx';
import { useReader } from './plan-reader.ts';
import { MoreRow, RowMore } from './row-more.tsx';
import { SectionHeading } from './section-heading.tsx';
import { seen } from './seen.ts';
import type { StepPartsProps } from './step-inputs.tsx';
import styles from './step-links.module.css';

/** Where to look: documents and pages elsewhere. */
export function StepLinks({ step, back }: StepPartsProps) {
  const { plan } = useEditing();
  const { canEdit, sealed } = useReader();
  const links = linksOf(plan, step.id);
  const mayEdit = canEdit && !sealed;
  if (links.length === 0 && !mayEdit) return null;
  const adding = mayEdit && (
    <Disclosure summary="Add a link">
      <AddLink step={step} back={back} />
    </Disclosure>
  );
  if (links.length === 0) return <div>{adding}</div>;
  return (
    <section aria-labelledby="links">
      <SectionHeading id="links">Links</SectionHeading>
      <Card as="ul">
        {links.map((link) => (
          <LinkRow key={link.id} link={link} mayEdit={mayEdit} back={back} />
        ))}
      </Card>
      {adding}
    </section>
  );
}

const formOf = (link: StepLink, field: 'name' | 'url') => `changeLink:${link.id}:${field}`;

interface LinkProps {
  link: StepLink;
  back: string;
}

function LinkRow({ link, mayEdit, back }: LinkProps & { mayEdit: boolean }) {
  const { troubles } = useEditing();
  const isOpen = (['name', 'url'] as const).some((field) => troubles[formOf(link, field)]);
  // An address that came in another way than by the form is shown and not followed.
  const opens = isWebAddress(link.url);
  return (
    <li className={styles.item}>
      <MoreRow>
        <span className={styles.words}>
          {opens ? (
            <a href={link.url} target="_blank" rel="noopener noreferrer ugc">
              {link.name}
            </a>
          ) : (
            link.name
          )}
          {opens && new URL(link.url).host !== link.name && (
            <span className={styles.host}>{new URL(link.url).host}</span>
          )}
        </span>
        {mayEdit && (
          <RowMore name={`Change: ${link.name}`} open={isOpen}>
            {(close) => <LinkForms link={link} back={back} close={close} />}
          </RowMore>
        )}
      </MoreRow>
    </li>
  );
}

function LinkForms({ link, back, close }: LinkProps & { close: () => void }) {
  const common = (field: 'name' | 'url') => ({
    type: 'changeLink' as const,
    args: { linkId: link.id, field },
    base: seen(link, field),
    name: formOf(link, field),
    value: link[field],
    back,
    onDone: close,
  });
  return (
    <>
      <LineForm {...common('name')} label="Name" button="Rename" />
      <LineForm
        {...common('url')}
        label="Web address"
        kind="url"
        maxLength={2000}
        button="Save the address"
      />
      <CommandForm type="removeLink" args={{ linkId: link.id }} name={`removeLink:${link.id}`} back={back}>
        <Button size="s" look="danger" aria-label={`Remove this link: ${link.name}`}>
          Remove this link
        </Button>
      </CommandForm>
    </>
  );
}

function AddLink({ step, back }: StepPartsProps) {
  const form = `addLink:${step.id}`;
  const kept = useKept(form);
  return (
    <CommandForm type="addLink" args={{ stepId: step.id }} name={form} back={back} fresh>
      <PanelFields>
        <Field label="Web address">
          <TextInput
            type="url"
            name="set.url"
            defaultValue={kept?.text('url') ?? ''}
            placeholder="https://"
            maxLength={2000}
            required
          />
        </Field>
        <Field label="Name" optional="if you like">
          <TextInput name="set.name" defaultValue={kept?.text('name') ?? ''} maxLength={160} />
        </Field>
        <Button>Add it</Button>
      </PanelFields>
    </CommandForm>
  );
}
