import {
  type ActionFunctionArgs,
  data,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import * as z from 'zod';
import type { Envelope } from '#app/auth/envelope.server.ts';
import { countUnknownLink } from '#app/auth/limits.server.ts';
import {
  addressOfMemberInvitation,
  type MemberInvitationState,
  readMemberInvitation,
} from '#app/auth/member-invitation.server.ts';
import { hiddenAddress } from '#app/auth/pending.server.ts';
import { requestSignIn } from '#app/commands/request-sign-in.server.ts';
import { AskForCode, TakenBack, UnknownLink } from '#app/components/invitation-door.tsx';
import { DoorPage } from '#app/components/page-column.tsx';
import { firstName } from '#app/domain/plan-words.ts';
import { readForm } from '#app/http/forms.ts';
import * as paths from '#app/http/paths.ts';

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
  const asked = await requestSignIn(
    { request, context },
    { address, shown: hiddenAddress(address), goTo: paths.plans() },
  );
  if (!asked.ok) return data(read.refuse(asked.error), { status: 429 });
  throw redirect(paths.signInCode(), { headers: { 'Set-Cookie': asked.value.cookie } });
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
      return <UnknownLink />;
  }
}

function Member({ invitation, trouble }: { invitation: Envelope; trouble: string | undefined }) {
  const { invited, hiddenAddress, inviter, workspaceName, hereAs } = invitation;
  return (
    <DoorPage
      brand={workspaceName}
      title={`${inviter} made you a member of ${workspaceName}, ${firstName(invited)}`}
      lead="You read every plan the company has with its customers, and open your own."
      footer="There is no password: you come in with a code that we send to your address, today and any other day."
    >
      <AskForCode verb={`Send a code to ${hiddenAddress}`} hereAs={hereAs} trouble={trouble} />
    </DoorPage>
  );
}

function Removed({ invitation: { invited, inviter, workspaceName } }: { invitation: Envelope }) {
  return (
    <TakenBack brand={workspaceName}>
      {invited} is not a member of {workspaceName} any more, so its link opens nothing. If that is a mistake,
      ask {inviter} for a new one.
    </TakenBack>
  );
}
