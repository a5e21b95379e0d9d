import { CommandForm } from '#app/components/command-form.tsx';
import { useKept } from '#app/components/kept.ts';
import type { useMay } from '#app/components/may.ts';
import { AsideSection } from '#app/components/section-heading.tsx';
import { sideName } from '#app/domain/plan.ts';
import { useEditing } from '#app/live/editing.ts';
import { Button } from '#app/ui/button.tsx';
import { Field } from '#app/ui/field.tsx';
import { FieldRow } from '#app/ui/field-row.tsx';
import { TextInput } from '#app/ui/text-input.tsx';
import { VisuallyHidden } from '#app/ui/visually-hidden.tsx';
import { domainSentence } from './domain-words.ts';
import styles from './people.module.css';

const adding = 'add-domain';

/** Where the buyer's people may come from: said to everybody, and theirs to change. */
export function DomainLimit({
  mayManage,
  may,
  here,
}: {
  mayManage: boolean;
  may: ReturnType<typeof useMay>;
  here: string;
}) {
  const { plan } = useEditing();
  const buyer = sideName(plan, 'buyer');
  const names = plan.domains.map((d) => d.name);
  const mayAdd = mayManage && may('addDomain', { id: 'asked', name: 'asked.example' });
  if (names.length === 0 && !mayAdd) return null;
  return (
    <AsideSection id="domains" title={`Who can be invited at ${buyer}`}>
      <div className={styles.inviting}>
        <p>
          {domainSentence(names) ?? 'Anybody with a mail address.'}{' '}
          {names.length > 0
            ? 'Everybody who is here already stays.'
            : `Name the domain of ${buyer}, and an invitation to any other address is refused.`}
        </p>
        {names.length > 0 && (
          <ul className={styles.domains}>
            {plan.domains.map((domain) => (
              <li key={domain.id}>
                <span>{domain.name}</span>
                {mayManage && may('removeDomain', { domainId: domain.id }) && (
                  <CommandForm
                    type="removeDomain"
                    name={`remove-domain-${domain.id}`}
                    args={{ domainId: domain.id }}
                    back={here}
                  >
                    <Button size="s" look="bare">
                      Remove<VisuallyHidden> {domain.name}</VisuallyHidden>
                    </Button>
                  </CommandForm>
                )}
              </li>
            ))}
          </ul>
        )}
        {mayAdd && <AddDomain here={here} another={names.length > 0} />}
      </div>
    </AsideSection>
  );
}

function AddDomain({ here, another }: { here: string; another: boolean }) {
  const kept = useKept(adding)?.text('name');
  return (
    <CommandForm type="addDomain" name={adding} fresh back={here}>
      <FieldRow>
        <Field label={another ? 'Another domain' : 'Domain, such as acme.com'}>
          <TextInput
            key={kept ?? ''}
            name="set.name"
            defaultValue={kept}
            inputMode="url"
            autoCapitalize="none"
            autoComplete="off"
            spellCheck={false}
            required
          />
        </Field>
        <Button>Limit to it</Button>
      </FieldRow>
    </CommandForm>
  );
}
