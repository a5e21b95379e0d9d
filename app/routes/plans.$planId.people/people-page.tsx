import { useSearchParams } from '@remix-run/react';
import { useMay } from '#app/components/may.ts';
import { PlanFrame } from '#app/components/plan-frame.tsx';
import { useReader } from '#app/components/plan-reader.ts';
import { AsideSection } from '#app/components/section-heading.tsx';
import { TabTitle } from '#app/components/tab-title.tsx';
import { isDraft, otherSide, type Side, sideName } from '#app/domain/plan.ts';
import type { FormAnswer } from '#app/http/forms.ts';
import * as paths from '#app/http/paths.ts';
import { useEditing } from '#app/live/editing.ts';
import { Disclosure } from '#app/ui/disclosure.tsx';
import { Notice } from '#app/ui/notice.tsx';
import { DomainLimit } from './domain-limit.tsx';
import { domainSentence } from './domain-words.ts';
import type { Invitation } from './invitation-words.ts';
import { InviteForm, invitationWritten } from './invite-form.tsx';
import { NamesNeeded } from './names-needed.tsx';
import styles from './people.module.css';
import { PeopleList } from './people-list.tsx';
import { privacySentence } from './privacy-words.ts';
import type { Manager } from './rights.ts';
import { roleOptions } from './role-options.ts';
import { SharePreview } from './share-preview.tsx';
import type { Sharing } from './sharing-words.ts';

export interface PeoplePageProps {
  invitations: Invitation[];
  /** By person, how letters reach them. */
  inTouch: Readonly<Record<string, string>>;
  mayInvite: boolean;
  mayManage: boolean;
  /** What inviting a buyer would share; null once it is. */
  sharing: Sharing | null;
  /** The answer to an invitation for one side, or to a form about one person. */
  answered: { side: Side; answer: FormAnswer } | { about: string; answer: FormAnswer } | undefined;
}

/** Who is here for either side, what each may do, and how somebody else is let in. */
export function PeoplePage({
  inTouch,
  invitations,
  mayInvite,
  mayManage,
  sharing,
  answered,
}: PeoplePageProps) {
  const { plan, today } = useEditing();
  const reader = useReader();
  const [search] = useSearchParams();
  const here = paths.planPeople(plan.id);
  const may = useMay({ pointPerson: mayManage });
  const letIn = mayInvite && !reader.sealed;
  const looksAfter = mayManage && !reader.sealed ? reader.side : null;
  const manager: Manager = { personId: reader.personId, mayInvite: letIn, looksAfter, may };
  // Asked for by "Name somebody".
  const named = { side: search.get('side'), role: search.get('role') ?? undefined };
  const mayName = (side: Side) => letIn && (side === 'buyer' || reader.side === 'seller');
  const sides = [reader.side, otherSide(reader.side)];
  const done = answered ? undefined : (search.get('invited') ?? undefined);
  // The form it was written in; none when that was on another page.
  const doneAt = search.get('at');
  const again = plan.people.find((p) => p.id === search.get('again'));
  const mailAgain = plan.people.find((p) => p.id === search.get('mail'));
  const answeredSide = answered && 'side' in answered ? answered.side : undefined;
  const answerTo = (side: Side) => (answeredSide === side ? answered?.answer : undefined);
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
      done={doneAt === side ? done : undefined}
      primary={primary}
    />
  );
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
              open={
                answeredSide === 'seller' ||
                named.side === 'seller' ||
                (done !== undefined && doneAt === 'seller')
              }
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
      <TabTitle>People</TabTitle>
      <div className={styles.page}>
        {done && !doneAt && (
          <Notice tone="ok" announce>
            {invitationWritten}
          </Notice>
        )}
        {again && (
          <Notice tone="ok" announce>
            {again.name} gets a new letter with a fresh link. The old link has ended.
          </Notice>
        )}
        {search.get('corrected') && !answered && (
          <Notice tone="ok" announce>
            The invitation goes to the new address. The old link has ended.
          </Notice>
        )}
        {mailAgain && (
          <Notice tone="ok" announce>
            Letters go to {mailAgain.name} again, from the next one on.
          </Notice>
        )}
        {sides.map((side) => (
          <PeopleList
            key={side}
            plan={plan}
            side={side}
            manager={manager}
            invitations={invitations}
            inTouch={inTouch}
            answered={answered && 'about' in answered ? answered : undefined}
            today={today}
            here={here}
          />
        ))}
        <NamesNeeded plan={plan} sides={sides} mayName={mayName} here={here} />
        <p className={styles.quiet}>{privacySentence(plan, reader.side)}</p>
        <p className={styles.quiet}>
          <a href={paths.planLetters(plan.id)}>Letters, as they were sent</a>
        </p>
      </div>
    </PlanFrame>
  );
}
