import {
  type ActionFunctionArgs,
  data,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import * as z from 'zod';
import { countUnknownLink, sentenceWhenTooOften } from '#app/auth/limits.server.ts';
import {
  addressOfMemberInvitation,
  type MemberInvitation,
  type MemberInvitationState,
  readMemberInvitation,
} from '#app/auth/member-invitation.server.ts';
import { hiddenAddress, readPending } from '#app/auth/pending.server.ts';
import { requestSignIn } from '#app/commands/request-sign-in.server.ts';
import { DoorForm } from '#app/components/door-form.tsx';
import { DoorPage } from '#app/components/page-column.tsx';
import { firstName } from '#app/domain/plan-words.ts';
import { readForm } from '#app/http/forms.ts';
import * as paths from '#app/http/paths.ts';
import { ButtonLink } from '#app/ui/button.tsx';

export const meta: MetaFunction = () => [{ title: 'Invitation · Throughline' }];

const form = z.strictObject({ intent: z.literal('code') });

/** Shows who invites whom and changes nothing, whoever fetches it and however often. */
export async function loader({ params, context }: LoaderFunctionArgs) {
  const state = await readMemberInvitation(params.token ?? '', context.session);
  if (state.kind === 'entered') throw redirect(paths.plans());
  if (state.kind !== 'unknown') return data(state);
  await countUnknownLink(context);
  return data(state, { status: 404 });
}

/** A code to the address the invitation went to, whoever asks: the link itself opens nothing. */
export async function action({ request, params, context }: ActionFunctionArgs) {
  const read = await readForm(request, form);
  if (!read.ok) return data(read.answer, { status: 400 });
  const secret = params.token ?? '';
  const address = await addressOfMemberInvitation(secret);
  // Its page says what has become of the link.
  if (!address) throw redirect(paths.memberInvitation(secret));
  const tooOften =
    (await sentenceWhenTooOften('signIn', context)) ??
    (await sentenceWhenTooOften('signInAddress', context, address));
  if (tooOften) return data(read.refuse(tooOften), { status: 429 });
  const { cookie } = await requestSignIn({
    address,
    shown: hiddenAddress(address),
    goTo: paths.plans(),
    earlier: readPending(request.headers.get('Cookie')),
  });
  throw redirect(paths.signInCode(), { headers: { 'Set-Cookie': cookie } });
}

export default function JoinPage() {
  const state: MemberInvitationState = useLoaderData<typeof loader>();
  const trouble = useActionData<typeof action>()?.error?.['']?.[0];
  switch (state.kind) {
    case 'member':
      return <Member invitation={state.invitation} trouble={trouble} />;
    case 'removed':
      return <Removed invitation={state.invitation} />;
    default:
      return <Unknown />;
  }
}

function Member({ invitation, trouble }: { invitation: MemberInvitation; trouble: string | undefined }) {
  const { invited, hiddenAddress, inviter, workspaceName, hereAs } = invitation;
  return (
    <DoorPage
      brand={workspaceName}
      title={`${inviter} made you a member of ${workspaceName}, ${firstName(invited)}`}
      lead="You read every plan the company has with its customers, and open your own."
      footer="There is no password: you come in with a code that we send to your address, today and any other day."
    >
      <DoorForm verb={`Send a code to ${hiddenAddress}`} trouble={trouble}>
        <input type="hidden" name="intent" value="code" />
        {hereAs && (
          <p>
            This browser is in use by <b>{hereAs}</b>, who is signed out of it once you type the code.
          </p>
        )}
      </DoorForm>
    </DoorPage>
  );
}

function Removed({ invitation: { invited, inviter, workspaceName } }: { invitation: MemberInvitation }) {
  return (
    <DoorPage
      brand={workspaceName}
      title="This invitation was taken back"
      lead={`${invited} is not a member of ${workspaceName} any more, so its link opens nothing. If that is a mistake, ask ${inviter} for a new one.`}
    >
      <ButtonLink href={paths.home()} size="l" wide>
        Go to the first page
      </ButtonLink>
    </DoorPage>
  );
}

function Unknown() {
  return (
    <DoorPage
      brand="Throughline"
      title="We do not know this link"
      lead="Mail programs sometimes cut a long link in two. Open it from the letter once more, or copy all of it into the address bar."
    >
      <ButtonLink href={paths.signIn()} size="l" wide>
        Sign in with your mail address
      </ButtonLink>
    </DoorPage>
  );
}
