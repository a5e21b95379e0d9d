import { Form, useNavigate, useNavigation, useSubmit } from '@remix-run/react';
import { CommandForm } from '#app/components/command-form.tsx';
import { SectionHeading } from '#app/components/section-heading.tsx';
import { stepCount } from '#app/domain/plan-words.ts';
import * as paths from '#app/http/paths.ts';
import { useEditing } from '#app/live/editing.ts';
import { Button, ButtonLink } from '#app/ui/button.tsx';
import { ButtonRow } from '#app/ui/button-row.tsx';
import { Checkbox } from '#app/ui/checkbox.tsx';
import { classNames } from '#app/ui/class-names.ts';
import { Disclosure } from '#app/ui/disclosure.tsx';
import { Field } from '#app/ui/field.tsx';
import { Select } from '#app/ui/select.tsx';
import { VisuallyHidden } from '#app/ui/visually-hidden.tsx';
import styles from './add.module.css';
import type { Chosen } from './read-choice.server.ts';

/** The days it would have here, and who would do what; then the one button that does it. */
export function WhatItBrings({ chosen }: { chosen: Chosen }) {
  const { plan } = useEditing();
  const navigate = useNavigate();
  const isAsking = useNavigation().state === 'loading';
  const { args, words, steps } = chosen;
  const there = `${paths.planWhole(plan.id)}#milestone-${args.milestoneId}`;
  return (
    <div className={styles.page}>
      <Where chosen={chosen} />
      <section aria-labelledby="days" aria-busy={isAsking}>
        <SectionHeading id="days">The days</SectionHeading>
        <div role="status" className={styles.words}>
          <p className={words.short ? styles.short : undefined}>{words.sentence}</p>
          <p>{words.asks}</p>
        </div>
        <ol className={styles.steps}>
          {steps.map((step) => (
            <li key={step.title}>
              <div className={styles.step}>
                <b>{step.title}</b>
                <time dateTime={step.iso} className={classNames(step.isLate && styles.late)}>
                  {step.day}
                </time>
              </div>
              <p className={styles.who}>{step.who}</p>
              <Disclosure
                summary={
                  <>
                    What it takes<VisuallyHidden>: {step.title}</VisuallyHidden>
                  </>
                }
              >
                <dl className={styles.more}>
                  <dt>What is asked</dt>
                  <dd>{step.ask}</dd>
                  <dt>Done when</dt>
                  <dd>{step.doneWhen}</dd>
                  <dt>Usually late when</dt>
                  <dd>{step.lateWhen}</dd>
                  {step.give && (
                    <>
                      <dt>Who does it gives</dt>
                      <dd>{step.give}</dd>
                      <dt>And gets</dt>
                      <dd>{step.get}</dd>
                    </>
                  )}
                </dl>
              </Disclosure>
            </li>
          ))}
        </ol>
      </section>
      <CommandForm
        type="addSteps"
        args={{ ...args }}
        name="add-steps"
        back={there}
        onDone={() => navigate(there)}
      >
        <ButtonRow>
          <Button look="primary" size="l">
            {steps.length === 1 ? 'Add this step' : `Add these ${stepCount(steps.length)}`}
          </Button>
          <ButtonLink size="l" href={paths.planAdd(plan.id)}>
            Choose another
          </ButtonLink>
        </ButtonRow>
      </CommandForm>
      {chosen.askEarly.length > 0 && (
        <section aria-labelledby="early">
          <SectionHeading id="early">Ask early</SectionHeading>
          <ul className={styles.questions}>
            {chosen.askEarly.map((question) => (
              <li key={question}>{question}</li>
            ))}
          </ul>
        </section>
      )}
    </div>
  );
}

/** Answered by the same page: with JavaScript as soon as something else is chosen. */
function Where({ chosen }: { chosen: Chosen }) {
  const submit = useSubmit();
  const { instant } = useEditing();
  const { id, by, bys, where, wheres, onlyOurs, company } = chosen;
  return (
    <Form
      method="get"
      preventScrollReset
      className={styles.where}
      onChange={(event) => submit(event.currentTarget, { replace: true, preventScrollReset: true })}
    >
      <input type="hidden" name="set" value={id} />
      <Field label="Through by">
        <Select name="by" options={bys} defaultValue={by} key={by} />
      </Field>
      <Field label="Where they stand">
        <Select name="where" options={wheres} defaultValue={where} key={`${where} ${by}`} />
      </Field>
      <Checkbox name="onlyOurs" label={`Only ${company}`} defaultChecked={onlyOurs} />
      {!instant && <Button>Show the days</Button>}
    </Form>
  );
}
