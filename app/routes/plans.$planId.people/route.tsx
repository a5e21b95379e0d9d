import {
  type ActionFunctionArgs,
  type AppLoadContext,
  type LoaderFunctionArgs,
  redirect,
} from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import * as z from 'zod';
import { requireNotTooOften } from '#app/auth/limits.server.ts';
import { requirePlanAccess, requireSession } from '#app/auth/plan-access.server.ts';
import { readPlanOnce } from '#app/auth/read-once.server.ts';
import { inviteAgain } from '#app/commands/invite-to-plan.server.ts';
import { mailAgain } from '#app/commands/mail-again.server.ts';
import { dayOf } from '#app/domain/day.ts';
import { mailTrouble } from '#app/domain/delivery.ts';
import { inTouchWords } from '#app/domain/in-touch-words.ts';
import { inTouchOf } from '#app/domain/keep-in-touch.ts';
import { isDraft, type Plan } from '#app/domain/plan.ts';
import { can, type PlanAccess } from '#app/domain/policy.ts';
import { env } from '#app/env.server.ts';
import { formOf } from '#app/http/forms.ts';
import * as paths from '#app/http/paths.ts';
import { badRequest, conflict, notFound } from '#app/http/replies.ts';
import { useEditing } from '#app/live/editing.ts';
import { whenUsed } from '#app/live/when-used.tsx';
import { db } from '#db/client.server.ts';
import { listLastLetters } from '#db/delivery.server.ts';
import { type InvitationRecord, listInvitations } from '#db/invitations.server.ts';
import { listSaidInTouch, type Said } from '#db/keep-in-touch.server.ts';
import type { Invitation } from './invitation-words.ts';
import { takeCorrection, takeInvitation } from './invite.server.ts';
import type { PeoplePageProps } from './people-page.tsx';
import { sharingOf } from './sharing-words.ts';

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const access = await requirePlanAccess({ request, context }, params.planId, 'readPlan');
  const { level } = requireSession({ request, context });
  const mayInvite = can(access.standing, 'inviteToPlan');
  const isMember = can(access.standing, 'readPlansOfWorkspace') && level === 'signedIn';
  const { mailTransport, isLocal } = env();
  const mayReadLetters = isMember && isLocal && mailTransport === 'mailbox';
  const [records, found, lasts, said] = await Promise.all([
    listInvitations(access),
    readPlanOnce(context, access),
    listLastLetters(db, access),
    listSaidInTouch(db, access),
  ]);
  if (!found) throw notFound();
  const { plan } = found;
  return {
    /** What inviting a buyer would share; nothing once it is. */
    sharing: isDraft(plan) ? sharingOf(plan, access, dayOf(new Date(), plan.zone)) : null,
    /** By person, of those who come and go as they like. */
    inTouch: inTouchByPerson(plan, access.personId, said),
    mayInvite,
    mayManage: can(access.standing, 'managePeopleOfOwnSide'),
    invitations: records.map((record) => {
      const last = lasts.find((each) => each.stakeholderId === record.stakeholderId);
      const mayKnow = last !== undefined && mayKnowOfMail(access, last, lasts);
      const may = { mayInvite, mayReadLetters, mayKnow };
      return shown(record, last, may);
    }),
  };
}

function inTouchByPerson(plan: Plan, reader: string, said: ReadonlyMap<string, Said>) {
  const today = dayOf(new Date(), plan.zone);
  return Object.fromEntries(
    plan.people
      .filter((p) => p.enteredOn !== null || p.side === 'seller')
      .map((p) => [
        p.id,
        inTouchWords(
          inTouchOf(plan, p.personId, said.get(p.personId)?.said ?? null),
          today,
          p.personId === reader ? 'you' : 'them',
          said.get(p.personId),
        ),
      ]),
  );
}

type Last = Awaited<ReturnType<typeof listLastLetters>>[number];

/** Each side knows of its own people; whoever wrote an address, while nobody else is there to be told. */
function mayKnowOfMail(
  { personId, side, layers, standing }: PlanAccess,
  about: Last,
  everybody: readonly Last[],
): boolean {
  if (about.personId === personId) return true;
  if (!can(standing, 'inviteToPlan') || !layers.includes(side)) return false;
  return about.side === side || !everybody.some((each) => each.side === about.side && each.entered);
}

/** Addresses and what went wrong are for whoever can do something about it. */
function shown(
  { stakeholderId, address, enteredAt, letter, sent, expired, stopped }: InvitationRecord,
  last: Last | undefined,
  { mayInvite, mayReadLetters, mayKnow }: { mayInvite: boolean; mayReadLetters: boolean; mayKnow: boolean },
): Invitation {
  const entered = enteredAt !== null;
  const mail =
    last && mayKnow ? mailTrouble(last.stop, last.state ? { ...last, state: last.state } : null) : null;
  return {
    stakeholderId,
    address: (mayInvite && !entered) || mail ? address : null,
    entered,
    letter: letter && {
      state: letter.state,
      time: letter.time,
      sendAfter: letter.sendAfter.toISOString(),
      error: mayInvite ? letter.error : null,
    },
    sentAt: sent?.at.toISOString() ?? null,
    readable: mayReadLetters && !entered ? (sent?.id ?? letter?.id ?? null) : null,
    expired,
    stopped,
    mail,
  };
}

export async function action({ request, context, params }: ActionFunctionArgs) {
  const access = await requirePlanAccess({ request, context }, params.planId, 'inviteToPlan');
  const body = await formOf(request);
  const intent = body.get('intent');
  if (intent === 'again' || intent === 'mail') return await sendAgain(access, body, context);
  if (intent === 'address') return await correctAddress(access, body, context);
  const taken = await takeInvitation(access, body, context);
  if (!taken.ok) return taken.answer;
  // Back to the form it was written in, where one is looking.
  const done = new URLSearchParams({ invited: taken.commandId, at: taken.side });
  throw redirect(`${paths.planPeople(access.planId)}?${done}#invite-${taken.side}`, 303);
}

async function sendAgain(access: PlanAccess, body: FormData, context: AppLoadContext): Promise<never> {
  const stakeholderId = z.uuid().safeParse(body.get('stakeholderId'));
  if (!stakeholderId.success)
    throw badRequest({ code: 'notAPerson', sentence: 'That is nobody on this plan. Nothing was sent.' });
  await requireNotTooOften('invite', context, access.personId);
  const what = body.get('intent') === 'mail' ? 'mail' : 'again';
  const again = await (what === 'mail' ? mailAgain : inviteAgain)(access, stakeholderId.data);
  if (!again.ok) throw conflict(again.error);
  throw redirect(`${paths.planPeople(access.planId)}?${what}=${stakeholderId.data}`, 303);
}

async function correctAddress(access: PlanAccess, body: FormData, context: AppLoadContext) {
  const found = await readPlanOnce(context, access);
  const taken = await takeCorrection(access, body, { context, people: found?.plan.people ?? [] });
  if (!taken.ok) return taken.answer;
  throw redirect(`${paths.planPeople(access.planId)}?corrected=${taken.commandId}`, 303);
}

const PeoplePage = await whenUsed<PeoplePageProps>(
  async () => (await import('./people-page.tsx')).PeoplePage,
);

export default function People() {
  const answered = useActionData<typeof action>() as PeoplePageProps['answered'];
  return <PeoplePage {...useLoaderData<typeof loader>()} answered={answered} from={useEditing().plan} />;
}
