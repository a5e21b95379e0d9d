import type { ReactNode } from 'react';
import { Avatar } from '#app/components/avatar.tsx';
import { type Day, shortDay } from '#app/domain/day.ts';
import { initials } from '#app/domain/initials.ts';
import { companies, type Plan, type Side } from '#app/domain/plan.ts';
import { capital, listed } from '#app/domain/plan-words.ts';
import { placeholderLabel, roleLabel } from '#app/domain/roles.ts';
import { useEditing } from '#app/live/editing.ts';
import styles from './share.module.css';
import type { Whom } from './whom.ts';

export interface LettersProps {
  whom: Whom;
  /** When the two chasers would go. */
  chasers: readonly Day[];
  shared: Plan;
}

/** Who gets which letter, and when; nobody who is not named here gets any. */
export function Letters({ whom, chasers, shared }: LettersProps) {
  const { plan, today } = useEditing();
  const [second, third] = chasers;
  const own = plan.people.filter((p) => p.side === 'seller');
  const unnamed = rolesWithoutName(shared, whom.role);
  const { buyerName } = plan.goal;
  return (
    <section aria-labelledby="letters" className={styles.box}>
      <h2 id="letters" className={styles.title}>
        Which letters go, and to whom
      </h2>
      <Person
        name={whom.name || 'Whoever you invite'}
        isNamed={whom.name !== ''}
        side="buyer"
        part={roleLabel(whom.role, companies(plan, 'buyer'))}
      >
        <ol className={styles.when}>
          <li>
            <b>Now</b> the invitation, within a minute or two.
          </li>
          {second && third && (
            <li>
              <b>{shortDay(second, today)}</b> and <b>{shortDay(third, today)}</b> a reminder, only while they
              have not come in. Then none.
            </li>
          )}
          <li>
            <b>Once they are in</b> what is asked of them or becomes theirs to do, answers to what they asked,
            and milestones. What happens close together is one letter.
          </li>
        </ol>
      </Person>
      {own.length > 0 && (
        <Person
          name={listed(own.map((p) => p.name))}
          side="seller"
          part={own.length === 1 ? roleLabel(own[0]?.role ?? '', companies(plan, 'seller')) : undefined}
        >
          <p>Answers from {buyerName}, milestones, and what becomes theirs to do. Nothing now.</p>
        </Person>
      )}
      {unnamed.length > 0 && (
        <Person name={capital(listed(unnamed))} side="none" part="name needed">
          <p>No letter: nobody is named yet. Their steps wait for a name.</p>
        </Person>
      )}
      <p className={styles.quiet}>Each letter says why it came, and stops with one press.</p>
    </section>
  );
}

function Person({
  name,
  isNamed = true,
  side,
  part,
  children,
}: {
  name: string;
  isNamed?: boolean;
  side: Side | 'none';
  part?: string;
  children: ReactNode;
}) {
  return (
    <div className={styles.person}>
      <Avatar initials={isNamed && side !== 'none' ? initials(name) : ''} side={side} size="s" />
      <div>
        <p>
          <b>{name}</b>
          {part && <span className={styles.part}>, {part}</span>}
        </p>
        {children}
      </div>
    </div>
  );
}

/** "Acme legal", "Acme finance": whose steps wait for somebody. */
function rolesWithoutName(plan: Plan, taken: string): string[] {
  const roles = plan.steps.flatMap((s) =>
    s.owners.flatMap((o) =>
      o.side === 'buyer' && o.stakeholderId === null && o.role && o.role !== taken ? [o.role] : [],
    ),
  );
  return [...new Set(roles)].map((role) => placeholderLabel(role, companies(plan, 'buyer')));
}
