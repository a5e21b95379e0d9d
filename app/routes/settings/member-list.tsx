import { PersonItem, PersonList } from '#app/components/person-list.tsx';
import { SectionHeading } from '#app/components/section-heading.tsx';
import { dayOf, shortDay } from '#app/domain/day.ts';
import { initials } from '#app/domain/initials.ts';
import { type MemberStanding, standingWords } from '#app/domain/workspace.ts';
import * as paths from '#app/http/paths.ts';
import { Notice } from '#app/ui/notice.tsx';
import type { SettingsAnswer } from './actions.server.ts';
import { MemberControls } from './member-controls.tsx';
import styles from './settings.module.css';
import type { ShownMember } from './shown-member.ts';

export interface MemberListProps {
  members: readonly ShownMember[];
  you: { id: string; zone: string };
  company: string;
  mayManage: boolean;
  grantable: readonly MemberStanding[];
  /** What the last form about one of them was answered. */
  refused: SettingsAnswer | undefined;
  now: string;
}

/** Everybody of the company who reads its plans, and what each may do. */
export function MemberList({ members, you, company, mayManage, grantable, refused, now }: MemberListProps) {
  const today = dayOf(now, you.zone);
  return (
    <section aria-labelledby="members">
      <SectionHeading id="members" aside={members.length}>
        Members
      </SectionHeading>
      <PersonList>
        {members.map((member) => {
          const self = member.personId === you.id;
          const answer = refused?.personId === member.personId ? refused : undefined;
          return (
            <PersonItem
              key={member.personId}
              initials={initials(member.name)}
              side="seller"
              name={member.name}
              you={self}
              part={member.address}
              note={standingWords[member.standing]}
            >
              {!member.entered && (
                <p className={styles.quiet}>
                  Invited {shortDay(dayOf(member.invitedAt, you.zone), today)}, and not here yet.
                </p>
              )}
              {answer && <Refused answer={answer} />}
              {(mayManage || self) && (
                <MemberControls
                  member={member}
                  self={self}
                  company={company}
                  mayManage={mayManage}
                  grantable={grantable}
                />
              )}
            </PersonItem>
          );
        })}
      </PersonList>
    </section>
  );
}

function Refused({ answer: { sentence, plans } }: { answer: SettingsAnswer }) {
  return (
    <Notice tone="bad" announce title={sentence}>
      {plans && (
        <ul className={styles.plans}>
          {plans.map(({ planId, name }) => (
            <li key={planId}>
              <a href={paths.planPeople(planId)}>{name}</a>
            </li>
          ))}
        </ul>
      )}
    </Notice>
  );
}
