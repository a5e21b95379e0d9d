import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { uuidv7 } from 'uuidv7';
import { requirePlanAccess } from '#app/auth/plan-access.server.ts';
import { safePath } from '#app/auth/safe-path.ts';
import { changePlan } from '#app/commands/change-plan.server.ts';
import { envelope, registry } from '#app/commands/registry.ts';
import { conflictWays, troubleSentence } from '#app/components/command-trouble.tsx';
import { DoorPage } from '#app/components/page-column.tsx';
import { formOf } from '#app/http/forms.ts';
import * as paths from '#app/http/paths.ts';
import { badRequest, notACommand, statusOf } from '#app/http/replies.ts';
import { readCommandFields } from '#app/live/command-fields.ts';
import type { Reply, SentEnvelope } from '#app/live/editing.ts';
import { Button, ButtonLink } from '#app/ui/button.tsx';
import { ButtonRow } from '#app/ui/button-row.tsx';

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const { planId } = await requirePlanAccess({ request, context }, params.planId, 'readPlan');
  return { planId };
}

/** A command sent by a form, without JavaScript. What did not happen is shown with everything that was typed. */
export async function action({ request, context, params }: ActionFunctionArgs) {
  const access = await requirePlanAccess({ request, context }, params.planId, 'readPlan');
  const form = await formOf(request);
  const read = readFields(form);
  const parsed = envelope.safeParse(read?.envelope);
  if (
    !read ||
    !parsed.success ||
    (parsed.data.type !== 'undo' && registry[parsed.data.type].screen === 'inside')
  )
    throw badRequest(notACommand);
  const [answer] = await changePlan(access, [parsed.data]);
  const back = safePath(read.back ?? '') ?? paths.plan(access.planId);
  if (!answer || answer.kind === 'ok') return redirect(back, 303);
  return data(
    {
      planId: access.planId,
      answer: answer as Exclude<Reply, { kind: 'ok' }>,
      envelope: read.envelope,
      back,
      freshId: uuidv7(),
    },
    { status: statusOf[answer.kind] },
  );
}

function readFields(form: FormData) {
  try {
    return readCommandFields(form);
  } catch {
    return null;
  }
}

export const meta = () => [{ title: 'Not changed · Throughline' }];

export default function NotChanged() {
  const outcome = useActionData<typeof action>();
  const here = useLoaderData<typeof loader>();
  if (!outcome)
    return (
      <DoorPage brand="Throughline" title="Nothing is on its way">
        <ButtonRow>
          <ButtonLink href={paths.plan(here.planId)}>Back to the plan</ButtonLink>
        </ButtonRow>
      </DoorPage>
    );
  const { planId, envelope: sent, back, freshId } = outcome;
  const answer = outcome.answer as Exclude<Reply, { kind: 'ok' }>;
  const retry = (more: Partial<SentEnvelope>, label: string) => (
    <form method="post" action={paths.planChange(planId)}>
      <Resend envelope={{ ...(sent as SentEnvelope), id: freshId, ...more }} back={back} />
      <Button look="primary">{label}</Button>
    </form>
  );
  const typed = Object.entries(sent.args).filter(
    ([key, value]) => typeof value === 'string' && value !== '' && !/id$/i.test(key) && key !== 'field',
  );
  return (
    <DoorPage brand="Throughline" title="Nothing was changed">
      <p>{troubleSentence(answer)}</p>
      {typed.length > 0 && answer.kind !== 'conflict' && (
        <form method="post" action={paths.planChange(planId)}>
          <Resend envelope={{ ...(sent as SentEnvelope), id: freshId }} back={back} />
          {typed.map(([key, value]) => (
            <p key={key}>
              <label>
                What you entered
                <textarea
                  name={`set.${key}`}
                  defaultValue={String(value)}
                  rows={2}
                  style={{ width: '100%' }}
                />
              </label>
            </p>
          ))}
          <Button>Try again</Button>
        </form>
      )}
      <ButtonRow>
        {answer.kind === 'conflict' &&
          retry(
            { base: { ...(sent.base as Record<string, number>), [answer.field]: answer.version } },
            conflictWays(answer).goOn,
          )}
        {answer.kind === 'refused' && answer.code === 'reopens' && retry({ confirmed: true }, 'Go on')}
        <ButtonLink href={back}>
          {answer.kind === 'conflict' && answer.by ? conflictWays(answer).leave : 'Back to the plan'}
        </ButtonLink>
      </ButtonRow>
    </DoorPage>
  );
}

function Resend({ envelope: sent, back }: { envelope: SentEnvelope; back: string }) {
  return (
    <>
      <input type="hidden" name="type" value={sent.type} />
      <input type="hidden" name="id" value={sent.id} />
      <input type="hidden" name="fixed" value={JSON.stringify(sent.args)} />
      <input type="hidden" name="base" value={JSON.stringify(sent.base)} />
      <input type="hidden" name="confirmed" value={sent.confirmed ? 'yes' : ''} />
      <input type="hidden" name="back" value={back} />
    </>
  );
}
