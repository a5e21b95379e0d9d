import { Form, useNavigation } from '@remix-run/react';
import { useReader } from '#app/components/plan-reader.ts';
import { PrintButton } from '#app/components/print-button.tsx';
import { AsideSection } from '#app/components/section-heading.tsx';
import { type Day, shortDay } from '#app/domain/day.ts';
import { otherSide, sideName } from '#app/domain/plan.ts';
import { fieldProps, inputProps, useFields } from '#app/http/form-fields.ts';
import type { FormAnswer } from '#app/http/forms.ts';
import { useEditing } from '#app/live/editing.ts';
import { Button } from '#app/ui/button.tsx';
import { Field } from '#app/ui/field.tsx';
import { FormTrouble, Notice } from '#app/ui/notice.tsx';
import { Select } from '#app/ui/select.tsx';
import { VisuallyHidden } from '#app/ui/visually-hidden.tsx';
import { LinkAddress } from './link-address.tsx';
import styles from './summary.module.css';

export interface LinkRow {
  id: string;
  madeBy: string;
  isYou: boolean;
  madeOn: Day;
  endsOn: Day;
  /** Only for the side that made it. */
  url: string | null;
  mayRevoke: boolean;
}

export interface SummaryLinksProps {
  links: readonly LinkRow[];
  mayMake: boolean;
  /** The one that was just made. */
  made: string | null;
  revoked: boolean;
  answer: FormAnswer | undefined;
}

const lasts = [
  { value: '7', label: 'In 7 days' },
  { value: '30', label: 'In 30 days' },
  { value: '90', label: 'In 90 days' },
];

/** Beside the summary: how to hand it on, and every link there is. */
export function SummaryLinks({ links, mayMake, made, revoked, answer }: SummaryLinksProps) {
  const { plan } = useEditing();
  const reader = useReader();
  const fresh = links.find(({ id }) => id === made);
  return (
    <>
      <AsideSection
        id="make-link"
        title={reader.side === 'buyer' ? 'Make a link for your boss' : 'Make a link to this page'}
      >
        <div className={styles.stack}>
          {fresh?.url ? (
            <Notice tone="ok" announce title="The link is made.">
              Whoever has it reads this page until {shortDay(fresh.endsOn)}, without signing in.
            </Notice>
          ) : (
            <p>
              It opens this page and nothing else, without signing in. What is only for one side is not on it.
            </p>
          )}
          {revoked && (
            <Notice tone="ok" announce>
              That link has ended. Whoever opens it is told so.
            </Notice>
          )}
          {fresh?.url && <LinkAddress url={fresh.url} endsOn={fresh.endsOn} />}
          {mayMake && <MakeForm answer={answer} another={fresh !== undefined} />}
          <PrintButton />
        </div>
      </AsideSection>
      {links.length > 0 && (
        <AsideSection id="links" title="Links to this page" aside={links.length}>
          <ul className={styles.links}>
            {links.map((link) => (
              <li key={link.id}>
                <Row link={link} withAddress={link.id !== fresh?.id} />
              </li>
            ))}
          </ul>
          <p>
            {sideName(plan, 'seller')} and {sideName(plan, 'buyer')} both see this list. A link also ends when
            whoever made it leaves the plan.
          </p>
        </AsideSection>
      )}
    </>
  );
}

function MakeForm({ answer, another }: { answer: FormAnswer | undefined; another: boolean }) {
  const { form, fields, trouble } = useFields<{ days: string }>('make-link-form', answer, { days: '30' });
  const busy = useNavigation().formData?.get('intent') === 'make';
  return (
    <Form method="post" {...form} className={styles.fields} preventScrollReset>
      <input type="hidden" name="intent" value="make" />
      <Field label="It ends" {...fieldProps(fields.days)}>
        <Select {...inputProps(fields.days)} options={lasts} />
      </Field>
      <FormTrouble>{trouble}</FormTrouble>
      <div>
        <Button look={another ? 'plain' : 'primary'} busy={busy}>
          {another ? 'Make another' : 'Make a link'}
        </Button>
      </div>
    </Form>
  );
}

function Row({ link, withAddress }: { link: LinkRow; withAddress: boolean }) {
  const { plan, today } = useEditing();
  const { side } = useReader();
  const { madeBy, isYou, madeOn, endsOn, url, mayRevoke } = link;
  return (
    <div className={styles.stack}>
      <p>
        <b>{isYou ? 'You' : madeBy}</b> made it on {shortDay(madeOn, today)}. It ends on{' '}
        {shortDay(endsOn, today)}.{!url && ` It is ${sideName(plan, otherSide(side))}’s to pass on.`}
      </p>
      {url && withAddress && <LinkAddress url={url} endsOn={endsOn} />}
      {mayRevoke && (
        <Form method="post" preventScrollReset>
          <input type="hidden" name="intent" value="revoke" />
          <input type="hidden" name="linkId" value={link.id} />
          <Button size="s" look="danger">
            Revoke
            <VisuallyHidden>
              {' '}
              the link {isYou ? 'you' : madeBy} made on {shortDay(madeOn, today)}
            </VisuallyHidden>
          </Button>
        </Form>
      )}
    </div>
  );
}
