import { shortDay } from '#app/domain/day.ts';
import { initials } from '#app/domain/initials.ts';
import { findPerson, type Step } from '#app/domain/plan.ts';
import { chipOf, ownersLabel } from '#app/domain/plan-words.ts';
import { useEditing } from '#app/live/editing.ts';
import { AvatarStack } from './avatar-stack.tsx';
import styles from './owners-line.module.css';

/** Whose a step is and by when, in a line beneath its name. */
export function OwnersLine({ step }: { step: Step }) {
  const { plan, today } = useEditing();
  const chip = chipOf(plan, step, today);
  return (
    <span className={styles.line}>
      <AvatarStack
        size="s"
        people={step.owners.map(({ id, side, stakeholderId }) => {
          const person = findPerson(plan, stakeholderId);
          return { id, side: person ? side : 'none', initials: initials(person?.name ?? '') };
        })}
      />
      <span>
        {ownersLabel(plan, step) || 'Nobody yet'}
        {step.dueDay ? `, by ${shortDay(step.dueDay, today)}` : ', no day yet'}
        {chip && `. ${chip.label}`}
      </span>
    </span>
  );
}
