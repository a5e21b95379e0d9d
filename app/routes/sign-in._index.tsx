import {
  type ActionFunctionArgs,
  data,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import * as z from 'zod';
import { landingOf } from '#app/auth/landing.server.ts';
import { safePath } from '#app/auth/safe-path.ts';
import { requestSignIn } from '#app/commands/request-sign-in.server.ts';
import { DoorForm } from '#app/components/door-form.tsx';
import { DoorPage } from '#app/components/page-column.tsx';
import { fieldProps, inputProps, useFields } from '#app/http/form-fields.ts';
import { parsedBy, readForm } from '#app/http/forms.ts';
import * as paths from '#app/http/paths.ts';
import { parseAddress } from '#app/mail/address.ts';
import { Field } from '#app/ui/field.tsx';
import { TextInput } from '#app/ui/text-input.tsx';
import { db } from '#db/client.server.ts';
import { isAnybodyThere } from '#db/people.server.ts';

export const meta: MetaFunction = () => [{ title: 'Sign in · Throughline' }];

const form = z.strictObject({
  address: parsedBy(parseAddress, 'Write a whole mail address, such as dana@acme.com.'),
  goTo: z.string().optional(),
});

export async function loader({ request, context }: LoaderFunctionArgs) {
  const goTo = safePath(new URL(request.url).searchParams.get('goTo'));
  // Somebody let in by an invitation comes here for the rest of what is theirs.
  if (context.session?.level === 'signedIn')
    throw redirect(goTo ?? (await landingOf(context.session)) ?? paths.home());
  if (!context.session && !(await isAnybodyThere(db))) throw redirect(paths.setup());
  return { goTo: goTo ?? undefined };
}

export async function action({ request, context }: ActionFunctionArgs) {
  const read = await readForm(request, form);
  if (!read.ok) return data(read.answer, { status: 400 });
  const { address, goTo } = read.value;
  const asked = await requestSignIn({ request, context }, { address, shown: address, goTo: safePath(goTo) });
  if (!asked.ok) return data(read.refuse(asked.error), { status: 429 });
  throw redirect(paths.signInCode(), { headers: { 'Set-Cookie': asked.value.cookie } });
}

export default function SignIn() {
  const { goTo } = useLoaderData<typeof loader>();
  const { form, fields, trouble } = useFields<{ address: string }>('sign-in', useActionData<typeof action>());
  return (
    <DoorPage
      brand="Throughline"
      title={goTo ? 'Which address do your letters come to?' : 'Sign in'}
      lead={
        goTo
          ? 'This browser is new to us. We send that address a link and a six-digit code, and either opens the page. There is no password and no account to make.'
          : 'We send you a letter with a link and a six-digit code. There is no password.'
      }
      footer={goTo ? undefined : 'Invited to a plan? The link in your invitation opens it the first time.'}
    >
      <DoorForm {...form} trouble={trouble} verb="Send me the letter">
        {goTo && <input type="hidden" name="goTo" value={goTo} />}
        <Field label="Your mail address" {...fieldProps(fields.address)}>
          <TextInput {...inputProps(fields.address)} type="email" autoComplete="email" required />
        </Field>
      </DoorForm>
    </DoorPage>
  );
}
