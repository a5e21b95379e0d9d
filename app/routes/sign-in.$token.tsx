import {
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { countUnknownLink } from '#app/auth/limits.server.ts';
import { readPending } from '#app/auth/pending.server.ts';
import { completeWithLink, signInLinkState } from '#app/commands/complete-sign-in.server.ts';
import { DoorForm } from '#app/components/door-form.tsx';
import { DoorPage } from '#app/components/page-column.tsx';
import * as paths from '#app/http/paths.ts';
import { notFound } from '#app/http/replies.ts';
import { ButtonLink } from '#app/ui/button.tsx';

export const meta: MetaFunction = () => [{ title: 'Sign in · Throughline' }];

/** Shows, never acts: mail scanners open every link of a letter before its reader does. */
export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const pending = readPending(request.headers.get('Cookie'));
  const state = await signInLinkState(pending, params.token ?? '');
  if (state === 'unknown') {
    await countUnknownLink(context);
    throw notFound();
  }
  return { state, shown: state === 'open' ? pending?.shown : undefined };
}

export async function action({ request, params, context }: ActionFunctionArgs) {
  const secret = params.token ?? '';
  const answer = await completeWithLink(readPending(request.headers.get('Cookie')), secret, context.session);
  if (answer.kind === 'signedIn')
    throw redirect(answer.goTo, {
      headers: answer.cookies.map((cookie): [string, string] => ['Set-Cookie', cookie]),
    });
  // A second tap, after the first one signed in.
  if (context.session?.level === 'signedIn') throw redirect(paths.home());
  // Its page says what has become of the link.
  throw redirect(paths.signInLink(secret));
}

export default function SignInByLink() {
  const { state, shown } = useLoaderData<typeof loader>();
  if (state === 'open')
    return (
      <DoorPage brand="Throughline" title="Sign in" lead={`As ${shown}, in this browser.`}>
        <DoorForm verb="Sign in" />
      </DoorPage>
    );
  if (state === 'elsewhere')
    return (
      <DoorPage
        brand="Throughline"
        title="Type the code instead"
        lead="This link works in the browser where you asked for it, and this is another one. Go back there and type the six digits of the same letter."
        footer="That way nobody who reads over your shoulder, and no mail program, can sign in as you."
      >
        <ButtonLink href={paths.signIn()} size="l" wide>
          Ask for a letter in this browser
        </ButtonLink>
      </DoorPage>
    );
  return (
    <DoorPage
      brand="Throughline"
      title="This link has done its work"
      lead="It was used, or is older than ten minutes. A fresh one takes a moment."
    >
      <ButtonLink href={paths.signIn()} look="primary" size="l" wide>
        Send me another letter
      </ButtonLink>
    </DoorPage>
  );
}
