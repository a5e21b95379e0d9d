import {
  type ActionFunctionArgs,
  data,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from '@remix-run/node';
import { useActionData, useLoaderData, useParams, useSearchParams } from '@remix-run/react';
import { readDoor, writeDoor } from '#app/auth/door.server.ts';
import { countUnknownLink } from '#app/auth/limits.server.ts';
import { inTouchBehind, readInTouch, sayInTouch, withStandIn } from '#app/commands/keep-in-touch.server.ts';
import { DoorPage } from '#app/components/page-column.tsx';
import { dayOf } from '#app/domain/day.ts';
import { inTouchWords } from '#app/domain/in-touch-words.ts';
import type { KeepInTouch } from '#app/domain/keep-in-touch.ts';
import { firstName } from '#app/domain/plan-words.ts';
import { listZones } from '#app/domain/zones.ts';
import { type FormAnswer, formOf, parseForm } from '#app/http/forms.ts';
import { inTouchFields } from '#app/http/in-touch-fields.server.ts';
import * as paths from '#app/http/paths.ts';
import { notFound } from '#app/http/replies.ts';
import { Notice } from '#app/ui/notice.tsx';
import { InTouchForm, notYourSide, savingStartsThem } from './plans.$planId.in-touch/in-touch-form.tsx';

export const meta: MetaFunction = () => [{ title: 'How we keep in touch · Throughline' }];

/** Shows, never acts: scanners fetch this link too. */
export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const on = await inTouchBehind(params.token ?? '');
  const found = on && (await readInTouch(on));
  if (!found) {
    if (!on) await countUnknownLink(context);
    throw notFound();
  }
  const { how, stopped, plan, personName, workspaceName, colleagues } = found;
  const page = {
    how,
    colleagues,
    words: inTouchWords(how, dayOf(new Date(), plan.zone), 'you', { stopped }),
    stopped,
    zones: listZones(how.zone ?? plan.zone),
    planZone: plan.zone,
    name: firstName(personName),
    workspaceName,
  };
  const needsDoor = !readDoor(request.headers.get('Cookie'));
  return data(page, needsDoor ? { headers: { 'Set-Cookie': writeDoor() } } : {});
}

export async function action({ request, params, context }: ActionFunctionArgs) {
  const secret = params.token ?? '';
  const on = await inTouchBehind(secret);
  const found = on && (await readInTouch(on));
  if (!on || !found) {
    if (!on) await countUnknownLink(context);
    throw notFound();
  }
  // Whoever presses the button has been on its page, where every browser is given one; a scanner that posts has not.
  if (!readDoor(request.headers.get('Cookie'))) throw redirect(paths.keepInTouch(secret), 303);
  const read = parseForm(await formOf(request), inTouchFields);
  if (!read.ok) return data<FormAnswer>(read.answer, { status: 400 });
  const how = withStandIn(read.value.how, found);
  if (!how) return data<FormAnswer>(read.refuse(notYourSide, 'standInId'), { status: 422 });
  await sayInTouch(on, how);
  throw redirect(`${paths.keepInTouch(secret)}?saved`, 303);
}

export default function InTouchFromLetter() {
  const { how, words, stopped, zones, planZone, name, workspaceName, colleagues } =
    useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>() as FormAnswer | undefined;
  const { token = '' } = useParams();
  const [search] = useSearchParams();
  return (
    <DoorPage
      brand={workspaceName}
      title="How we keep in touch"
      lead={`${name}, about your plan with ${workspaceName} you get ${words}.`}
    >
      {stopped && <p>{savingStartsThem}</p>}
      {search.has('saved') && !answer && (
        <Notice tone="ok" announce>
          Saved. It holds from now on, also for what waits already.
        </Notice>
      )}
      <InTouchForm
        how={how as KeepInTouch}
        planZone={planZone}
        zones={zones}
        colleagues={colleagues}
        mayEverywhere={false}
        answer={answer}
      />
      {!stopped && (
        <p>
          Or <a href={paths.stopLetters(token)}>stop these letters</a> altogether.
        </p>
      )}
    </DoorPage>
  );
}
