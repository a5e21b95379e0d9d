import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { countUnknownLink } from '#app/auth/limits.server.ts';
import { lettersBehind, stopLetters } from '#app/commands/stop-letters.server.ts';
import { DoorForm } from '#app/components/door-form.tsx';
import { DoorPage } from '#app/components/page-column.tsx';
import * as paths from '#app/http/paths.ts';
import { notFound } from '#app/http/replies.ts';

export const meta: MetaFunction = () => [{ title: 'Letters · Throughline' }];

/** Shows, never acts: scanners fetch this link too. */
export async function loader({ params, context }: LoaderFunctionArgs) {
  const letters = await lettersBehind(params.token ?? '');
  if (letters) return letters;
  await countUnknownLink(context);
  throw notFound();
}

/**
 * A mail provider posts `List-Unsubscribe=One-Click` here by itself (RFC 8058), so that anything but the page's own
 * "Start again" stops the letters.
 */
export async function action({ request, params, context }: ActionFunctionArgs) {
  const secret = params.token ?? '';
  const body = await request.formData().catch(() => new FormData());
  // No redirect: RFC 8058 asks for none.
  const starts = body.get('intent') === 'start';
  if (await stopLetters(secret, !starts)) return { started: starts };
  await countUnknownLink(context);
  throw notFound();
}

export default function StopLetters() {
  const { state, workspaceName } = useLoaderData<typeof loader>();
  const started = useActionData<typeof action>()?.started;
  if (state === 'coming' && started)
    return (
      <DoorPage
        brand={workspaceName}
        title={`Letters about your plan with ${workspaceName} come to you again`}
        lead="From now on, as you said you like them. What happened in between is on the plan."
      >
        <DoorForm verb="Stop them again" look="plain">
          <input type="hidden" name="intent" value="stop" />
        </DoorForm>
      </DoorPage>
    );
  if (state === 'coming')
    return (
      <DoorPage
        brand={workspaceName}
        title={`Stop letters about your plan with ${workspaceName}?`}
        lead="You stay on the plan and can read and change everything. We only write what you ask for yourself, such as a code to sign in."
      >
        <DoorForm verb="Stop these letters">
          <input type="hidden" name="intent" value="stop" />
        </DoorForm>
      </DoorPage>
    );
  if (state === 'stopped')
    return (
      <DoorPage
        brand={workspaceName}
        title={`No more letters about your plan with ${workspaceName}`}
        lead="It stays where it is, and so do you. To hear of it again, press the button, now or any other day: this page stays."
      >
        <DoorForm verb="Start again" look="plain">
          <input type="hidden" name="intent" value="start" />
        </DoorForm>
      </DoorPage>
    );
  return (
    <DoorPage
      brand={workspaceName}
      title="No letters come to you about this plan"
      lead="You are not on it any more, so there is nothing to stop."
    >
      <a href={paths.home()}>Go to the first page</a>
    </DoorPage>
  );
}
