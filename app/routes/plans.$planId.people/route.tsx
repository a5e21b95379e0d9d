import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node';
import { useActionData, useLoaderData, useSearchParams } from '@remix-run/react';
import * as z from 'zod';
import { requirePlanAccess, requireSession } from '#app/auth/plan-access.server.ts';
import { inviteAgain } from '#app/commands/invite-to-plan.server.ts';
import { useMay } from '#app/components/may.ts';
import { PlanFrame } from '#app/components/plan-frame.tsx';
import { useReader } from '#app/components/plan-reader.ts';
import { AsideSection } from '#app/components/section-heading.tsx';
import { isDraft, otherSide, type Side, sideName } from '#app/domain/plan.ts';
import { can, type PlanAccess } from '#app/domain/policy.ts';
import { env } from '#app/env.server.ts';
import { type FormAnswer, formOf } from '#app/http/forms.ts';
import * as paths from '#app/http/paths.ts';
import { badRequest, conflict } from '#app/http/replies.ts';
import { useEditing } from '#app/live/editing.ts';
import { Disclosure } from '#app/ui/disclosure.tsx';
import { Notice } from '#app/ui/notice.tsx';
import { type InvitationRecord, listInvitations } from '#db/invitations.server.ts';
import { DomainLimit, domainSentence } from './domain-limit.tsx';
import type { Invitation } from './invitation-words.ts';
import { takeInvitation } from './invite.server.ts';
import { InviteForm } from './invite-form.tsx';
import { NamesNeeded } from './names-needed.tsx';
import styles from './people.module.css';
import { PeopleList } from './people-list.tsx';
import { privacySentence } from './privacy-words.ts';
import type { Manager } from './rights.ts';
import { roleOptions } from './role-options.ts';
import { SharePreview } from './share-preview.tsx';
import { sharingOf } from './sharing-words.ts';

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const access = await requirePlanAccess({ request, context }, params.planId, 'readPlan');
  const { level } = requireSession({ request, context });
  const mayInvite = can(access.standing, 'inviteToPlan');
  const isMember = can(access.standing, 'readPlansOfWorkspace') && level === 'signedIn';
  const { mailTransport, isLocal } = env();
  const mayReadLetters = isMember && isLocal && mailTransport === 'mailbox';
  const records = await listInvitations(access);
  return {
    mayInvite,
    mayManage: can(access.standing, 'managePeopleOfOwnSide'),
    invitations: records.map((record) => shown(record, { mayInvite, mayReadLetters })),
  };
}

/** Addresses and what went wrong are for whoever can do something about it. */
function shown(
  { stakeholderId, address, enteredAt, letter, sent, expired, stopped }: InvitationRecord,
  { mayInvite, mayReadLetters }: { mayInvite: boolean; mayReadLetters: boolean },
): Invitation {
  const entered = enteredAt !== null;
  return {
    stakeholderId,
    address: mayInvite && !entered ? address : null,
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
  };
}

export async function action({ request, context, params }: ActionFunctionArgs) {
  const access = await requirePlanAccess({ request, context }, params.planId, 'inviteToPlan');
  const body = await formOf(request);
  if (body.get('intent') === 'again') return await sendAgain(access, body);
  const taken = await takeInvitation(access, body);
  if (!taken.ok) return taken.answer;
  throw redirect(`${paths.planPeople(access.planId)}?invited=${taken.commandId}`, 303);
}

async function sendAgain(access: PlanAccess, body: FormData): Promise<never> {
  const stakeholderId = z.uuid().safeParse(body.get('stakeholderId'));
  if (!stakeholderId.success)
    throw badRequest({ code: 'notAPerson', sentence: 'That is nobody on this plan. Nothing was sent.' });
  const again = await inviteAgain(access, stakeholderId.data);
  if (!again.ok) throw conflict(again.error);
  throw redirect(`${paths.planPeople(access.planId)}?again=${stakeholderId.data}`, 303);
}

export default function People() {
  const { invitations, mayInvite, mayManage } = useLoaderData<typeof loader>();
  const answered = useActionData<typeof action>() as { side: Side; answer: FormAnswer } | undefined;
  const { plan, actor, today } = useEditing();
  const reader = useReader();
  const [search] = useSearchParams();
  const here = paths.planPeople(plan.id);
  const may = useMay({ pointPerson: mayManage });
  const letIn = mayInvite && !reader.sealed;
  const manager: Manager = { personId: reader.personId, mayInvite: letIn, may };
  // Asked for by "Name somebody".
  const named = { side: search.get('side'), role: search.get('role') ?? undefined };
  const mayName = (side: Side) => letIn && (side === 'buyer' || reader.side === 'seller');
  const sides = [reader.side, otherSide(reader.side)];
  const done = search.get('invited') ?? undefined;
  const again = plan.people.find((p) => p.id === search.get('again'));
  const answerTo = (side: Side) => (answered?.side === side ? answered.answer : undefined);
  const invite = (side: Side, primary: boolean) => (
    <InviteForm
      key={named.side === side ? named.role : undefined}
      side={side}
      roles={roleOptions(plan, side, named.side === side ? named.role : undefined)}
      role={named.side === side ? named.role : undefined}
      addressHint={
        side === 'buyer' ? (domainSentence(plan.domains.map((d) => d.name)) ?? undefined) : undefined
      }
      verb={side === 'buyer' && isDraft(plan) ? `Invite, and share with ${sideName(plan, side)}` : 'Invite'}
      answer={answerTo(side)}
      done={answered ? undefined : done}
      primary={primary}
    />
  );
  const sharing = isDraft(plan) ? sharingOf(plan, actor, today) : null;
  const forms = letIn && (
    <div className={styles.invite}>
      {reader.side === 'seller' ? (
        <>
          <AsideSection id="invite-buyer" title={`Invite somebody at ${sideName(plan, 'buyer')}`}>
            <div className={styles.inviting}>
              {sharing && (
                <SharePreview sharing={sharing} company={sideName(plan, 'buyer')} planId={plan.id} />
              )}
              {!sharing?.missing && invite('buyer', true)}
            </div>
          </AsideSection>
          <AsideSection id="invite-seller" title={`Your colleagues at ${plan.sellerName}`}>
            <Disclosure
              summary="Add a colleague"
              open={answered?.side === 'seller' || named.side === 'seller'}
            >
              {invite('seller', false)}
            </Disclosure>
          </AsideSection>
        </>
      ) : (
        <AsideSection id="invite-buyer" title={`Invite a colleague at ${sideName(plan, 'buyer')}`}>
          {invite('buyer', true)}
        </AsideSection>
      )}
      <DomainLimit mayManage={mayManage} may={may} here={here} />
    </div>
  );
  return (
    <PlanFrame current="people" aside={forms || undefined}>
      <h1 className={styles.unseen}>People</h1>
      <div className={styles.page}>
        {done && !answered && (
          <Notice tone="ok" announce>
            The invitation is written. The letter leaves within a minute or two.
          </Notice>
        )}
        {again && (
          <Notice tone="ok" announce>
            {again.name} gets a new letter with a fresh link. The old link has ended.
          </Notice>
        )}
        {sides.map((side) => (
          <PeopleList
            key={side}
            plan={plan}
            side={side}
            manager={manager}
            invitations={invitations}
            today={today}
            here={here}
          />
        ))}
        <NamesNeeded plan={plan} sides={sides} mayName={mayName} here={here} />
        <p className={styles.quiet}>{privacySentence(plan, reader.side)}</p>
      </div>
    </PlanFrame>
  );
}
