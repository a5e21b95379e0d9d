import {
  type ActionFunctionArgs,
  data,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { uuidv7 } from 'uuidv7';
import { requireNotTooOften } from '#app/auth/limits.server.ts';
import { requirePlanAccess } from '#app/auth/plan-access.server.ts';
import { readPlanOnce } from '#app/auth/read-once.server.ts';
import { safePath } from '#app/auth/safe-path.ts';
import { bothWritten } from '#app/commands/both-written.server.ts';
import { envelope, registry } from '#app/commands/registry.ts';
import { listWaiting } from '#app/commands/unsettled.server.ts';
import { writeWithFiles } from '#app/commands/write-with-files.server.ts';
import { isWarning, troubleSentence } from '#app/components/command-trouble.tsx';
import { MarkedText } from '#app/components/conflict-card.tsx';
import { FileField } from '#app/components/file-field.tsx';
import { DoorPage } from '#app/components/page-column.tsx';
import { Resend } from '#app/components/resend.tsx';
import { UnsettledQuestion } from '#app/components/unsettled-question.tsx';
import { unsettledCard } from '#app/components/unsettled-words.ts';
import { isUuid } from '#app/domain/ids.ts';
import type { PlanAccess } from '#app/domain/policy.ts';
import { filesHere } from '#app/files/chosen-store.server.ts';
import * as paths from '#app/http/paths.ts';
import { badRequest, notACommand, statusOf } from '#app/http/replies.ts';
import { uploadOf } from '#app/http/uploads.server.ts';
import { readCommandFields } from '#app/live/command-fields.ts';
import type { Reply, SentEnvelope } from '#app/live/editing.ts';
import { Button, ButtonLink } from '#app/ui/button.tsx';
import { ButtonRow } from '#app/ui/button-row.tsx';
import { database } from '#db/client.server.ts';
import { readPlan } from '#db/read-plan.server.ts';
import { CHOSEN, ChooseDays } from './choose-days.tsx';
import { addressOf, askedIn, asksFirst, choiceOf } from './days-to-choose.server.ts';

/**
 * After a text was saved in which somebody else's words stand too: what it says now. Before a day moves that others
 * wait for: what else would move.
 */
export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const access = await requirePlanAccess({ request, context }, params.planId, 'readPlan');
  const asked = new URL(request.url).searchParams;
  const both = asked.get('both') ?? '';
  const sent = askedIn(asked);
  const found = sent && (await readPlanOnce(context, access));
  return {
    planId: access.planId,
    both: isUuid(both) ? await bothWritten(access, both) : null,
    choice: found ? await choiceOf(found.plan, sent, access) : null,
    settles: sent?.settles,
    freshId: uuidv7(),
    back: safePath(asked.get('back')) ?? paths.plan(access.planId),
  };
}

/** A command sent by a form, without JavaScript. What did not happen is shown with everything that was typed. */
export async function action({ request, context, params }: ActionFunctionArgs) {
  const access = await requirePlanAccess({ request, context }, params.planId, 'readPlan');
  const { form, files } = await uploadOf(request);
  const read = readFields(form);
  const parsed = envelope.safeParse(read?.envelope);
  if (
    !read ||
    !parsed.success ||
    (parsed.data.type !== 'undo' && registry[parsed.data.type].screen === 'inside')
  )
    throw badRequest(notACommand);
  const back = safePath(read.back ?? '') ?? paths.plan(access.planId);
  // Not to be met again below, where it may have been written to meanwhile.
  const { type } = parsed.data;
  const found = asksFirst(type) && !form.has(CHOSEN) && (await readPlan(access));
  if (found && (await choiceOf(found.plan, parsed.data, access)))
    return redirect(`${paths.planChange(access.planId)}?${addressOf(parsed.data, back)}`, 303);
  if (files.length > 0) await requireNotTooOften('upload', context, access.personId);
  const [answer] = (await writeWithFiles(database(), access, parsed.data, files, filesHere())).answers;
  if (answer?.kind === 'ok' && answer.merged) {
    const told = new URLSearchParams({ both: answer.commandId, back });
    return redirect(`${paths.planChange(access.planId)}?${told}`, 303);
  }
  if (!answer || answer.kind === 'ok') return redirect(back, 303);
  return data(
    {
      planId: access.planId,
      answer: answer as Exclude<Reply, { kind: 'ok' | 'waiting' }>,
      card: answer.kind === 'conflict' ? await cardOf(access, context, parsed.data.id) : null,
      envelope: read.envelope,
      back,
      freshId: uuidv7(),
    },
    { status: statusOf[answer.kind] },
  );
}

async function cardOf(access: PlanAccess, context: LoaderFunctionArgs['context'], id: string) {
  const found = await readPlanOnce(context, access);
  const waiting = found && (await listWaiting(access, found.plan)).find(({ newest }) => newest.id === id);
  return waiting ? unsettledCard(found.plan, waiting, Date.now()) : null;
}

function readFields(form: FormData) {
  try {
    return readCommandFields(form);
  } catch {
    return null;
  }
}

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  {
    title: `${data?.choice ? (data.choice.title ?? 'Before this day moves') : 'What you wrote'} · Throughline`,
  },
];

export default function AfterAForm() {
  const outcome = useActionData<typeof action>();
  const { both, ...loaded } = useLoaderData<typeof loader>();
  const { planId, choice, back } = loaded;
  if (!outcome && choice) return <ChooseDays {...loaded} choice={choice} />;
  if (outcome) return <NotChanged outcome={outcome as Outcome} />;
  return (
    <DoorPage brand="Throughline" title={both ? 'Both texts are in it' : 'Nothing is on its way'}>
      {both && (
        <>
          <p>Somebody else wrote there too. Your words and theirs are both in it; yours are underlined.</p>
          <blockquote style={{ whiteSpace: 'pre-wrap' }}>
            <MarkedText parts={both} />
          </blockquote>
        </>
      )}
      <ButtonRow>
        <ButtonLink href={both ? back : paths.plan(planId)}>Back to the plan</ButtonLink>
      </ButtonRow>
    </DoorPage>
  );
}

interface Outcome {
  planId: string;
  answer: Exclude<Reply, { kind: 'ok' | 'waiting' }>;
  card: ReturnType<typeof unsettledCard> | null;
  envelope: SentEnvelope;
  back: string;
  freshId: string;
}

/** Fields that are asked for where they are empty: what stands in for what is missing. */
const asked: Record<string, string> = {
  noNextStep: 'No step comes next, because',
  noNextMeeting: 'No meeting is needed, because',
};

const isAboutFiles = (answer: Outcome['answer']) => answer.kind === 'refused' && answer.code === 'file';

function NotChanged({ outcome }: { outcome: Outcome }) {
  const { planId, answer, card, envelope: sent, back, freshId } = outcome;
  const retry = (more: Partial<SentEnvelope>, label: string) => (
    <form method="post" action={paths.planChange(planId)}>
      <Resend envelope={{ ...sent, id: freshId, ...more }} back={back} />
      <Button look="primary">{label}</Button>
    </form>
  );
  const typed = Object.entries(sent.args).filter(
    ([key, value]) =>
      typeof value === 'string' && (value !== '' || key in asked) && !/id$/i.test(key) && key !== 'field',
  );
  if (card)
    return (
      <DoorPage
        brand="Throughline"
        title="Nothing was changed"
        lead="Somebody else wrote there while you did. What you wrote is kept until you choose."
      >
        <UnsettledQuestion
          planId={planId}
          card={card}
          back={back}
          freshId={freshId}
          confirmed={sent.confirmed}
        />
        <ButtonRow>
          <ButtonLink href={back}>Choose later</ButtonLink>
        </ButtonRow>
      </DoorPage>
    );
  return (
    <DoorPage brand="Throughline" title="Nothing was changed">
      <p>{troubleSentence(answer)}</p>
      {typed.length > 0 && answer.kind !== 'conflict' && (
        <form
          method="post"
          action={paths.planChange(planId)}
          encType={sent.type === 'writeComment' ? 'multipart/form-data' : undefined}
        >
          <Resend envelope={{ ...sent, id: freshId }} back={back} />
          {typed.map(([key, value]) => (
            <p key={key}>
              <label>
                {asked[key] ?? 'What you entered'}
                <textarea
                  name={`set.${key}`}
                  defaultValue={String(value)}
                  rows={2}
                  style={{ width: '100%' }}
                />
              </label>
            </p>
          ))}
          {isAboutFiles(answer) && <FileField />}
          <Button>Try again</Button>
        </form>
      )}
      <ButtonRow>
        {answer.kind === 'refused' && isWarning(answer.code) && retry({ confirmed: true }, 'Go on')}
        <ButtonLink href={back}>Back to the plan</ButtonLink>
      </ButtonRow>
    </DoorPage>
  );
}
