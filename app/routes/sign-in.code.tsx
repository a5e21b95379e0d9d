import {
  type ActionFunctionArgs,
  data,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import * as z from 'zod';
import { codeSentence, sixDigits } from '#app/auth/code.ts';
import { sentenceWhenTooOften } from '#app/auth/limits.server.ts';
import { readPending } from '#app/auth/pending.server.ts';
import { completeWithCode } from '#app/commands/complete-sign-in.server.ts';
import { DoorForm } from '#app/components/door-form.tsx';
import { DoorPage } from '#app/components/page-column.tsx';
import { env } from '#app/env.server.ts';
import { fieldProps, inputProps, useFields } from '#app/http/form-fields.ts';
import { parsedBy, readForm } from '#app/http/forms.ts';
import * as paths from '#app/http/paths.ts';
import { Field } from '#app/ui/field.tsx';
import { Notice } from '#app/ui/notice.tsx';
import { TextInput } from '#app/ui/text-input.tsx';

export const meta: MetaFunction = () => [{ title: 'Type the code · Throughline' }];

const form = z.strictObject({ code: parsedBy(sixDigits, 'Type the six digits of the letter.') });

export async function loader({ request }: LoaderFunctionArgs) {
  const pending = readPending(request.headers.get('Cookie'));
  if (!pending) throw redirect(paths.signIn());
  const { isLocal, mailTransport } = env();
  return { shown: pending.shown, readsHere: isLocal && mailTransport === 'mailbox' };
}

export async function action({ request, context }: ActionFunctionArgs) {
  const pending = readPending(request.headers.get('Cookie'));
  const read = await readForm(request, form);
  if (!read.ok) return data(read.answer, { status: 400 });
  const tooOften = await sentenceWhenTooOften('code', context);
  if (tooOften) return data(read.refuse(tooOften), { status: 429 });
  const answer = await completeWithCode(pending, read.value.code, context.session);
  if (answer.kind === 'signedIn')
    throw redirect(answer.goTo, {
      headers: answer.cookies.map((cookie): [string, string] => ['Set-Cookie', cookie]),
    });
  const sentence = codeSentence(answer.kind === 'wrong' ? answer : { kind: 'over' });
  return data(read.refuse(sentence, 'code'), { status: 400 });
}

export default function TypeCode() {
  const { shown, readsHere } = useLoaderData<typeof loader>();
  const { form, fields, trouble } = useFields<{ code: string }>('code', useActionData<typeof action>());
  return (
    <DoorPage
      brand="Throughline"
      title="Look in your mail"
      lead={
        <>
          If <b>{shown}</b> is known here, a letter is on its way. Open its link in this browser, or type its
          code.
        </>
      }
      footer={
        <>
          Nothing after two minutes? Look among the unwanted mail, or{' '}
          <a href={paths.signIn()}>ask for another letter</a>.
        </>
      }
    >
      {readsHere && (
        <Notice>
          On this machine letters are not sent: read them in <a href={paths.mailbox()}>the mailbox</a>.
        </Notice>
      )}
      <DoorForm {...form} trouble={trouble} verb="Sign in">
        <Field label="Six-digit code" hint="It works for ten minutes." {...fieldProps(fields.code)}>
          <TextInput
            {...inputProps(fields.code)}
            code
            inputMode="numeric"
            autoComplete="one-time-code"
            maxLength={9}
            required
          />
        </Field>
      </DoorForm>
    </DoorPage>
  );
}
