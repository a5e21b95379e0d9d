import { OpenLink, useIsOpen } from '#app/components/opened.tsx';
import { useReader } from '#app/components/plan-reader.ts';
import { seen } from '#app/components/seen.ts';
import { goalIsTheBuyers } from '#app/domain/goal.ts';
import { isDraft } from '#app/domain/plan.ts';
import { bothNames, firstName, nameOf } from '#app/domain/plan-words.ts';
import { useEditing } from '#app/live/editing.ts';
import { EditIcon } from '#app/ui/icons.tsx';
import { VisuallyHidden } from '#app/ui/visually-hidden.tsx';
import styles from './goal-title.module.css';
import { NameForm, nameFormOf } from './name-form.tsx';

export const goalKey = 'goal';
const args = { field: 'objective' };

/** Whose plan this is, and whose words the goal is in so far. */
export function GoalOver() {
  const { plan } = useEditing();
  const notes = plan.confirmed || isDraft(plan) ? '' : `, ${notesOf(plan)}`;
  return (
    <>
      {bothNames(plan)}
      {notes}
    </>
  );
}

/** "Maya's notes": nobody at the buyer has confirmed them yet. */
export const notesOf = (plan: Parameters<typeof nameOf>[0]): string =>
  `${firstName(nameOf(plan, plan.notedBy))}'s notes`;

/** What the buyer wants, as the page's title, unless a step beside it is the page; changed where it stands. */
export function GoalTitle({ isPageTitle }: { isPageTitle: boolean }) {
  const { plan } = useEditing();
  const reader = useReader();
  const isOpen = useIsOpen(goalKey, nameFormOf('changeGoal', args));
  const Title = isPageTitle ? 'h1' : 'p';
  const { objective, buyerName } = plan.goal;
  const question = `What does ${buyerName} want?`;
  if (isOpen && reader.canEdit)
    return (
      <div className={styles.form}>
        <Title>
          <VisuallyHidden>{objective || question}</VisuallyHidden>
        </Title>
        <NameForm
          what={goalKey}
          type="changeGoal"
          args={args}
          base={seen(plan, 'objective')}
          field="value"
          label={question}
          hint={
            reader.side === 'seller' && goalIsTheBuyers(plan)
              ? `${buyerName} has confirmed the goal, so other words are a suggestion they answer.`
              : undefined
          }
          value={objective}
          button={reader.side === 'seller' && goalIsTheBuyers(plan) ? 'Suggest it' : 'Save'}
          long="sentence"
        />
      </div>
    );
  if (!reader.canEdit) return <Title className={styles.title}>{objective || question}</Title>;
  return (
    <Title className={styles.title}>
      {objective || question}{' '}
      <OpenLink
        what={goalKey}
        label={objective ? 'Change the goal' : 'Write down the goal'}
        className={styles.edit}
      >
        <EditIcon size={17} aria-hidden="true" />
      </OpenLink>
    </Title>
  );
}
