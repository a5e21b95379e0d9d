import {
  type ActionFunctionArgs,
  data,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import * as z from 'zod';
import { sentenceWhenTooOften } from '#app/auth/limits.server.ts';
import { setUp } from '#app/commands/set-up.server.ts';
import { DoorForm } from '#app/components/door-form.tsx';
import { DoorPage } from '#app/components/page-column.tsx';
import { ZoneField } from '#app/components/zone-field.tsx';
import { isZone } from '#app/domain/day.ts';
import { fieldProps, inputProps, useFields } from '#app/http/form-fields.ts';
import { parsedBy, readForm, requiredText } from '#app/http/forms.ts';
import * as paths from '#app/http/paths.ts';
import { notFound } from '#app/http/replies.ts';
import { parseAddress } from '#app/mail/address.ts';
import { Field } from '#app/ui/field.tsx';
import { TextInput } from '#app/ui/text-input.tsx';
import { db } from '#db/client.server.ts';
import { isAnybodyThere } from '#db/people.server.ts';
import { oneLine } from '#emails/plain-words.ts';

export const meta: MetaFunction = () => [{ title: 'Set up · Throughline' }];

const form = z.strictObject({
  workspaceName: requiredText('Write the name of your company.', 80).transform(oneLine),
  name: requiredText('Write your name, as the other side should read it.', 80).transform(oneLine),
  address: parsedBy(parseAddress, 'Write a whole mail address, such as maya@northwind.com.'),
  code: requiredText('Type the code from the log.', 40),
  zone: z.string().refine(isZone).optional(),
});

export async function loader({ request }: LoaderFunctionArgs) {
  if (await isAnybodyThere(db)) throw notFound();
  return { code: new URL(request.url).searchParams.get('code')?.slice(0, 20) };
}

export async function action({ request, context }: ActionFunctionArgs) {
  if (await isAnybodyThere(db)) throw notFound();
  const read = await readForm(request, form);
  if (!read.ok) return data(read.answer, { status: 400 });
  const tooOften = await sentenceWhenTooOften('setup', context);
  if (tooOften) return data(read.refuse(tooOften), { status: 429 });
  const answer = await setUp(read.value);
  if (answer.kind === 'tooLate') throw notFound();
  if (answer.kind === 'wrongCode')
    return data(read.refuse('That is not the code. It stands in the log, under “Set up here”.', 'code'), {
      status: 400,
    });
  throw redirect(paths.plans(), { headers: { 'Set-Cookie': answer.cookie } });
}

type Fields = { workspaceName: string; name: string; address: string; code: string };

export default function SetUp() {
  const { code } = useLoaderData<typeof loader>();
  const { form, fields, trouble } = useFields<Fields>('set-up', useActionData<typeof action>(), { code });
  return (
    <DoorPage
      brand="Throughline"
      title="A plan both sides own"
      lead="Nobody is here yet. You will be the first, and this workspace will be yours."
      footer="No password: you come back with a link or a code that we send to your address."
    >
      <DoorForm {...form} trouble={trouble} verb="Set up">
        <ZoneField />
        <Field label="Your company" {...fieldProps(fields.workspaceName)}>
          <TextInput
            {...inputProps(fields.workspaceName)}
            placeholder="Northwind"
            autoComplete="organization"
            required
          />
        </Field>
        <Field label="Your name" {...fieldProps(fields.name)}>
          <TextInput {...inputProps(fields.name)} autoComplete="name" required />
        </Field>
        <Field label="Your mail address at work" {...fieldProps(fields.address)}>
          <TextInput {...inputProps(fields.address)} type="email" autoComplete="email" required />
        </Field>
        <Field
          label="Code from the log"
          hint="It was written where this server was started, so only who runs it can set it up."
          {...fieldProps(fields.code)}
        >
          <TextInput {...inputProps(fields.code)} autoComplete="off" autoCapitalize="characters" required />
        </Field>
      </DoorForm>
    </DoorPage>
  );
}
