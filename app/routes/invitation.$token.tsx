import {
  type ActionFunctionArgs,
  data,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import * as z from 'zod';
import { readDoor, writeDoor } from '#app/auth/door.server.ts';
import {
  type Invitation,
  type InvitationState,
  ownerOfInvitation,
  readInvitation,
} from '#app/auth/invitation.server.ts';
import { countUnknownLink } from '#app/auth/limits.server.ts';
import { hiddenAddress } from '#app/auth/pending.server.ts';
import { joinPlan } from '#app/commands/join-plan.server.ts';
import { requestSignIn } from '#app/commands/request-sign-in.server.ts';
import { DoorForm } from '#app/components/door-form.tsx';
import { AskForCode, TakenBack, UnknownLink } from '#app/components/invitation-door.tsx';
import { DoorPage } from '#app/components/page-column.tsx';
import { ZoneField } from '#app/components/zone-field.tsx';
import { isZone } from '#app/domain/day.ts';
import { firstName } from '#app/domain/plan-words.ts';
import { type FormAnswer, readForm } from '#app/http/forms.ts';
import * as paths from '#app/http/paths.ts';
import { Disclosure } from '#app/ui/disclosure.tsx';

export const meta: MetaFunction = () => [{ title: 'Invitation · Throughline' }];

const form = z.strictObject({
  intent: z.enum(['enter', 'code']),
  zone: z.string().refine(isZone).optional().catch(undefined),
});

/** Shows who invites whom and changes nothing, whoever fetches it and however often. */
export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const state = await readInvitation(params.token ?? '', context.session);
  if (state.kind === 'entered') throw redirect(paths.plan(state.planId));
  if (state.kind === 'unknown') {
    await countUnknownLink(context);
    return data(state, { status: 404 });
  }
  const needsDoor = state.kind === 'open' && !readDoor(request.headers.get('Cookie'));
  return data(state, needsDoor ? { headers: { 'Set-Cookie': writeDoor() } } : {});
}

export async function action(args: ActionFunctionArgs) {
  const read = await readForm(args.request, form);
  if (!read.ok) return data(read.answer, { status: 400 });
  if (read.value.intent === 'enter') return enter(args, read.value.zone);
  const tooOften = await sendCode(args);
  return data<FormAnswer>(read.refuse(tooOften), { status: 429 });
}

async function enter(
  { request, params, context }: ActionFunctionArgs,
  zone: string | undefined,
): Promise<never> {
  const secret = params.token ?? '';
  const door = readDoor(request.headers.get('Cookie'));
  // Whoever presses the button has been on its page, where every browser is given one; a scanner that posts has not.
  if (!door) throw redirect(paths.invitation(secret));
  const answer = await joinPlan({ secret, current: context.session, door, zone });
  // Its page says what has become of the link.
  if (answer.kind === 'closed') throw redirect(paths.invitation(secret));
  throw redirect(paths.plan(answer.planId), {
    headers: answer.cookies.map((cookie): [string, string] => ['Set-Cookie', cookie]),
  });
}

/** To the address the invitation went to, whoever asks; answers only when it was asked too often. */
async function sendCode({ request, params, context }: ActionFunctionArgs): Promise<string> {
  const owner = await ownerOfInvitation(params.token ?? '');
  if (!owner) throw redirect(paths.invitation(params.token ?? ''));
  const { address, planId } = owner;
  const asked = await requestSignIn(
    { request, context },
    { address, shown: hiddenAddress(address), goTo: paths.plan(planId) },
  );
  if (!asked.ok) return asked.error;
  throw redirect(paths.signInCode(), { headers: { 'Set-Cookie': asked.value.cookie } });
}

export default function InvitationPage() {
  const state: InvitationState = useLoaderData<typeof loader>();
  const trouble = useActionData<typeof action>()?.error?.['']?.[0];
  switch (state.kind) {
    case 'open':
      return <Open invitation={state.invitation} trouble={trouble} />;
    case 'used':
    case 'expired':
    case 'replaced':
      return <NotThisWay why={state.kind} invitation={state.invitation} trouble={trouble} />;
    case 'removed':
      return <Removed invitation={state.invitation} />;
    default:
      return <UnknownLink />;
  }
}

type PageProps = { invitation: Invitation; trouble?: string | undefined };

function Open({ invitation, trouble }: PageProps) {
  const { inviter, workspaceName, invited, hereAs } = invitation;
  return (
    <DoorPage
      brand={workspaceName}
      title={`${inviter} invites you to a plan, ${firstName(invited)}`}
      lead="It is yours as much as theirs: read it, and change anything that is wrong."
      footer="This opens the one plan and nothing else. Both sides see what you write there, unless you mark it as your own side's."
    >
      <DoorForm verb={hereAs ? `Enter as ${firstName(invited)}` : 'Open the plan'} trouble={trouble}>
        <input type="hidden" name="intent" value="enter" />
        <ZoneField />
        {hereAs && (
          <p>
            This browser is in use by <b>{hereAs}</b>. A browser holds one person: entering as {invited} signs{' '}
            {hereAs} out of it.
          </p>
        )}
      </DoorForm>
      <SomebodyElse invitation={invitation} />
    </DoorPage>
  );
}

const WHY = {
  used: 'This link was used before, in another browser or a while ago. It opens a plan once, so that a forwarded letter opens nothing.',
  expired: 'This link is older than two weeks.',
  replaced: 'A newer invitation took the place of this one.',
};

function NotThisWay({ why, invitation, trouble }: PageProps & { why: keyof typeof WHY }) {
  const { hiddenAddress, invited, hereAs, workspaceName } = invitation;
  return (
    <DoorPage
      brand={workspaceName}
      title={`Are you ${invited}?`}
      lead={`${WHY[why]} A code sent to your address lets you in.`}
    >
      <AskForCode verb={`Send a fresh code to ${hiddenAddress}`} hereAs={hereAs} trouble={trouble} />
      <SomebodyElse invitation={invitation} />
    </DoorPage>
  );
}

function Removed({ invitation: { inviter, workspaceName, invited } }: PageProps) {
  return (
    <TakenBack brand={workspaceName}>
      {invited} is not on this plan any more, so its link opens nothing. If that is a mistake, ask {inviter}{' '}
      for a new invitation.
    </TakenBack>
  );
}

function SomebodyElse({ invitation: { invited, ask, workspaceName } }: PageProps) {
  return (
    <Disclosure summary="I am someone else">
      <p>
        This invitation is {invited}'s alone. To come in yourself, ask {ask}
        {ask === workspaceName ? '' : ` or ${invited}`} to invite you: whoever is on the plan can do it from
        its page of people, and you get a link of your own.
      </p>
    </Disclosure>
  );
}
