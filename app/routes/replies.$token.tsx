import {
  type ActionFunctionArgs,
  data,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { readDoor, writeDoor } from '#app/auth/door.server.ts';
import { countUnknownLink } from '#app/auth/limits.server.ts';
import { actOnReply, type ReplyPage, readReplyAct } from '#app/commands/reply-page.server.ts';
import { DoorForm } from '#app/components/door-form.tsx';
import { UnknownLink } from '#app/components/invitation-door.tsx';
import { DoorPage } from '#app/components/page-column.tsx';
import { firstName } from '#app/domain/plan-words.ts';
import * as paths from '#app/http/paths.ts';
import { ButtonLink } from '#app/ui/button.tsx';

export const meta: MetaFunction = () => [{ title: 'Your reply · Throughline' }];

/** Shows, never acts: whatever scans mail opens this link too, as often as it likes. */
export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const page = await readReplyAct(params.token ?? '', context.session);
  if (page.kind === 'unknown') {
    await countUnknownLink(context);
    return data(page, { status: 404 });
  }
  const needsDoor = !readDoor(request.headers.get('Cookie'));
  return data(page, needsDoor ? { headers: { 'Set-Cookie': writeDoor() } } : {});
}

export async function action({ request, params, context }: ActionFunctionArgs) {
  const secret = params.token ?? '';
  // Whoever presses the button has been on its page, where every browser is given one; a scanner that posts has not.
  if (readDoor(request.headers.get('Cookie'))) await actOnReply(secret, context.session);
  throw redirect(paths.replyAct(secret));
}

type Shown = Exclude<ReplyPage, { kind: 'unknown' }>;

export default function Reply() {
  const page = useLoaderData<typeof loader>() as ReplyPage;
  if (page.kind === 'unknown') return <UnknownLink />;
  const { title, lead, verb } = wordsOf(page);
  return (
    <DoorPage brand={page.brand} title={title} lead={lead}>
      {'words' in page && (
        <blockquote style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere', margin: 0 }}>
          {page.words}
        </blockquote>
      )}
      {verb && <DoorForm verb={verb} />}
      <ButtonLink href={paths.plan(page.planId)} size="l" wide>
        Open the plan
      </ButtonLink>
    </DoorPage>
  );
}

function wordsOf(page: Shown): { title: string; lead: string; verb?: string } {
  const name = firstName(page.reader);
  switch (page.kind) {
    case 'somebodyElse':
      return {
        title: `This letter was written to ${name}`,
        lead: `This browser is in use by ${page.hereAs}, and only ${name} decides about it. Nothing was changed.`,
      };
    case 'notOnPlan':
      return { title: 'This link opens nothing any more', lead: `${name} is not on that plan now.` };
    case 'expired':
      return {
        title: 'This link has run out',
        lead: 'Sign in with your mail address, and change it on the plan.',
      };
    case 'deleted':
      return { title: 'Your reply is deleted', lead: 'Nobody has seen it.' };
    case 'removed':
      return { title: 'Your reply is deleted', lead: 'It stood on the plan for a while, and does no more.' };
    case 'refused':
      return {
        title: 'Your reply is not on the plan',
        lead: 'It could not be written there. Nobody has seen it.',
      };
    default:
      return standing(page);
  }
}

function standing(page: Extract<Shown, { words: string }>) {
  const { kind, act, company, other, step, onlyOurs, mustBeOurs, when, sender } = page;
  const about = step ? `“${step}”` : 'a step';
  const who = onlyOurs ? `Only ${company}` : 'Both sides';
  if (kind === 'held')
    return act === 'yes'
      ? {
          title: 'Is this from you?',
          lead: `It came from ${sender}, in answer to your letter about ${about}. If it is yours, ${onlyOurs ? `only ${company}` : 'both sides'} will read it on the plan.`,
          verb: 'Yes, it is from me',
        }
      : { title: 'Delete this?', lead: `It came from ${sender}. Nobody has seen it.`, verb: 'Delete it' };
  if (act === 'delete')
    return {
      title: `Delete your reply about ${about}?`,
      lead:
        kind === 'written'
          ? `${who} can read it since ${when}.`
          : `${who} will see it at ${when}. Nobody has yet.`,
      verb: 'Delete it',
    };
  if (kind === 'written')
    return {
      title: `${who} can read your reply`,
      lead: onlyOurs
        ? `It stands under ${about} since ${when}.`
        : `It stands under ${about} since ${when}, so it can no longer be kept from ${other}. You can delete it there, or from the receipt.`,
    };
  if (act === 'onlyOurs' && !onlyOurs && !mustBeOurs)
    return {
      title: `Show your reply to ${company} only?`,
      lead: `It is about ${about}. As it is, both sides will see it at ${when}.`,
      verb: `Only ${company}`,
    };
  return {
    title: `${who} will see your reply at ${when}`,
    lead: `It is about ${about}. Nothing more is to be done here.`,
  };
}
