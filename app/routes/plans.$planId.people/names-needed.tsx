import { PersonList } from '#app/components/person-list.tsx';
import { SectionHeading } from '#app/components/section-heading.tsx';
import { compareDays, type Day, shortDay } from '#app/domain/day.ts';
import { companies, isOpen, type Plan, type Side, type Step, sideName } from '#app/domain/plan.ts';
import { placeholderLabel } from '#app/domain/roles.ts';
import * as paths from '#app/http/paths.ts';
import { ButtonLink } from '#app/ui/button.tsx';
import { VisuallyHidden } from '#app/ui/visually-hidden.tsx';
import styles from './people.module.css';

interface Unnamed {
  side: Side;
  role: string;
  label: string;
  /** What waits for them, in order of its day. */
  steps: Step[];
}

/** Parts that steps wait for and nobody has, and the way to name somebody. */
export function NamesNeeded({
  plan,
  sides,
  mayName,
  here,
}: {
  plan: Plan;
  /** The reader's own side first. */
  sides: readonly Side[];
  mayName: (side: Side) => boolean;
  here: string;
}) {
  const unnamed = sides.flatMap((side) => unnamedOf(plan, side));
  if (unnamed.length === 0) return null;
  return (
    <section aria-labelledby="names-needed">
      <SectionHeading id="names-needed" aside={unnamed.length}>
        Name needed
      </SectionHeading>
      <PersonList>
        {unnamed.map(({ side, role, label, steps }) => (
          <li key={`${side} ${role}`} className={styles.unnamed}>
            <span className={styles.nobodyYet} aria-hidden="true" />
            <div>
              <b>{label}</b>
              <p className={styles.quiet}>
                <Waits plan={plan} steps={steps} />
              </p>
            </div>
            {mayName(side) ? (
              <ButtonLink size="s" href={`${here}?${new URLSearchParams({ side, role })}#invite-${side}`}>
                Name somebody<VisuallyHidden>: {label}</VisuallyHidden>
              </ButtonLink>
            ) : (
              <span className={styles.quiet}>{sideName(plan, side)} names somebody</span>
            )}
          </li>
        ))}
      </PersonList>
    </section>
  );
}

function Waits({ plan, steps }: { plan: Plan; steps: readonly Step[] }) {
  const [first] = steps;
  if (!first) return null;
  const rest = steps.length - 1;
  return (
    <>
      <a href={paths.planStep(plan.id, first.id)}>{first.title}</a>
      {first.dueDay && ` by ${shortDay(first.dueDay)}`}
      {rest > 0 && (rest === 1 ? ', and 1 more step' : `, and ${rest} more steps`)}
    </>
  );
}

export function unnamedOf(plan: Plan, side: Side): Unnamed[] {
  const byRole = new Map<string, Step[]>();
  for (const step of plan.steps.filter(isOpen))
    for (const owner of step.owners)
      if (owner.side === side && owner.stakeholderId === null && owner.role)
        byRole.set(owner.role, [...(byRole.get(owner.role) ?? []), step]);
  return [...byRole].map(([role, steps]) => ({
    side,
    role,
    label: placeholderLabel(role, companies(plan, side)),
    steps: steps.sort(byDay),
  }));
}

const byDay = (a: Step, b: Step): number => {
  const [one, other]: (Day | null)[] = [a.dueDay, b.dueDay];
  if (one && other) return compareDays(one, other);
  return one ? -1 : other ? 1 : 0;
};
