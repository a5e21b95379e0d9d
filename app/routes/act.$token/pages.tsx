import type { ReactNode } from 'react';
import type { LetterPage } from '#app/commands/letter-act-page.server.ts';
import { DefinitionList } from '#app/components/definition-list.tsx';
import { DoorForm } from '#app/components/door-form.tsx';
import { DoorPage } from '#app/components/page-column.tsx';
import type { LetterAct } from '#app/domain/letter-act.ts';
import { firstName } from '#app/domain/plan-words.ts';
import { fieldProps, inputProps, useFields } from '#app/http/form-fields.ts';
import type { FormAnswer } from '#app/http/forms.ts';
import * as paths from '#app/http/paths.ts';
import { ButtonLink } from '#app/ui/button.tsx';
import { DateInput } from '#app/ui/date-input.tsx';
import { Field } from '#app/ui/field.tsx';
import { Notice } from '#app/ui/notice.tsx';
import { TextArea } from '#app/ui/text-area.tsx';

type Page<K extends LetterPage['kind']> = Extract<LetterPage, { kind: K }>;

interface Words {
  title: (step: string) => string;
  verb: string;
  /** Once it is done. */
  done: (step: string) => string;
}

const words: Record<LetterAct, Words> = {
  accept: {
    title: (step) => `Say yes to “${step}”?`,
    verb: 'Say yes',
    done: (step) => `You said yes to “${step}”`,
  },
  done: {
    title: (step) => `Is “${step}” done?`,
    verb: 'Yes, it is done',
    done: (step) => `“${step}” is done`,
  },
  stillRight: {
    title: (step) => `Is the day of “${step}” still right?`,
    verb: 'Yes, still right',
    done: (step) => `You said that the day of “${step}” is still right`,
  },
  newDay: {
    title: (step) => `Another day for “${step}”`,
    verb: 'Set this day',
    done: (step) => `You named another day for “${step}”`,
  },
  stuck: {
    title: (step) => `What is “${step}” stuck on?`,
    verb: 'Say so',
    done: (step) => `You said that “${step}” is stuck`,
  },
};

/** The step, who is asked, what will happen, and one button. */
export function LetterActForm({ page, answer }: { page: Page<'asks'>; answer: FormAnswer | undefined }) {
  const { act, brand, reader, company, step, isQuestion, read, changed } = page;
  const { form, fields, trouble } = useFields<{ day: string; reason: string }>('act', answer, {
    day: step.dueDay ?? '',
  });
  const { title, verb } = words[act];
  const name = firstName(reader);
  const facts = [
    ...shownIf('Asked', step.asked),
    ...shownIf('By', step.day),
    ...shownIf('What to do', step.ask),
    ...shownIf('Done when', step.doneWhen),
    ...shownIf('Stuck on', step.stuckOn),
  ];
  return (
    <DoorPage
      brand={brand}
      title={title(step.title)}
      lead={
        <>
          You answer as <b>{reader}</b> of {company}.
        </>
      }
      footer={`Both sides see it at once, marked as from ${name}'s letter, and you can take it back. This link is ${name}'s alone, for this one thing; it approves nothing.`}
    >
      {changed && !trouble && (
        <Notice>It was changed since the letter was written. This is how it is now.</Notice>
      )}
      {facts.length > 0 && <DefinitionList items={facts} />}
      <DoorForm {...form} verb={act === 'newDay' && isQuestion ? 'Suggest this day' : verb} trouble={trouble}>
        <input type="hidden" name="intent" value="act" />
        <input type="hidden" name="read" value={read} />
        {act === 'newDay' && (
          <Field
            label={isQuestion ? 'Which day suits you?' : 'Which day will it be?'}
            {...fieldProps(fields.day)}
          >
            <DateInput {...inputProps(fields.day)} required />
          </Field>
        )}
        {act === 'stuck' && (
          <Field
            label="In a few words"
            hint="Both sides see this, so that somebody can help."
            {...fieldProps(fields.reason)}
          >
            <TextArea {...inputProps(fields.reason)} rows={3} maxLength={1000} required />
          </Field>
        )}
      </DoorForm>
    </DoorPage>
  );
}

const shownIf = (term: string, value: string | null) => (value ? [{ term, value }] : []);

/** What the link did, once and for all, and the way back. */
export function LetterActDone({ page, trouble }: { page: Page<'used'>; trouble: ReactNode }) {
  const { act, brand, reader, title, takenBack, canUndo, planId } = page;
  const step = title ?? 'a step since removed';
  if (takenBack)
    return (
      <DoorPage
        brand={brand}
        title="You took it back"
        lead={`“${step}” is as it was before. To do it after all, open the plan: a link in a letter works once.`}
      >
        <OpenPlan planId={planId} />
      </DoorPage>
    );
  return (
    <DoorPage
      brand={brand}
      title={words[act].done(step)}
      lead={`Thank you, ${firstName(reader)}. Both sides see it, marked as from your letter. Nothing more is to be done here.`}
    >
      <OpenPlan planId={planId} />
      {canUndo && (
        <DoorForm verb="Take it back" look="plain" trouble={trouble}>
          <input type="hidden" name="intent" value="undo" />
        </DoorForm>
      )}
    </DoorPage>
  );
}

/** The link does nothing here or any more; why, and where to go instead. */
export function LetterActOver({ page }: { page: Page<'expired' | 'notOnPlan' | 'somebodyElse' | 'over'> }) {
  const { brand, planId } = page;
  const { title, lead } = overWords(page);
  return (
    <DoorPage brand={brand} title={title} lead={lead}>
      {page.kind === 'notOnPlan' ? (
        <ButtonLink href={paths.home()} size="l" wide>
          Go to the first page
        </ButtonLink>
      ) : (
        <OpenPlan planId={planId} />
      )}
    </DoorPage>
  );
}

function overWords(page: Page<'expired' | 'notOnPlan' | 'somebodyElse' | 'over'>) {
  const name = firstName(page.reader);
  switch (page.kind) {
    case 'expired':
      return {
        title: 'This link has run out',
        lead: 'Links in letters work for two weeks. The plan is where it was: sign in with your mail address, and do it there.',
      };
    case 'notOnPlan':
      return {
        title: 'This link opens nothing any more',
        lead: `${name} is not on that plan now, so nothing can be done there by letter.`,
      };
    case 'somebodyElse':
      return {
        title: `This letter was written to ${name}`,
        lead: `This browser is in use by ${page.hereAs}, and only ${name} answers it. Nothing was changed.`,
      };
    case 'over': {
      const step = page.title ? `“${page.title}”` : 'That step';
      if (page.isDone) return { title: `${step} is done already`, lead: 'Nothing is left to do about it.' };
      return {
        title: page.title ? `${step} has moved on` : 'That step is not in the plan any more',
        lead: page.title
          ? 'It was answered or changed since the letter was written, so this link has nothing to do. The plan shows how it stands.'
          : 'It was removed since the letter was written, so this link has nothing to do.',
      };
    }
  }
}

const OpenPlan = ({ planId }: { planId: string }) => (
  <ButtonLink href={paths.plan(planId)} size="l" wide>
    Open the plan
  </ButtonLink>
);
