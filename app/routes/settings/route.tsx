import {
  type ActionFunctionArgs,
  data,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from '@remix-run/node';
import { useActionData, useLoaderData, useSearchParams } from '@remix-run/react';
import { requireMember } from '#app/auth/plan-access.server.ts';
import { PageHeading } from '#app/components/page-heading.tsx';
import { SectionHeading } from '#app/components/section-heading.tsx';
import { WorkspaceFrame } from '#app/components/workspace-frame.tsx';
import { can } from '#app/domain/policy.ts';
import { grantableBy, type Member } from '#app/domain/workspace.ts';
import { type Env, env } from '#app/env.server.ts';
import { formOf } from '#app/http/forms.ts';
import * as paths from '#app/http/paths.ts';
import { leaving } from '#app/mail/test-words.ts';
import { Notice } from '#app/ui/notice.tsx';
import { db } from '#db/client.server.ts';
import { listMembers } from '#db/members.server.ts';
import { act, type SettingsAnswer } from './actions.server.ts';
import { InviteMemberForm } from './invite-member-form.tsx';
import { MarkForm } from './mark-form.tsx';
import { MemberList } from './member-list.tsx';
import { NameForm } from './name-form.tsx';
import styles from './settings.module.css';
import type { ShownMember } from './shown-member.ts';
import { TestLetterForm } from './test-letter-form.tsx';

export const meta: MetaFunction = () => [{ title: 'Settings · Throughline' }];

/** Members read who is in and what the company is called; owners and admins change it. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  const access = await requireMember({ request, context }, 'readWorkspace');
  const members = await listMembers(db, access.workspaceId);
  const { person } = access.session;
  return {
    name: access.name,
    mark: access.mark,
    person: { id: person.id, name: person.name, zone: person.zone, isMember: true },
    mayManage: can(access.standing, 'manageWorkspace'),
    letters: can(access.standing, 'manageWorkspace') ? lettersOf(env()) : null,
    grantable: grantableBy(access.standing),
    members: members.map(shown),
    now: new Date().toISOString(),
  };
}

const lettersOf = ({ mailTransport, MAIL_FROM }: Env) => ({
  leaving: leaving(mailTransport, MAIL_FROM),
  maySend: mailTransport !== 'mailbox',
});

/** Addresses are colleagues' own, so every member reads them. */
const shown = ({ invitedAt, enteredAt, ...member }: Member): ShownMember => ({
  ...member,
  invitedAt: new Date(invitedAt).toISOString(),
  entered: enteredAt !== null,
});

export async function action({ request, context }: ActionFunctionArgs) {
  // Each act asks for more than this itself: leaving is in every member's hand.
  const access = await requireMember({ request, context }, 'readWorkspace');
  const done = await act(access, await formOf(request), context);
  if (done.kind === 'done') throw redirect(done.goTo, 303);
  return data<SettingsAnswer>(done.answer, { status: done.status });
}

export default function Settings() {
  const { name, mark, person, mayManage, letters, grantable, members, now } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>() as SettingsAnswer | undefined;
  const [search] = useSearchParams();
  const done = answer ? null : doneWords(search, members);
  const answerTo = (form: SettingsAnswer['form']) => (answer?.form === form ? answer : undefined);
  return (
    <WorkspaceFrame
      brand={name}
      mark={mark}
      person={person}
      current="settings"
      header={
        <PageHeading
          title="Settings"
          lead={mayManage ? undefined : `An owner or an admin of ${name} changes these. You can read them.`}
        />
      }
    >
      <div className={styles.page}>
        {done && (
          <Notice tone="ok" announce>
            {done}
          </Notice>
        )}
        {mayManage && (
          <>
            <NameForm name={name} answer={answerTo('name')?.fields} />
            <MarkForm mark={mark} sentence={answerTo('mark')?.sentence} />
          </>
        )}
        <MemberList
          members={members}
          you={person}
          company={name}
          mayManage={mayManage}
          grantable={grantable}
          refused={answerTo('member')}
          now={now}
        />
        {mayManage && (
          <InviteMemberForm
            key={members.length}
            company={name}
            grantable={grantable}
            answer={answerTo('invite')?.fields}
          />
        )}
        <section aria-labelledby="templates">
          <SectionHeading id="templates">Templates</SectionHeading>
          <p className={styles.quiet}>
            What new plans begin with. <a href={paths.templates()}>See and change them</a>
          </p>
        </section>
        <section aria-labelledby="stages">
          <SectionHeading id="stages">Stages</SectionHeading>
          <p className={styles.quiet}>
            What {name} calls how far a plan has come, for its members only.{' '}
            <a href={paths.stages()}>{mayManage ? 'See and change them' : 'See them'}</a>
          </p>
        </section>
        {letters && <TestLetterForm {...letters} answer={testedBy(answerTo('test-letter'))} />}
      </div>
    </WorkspaceFrame>
  );
}

const testedBy = (answer: SettingsAnswer | undefined) =>
  answer?.sentence ? { taken: answer.taken ?? false, sentence: answer.sentence } : undefined;

/** What a form that was sent has done, told on the page it came back to. */
function doneWords(search: URLSearchParams, members: readonly ShownMember[]): string | null {
  const who = members.find((m) => m.personId === search.get('who'))?.name ?? 'They';
  switch (search.get('done')) {
    case 'name':
      return 'Saved. Both sides read the new name on every plan.';
    case 'mark':
      return 'Saved. The mark stands at the top of every page.';
    case 'unmarked':
      return 'The mark is removed. The line stands there again.';
    case 'invited':
      return `${who} is a member. The letter leaves within a minute or two.`;
    case 'again':
      return `${who} gets a new letter. The link of the old one leads to the same page.`;
    case 'standing':
      return `Saved. It holds for ${who} from now on.`;
    case 'removed':
      return 'They are out, on every device. Steps of theirs need a name again.';
    default:
      return null;
  }
}
