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
import { countUnknownLink } from '#app/auth/limits.server.ts';
import { actFromLetter, undoFromLetter } from '#app/commands/act-from-letter.server.ts';
import { type LetterPage, readLetterAct } from '#app/commands/letter-act-page.server.ts';
import { UnknownLink } from '#app/components/invitation-door.tsx';
import type { Day } from '#app/domain/day.ts';
import { type FormAnswer, readForm } from '#app/http/forms.ts';
import * as paths from '#app/http/paths.ts';
import { LetterActDone, LetterActForm, LetterActOver } from './pages.tsx';

export const meta: MetaFunction = () => [{ title: 'From your letter · Throughline' }];

const form = z.strictObject({
  intent: z.enum(['act', 'undo']),
  read: z.string().max(64).default(''),
  day: z.string().max(20).default(''),
  reason: z.string().max(4000).default(''),
});

/** Shows, never acts: whatever scans mail opens this link too, as often as it likes. */
export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const page = await readLetterAct(params.token ?? '', context.session);
  if (page.kind === 'unknown') {
    await countUnknownLink(context);
    return data(page, { status: 404 });
  }
  const needsDoor = !readDoor(request.headers.get('Cookie'));
  return data(page, needsDoor ? { headers: { 'Set-Cookie': writeDoor() } } : {});
}

export async function action({ request, params, context }: ActionFunctionArgs) {
  const secret = params.token ?? '';
  const sent = await readForm(request, form);
  if (!sent.ok) return data(sent.answer, { status: 400 });
  // Whoever presses the button has been on its page, where every browser is given one; a scanner that posts has not.
  if (!readDoor(request.headers.get('Cookie'))) throw redirect(paths.letterAct(secret));
  const { intent, read, day, reason } = sent.value;
  const acted =
    intent === 'undo'
      ? await undoFromLetter(secret, context.session)
      : await actFromLetter(secret, context.session, { read, day: day as Day, reason });
  switch (acted.kind) {
    case 'look':
      throw redirect(paths.letterAct(secret));
    case 'changed':
      return data<FormAnswer>(sent.refuse('It was changed meanwhile. This is how it is now.'), {
        status: 409,
      });
    case 'refused':
      return data<FormAnswer>(sent.refuse(acted.sentence, acted.field ?? undefined), { status: 422 });
  }
}

export default function ActFromLetter() {
  const page: LetterPage = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  switch (page.kind) {
    case 'unknown':
      return <UnknownLink />;
    case 'asks':
      return <LetterActForm page={page} answer={answer} />;
    case 'used':
      return <LetterActDone page={page} trouble={answer?.error?.['']?.[0]} />;
    default:
      return <LetterActOver page={page} />;
  }
}
