import { CommandForm } from '#app/components/command-form.tsx';
import { PersonItem, PersonList } from '#app/components/person-list.tsx';
import { SectionHeading } from '#app/components/section-heading.tsx';
import { promiseSentence } from '#app/domain/calendars.ts';
import type { Day } from '#app/domain/day.ts';
import { initials } from '#app/domain/initials.ts';
import { companies, type Plan, type Side, type Stakeholder, sideName } from '#app/domain/plan.ts';
import { firstName } from '#app/domain/plan-words.ts';
import { roleLabel } from '#app/domain/roles.ts';
import type { FormAnswer } from '#app/http/forms.ts';
import * as paths from '#app/http/paths.ts';
import { Button } from '#app/ui/button.tsx';
import { classNames } from '#app/ui/class-names.ts';
import { VisuallyHidden } from '#app/ui/visually-hidden.tsx';
import { type Invitation, standingOf } from './invitation-words.ts';
import { CorrectAddress, MailAgain } from './mail-controls.tsx';
import styles from './people.module.css';
import { PersonControls, Removal, SendAgain } from './person-controls.tsx';
import { type Manager, rightsOver } from './rights.ts';

export interface PeopleListProps {
  plan: Plan;
  side: Side;
  manager: Manager;
  invitations: readonly Invitation[];
  /** By person, how letters reach them. */
  inTouch: Readonly<Record<string, string>>;
  /** The answer to the form about one person. */
  answered: { about: string; answer: FormAnswer } | undefined;
  today: Day;
  here: string;
}

/** The people of one side, each with their part, how their invitation stands and what may be done about it. */
export function PeopleList({ plan, side, ...rest }: PeopleListProps) {
  const people = plan.people.filter((p) => p.side === side);
  const id = `people-${side}`;
  const promise = promiseSentence(plan, side);
  return (
    <section aria-labelledby={id}>
      <SectionHeading id={id} aside={people.length}>
        {sideName(plan, side)}
      </SectionHeading>
      {promise && <p className={styles.quiet}>{promise}</p>}
      {people.length === 0 ? (
        <p className={styles.nobody}>Nobody at {sideName(plan, side)} is on this plan yet.</p>
      ) : (
        <PersonList>
          {people.map((person) => (
            <Person key={person.id} plan={plan} person={person} {...rest} />
          ))}
        </PersonList>
      )}
    </section>
  );
}

interface PersonProps extends Omit<PeopleListProps, 'side'> {
  person: Stakeholder;
}

function Person({ plan, person, manager, invitations, inTouch, answered, today, here }: PersonProps) {
  const invitation = invitations.find((i) => i.stakeholderId === person.id);
  const standing = standingOf(person, invitation, { today, zone: plan.zone, notedBy: plan.notedBy });
  const rights = rightsOver(person, manager);
  const stop = invitation?.mail?.kind;
  const again = rights.again && stop !== 'complained';
  return (
    <PersonItem
      initials={initials(person.name)}
      side={person.side}
      name={person.name}
      you={rights.self}
      part={partOf(plan, person)}
      note={
        standing.sentence && (
          <span className={classNames(styles.standing, styles[standing.tone])}>{standing.sentence}</span>
        )
      }
    >
      {invitation?.address && (
        <p className={styles.quiet}>
          {invitation.address}. {standing.advice}{' '}
          {invitation.readable && (
            <a href={paths.letter(invitation.readable)}>Read the letter in the mailbox</a>
          )}
        </p>
      )}
      {inTouch[person.id] && (
        <p className={styles.quiet}>
          {rights.self ? 'You get' : `${firstName(person.name)} gets`} {inTouch[person.id]}.
          {rights.self && (
            <>
              {' '}
              <a href={paths.planInTouch(plan.id)}>Change how we keep in touch</a>
            </>
          )}
        </p>
      )}
      {rights.mailAgain(stop) && person.enteredOn && <MailAgain person={person} self={rights.self} />}
      {(again || (rights.remove && !person.enteredOn)) && (
        <div className={styles.pending}>
          {again && <SendAgain person={person} />}
          {again && rights.remove && (
            <CorrectAddress
              person={person}
              answer={answered?.about === person.id ? answered.answer : undefined}
            />
          )}
          {rights.remove && !person.enteredOn && <Removal {...{ plan, person, rights, here }} />}
        </div>
      )}
      {!person.admitted && (
        <Waiting plan={plan} person={person} admit={rights.admit} self={rights.self} here={here} />
      )}
      {rights.changeRole && <PersonControls plan={plan} person={person} rights={rights} here={here} />}
    </PersonItem>
  );
}

/** Somebody the other side named: they see shared things only until their own side says yes. */
function Waiting({
  plan,
  person,
  admit,
  self,
  here,
}: {
  plan: Plan;
  person: Stakeholder;
  admit: boolean;
  self: boolean;
  here: string;
}) {
  const company = sideName(plan, person.side);
  return (
    <div className={styles.waitingRow}>
      <p className={styles.quiet}>
        {self
          ? `You read what is for both sides, and change nothing yet. Who leads this at ${company} has to let you in first.`
          : `${firstName(person.name)} reads what is for both sides, changes nothing, and sees nothing marked Only ${company} until who leads this at ${company} says yes.`}
      </p>
      {admit && (
        <CommandForm
          type="admitStakeholder"
          name={`admit-${person.id}`}
          args={{ stakeholderId: person.id }}
          back={here}
        >
          <Button size="s">
            Let {firstName(person.name)} in<VisuallyHidden> at {company}</VisuallyHidden>
          </Button>
        </CommandForm>
      )}
    </div>
  );
}

function partOf(plan: Plan, person: Stakeholder): string {
  const at = companies(plan, person.side);
  const part = roleLabel(person.role, at);
  const leads = `leads this at ${sideName(plan, person.side)}`;
  return person.pointPerson && part !== leads ? `${part}, ${leads}` : part;
}
