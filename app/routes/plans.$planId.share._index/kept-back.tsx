import { useReader } from '#app/components/plan-reader.ts';
import { privateSentence } from '#app/components/private-words.ts';
import { figureWords } from '#app/domain/figure.ts';
import type { Plan } from '#app/domain/plan.ts';
import { useEditing } from '#app/live/editing.ts';
import styles from './share.module.css';

/** What stays with the seller's side when the plan is shared, by name. */
export function KeptBack({ shared }: { shared: Plan }) {
  const { plan } = useEditing();
  const reader = useReader();
  const stays = <Thing extends { id: string }>(all: readonly Thing[], seen: readonly { id: string }[]) =>
    all.filter(({ id }) => !seen.some((each) => each.id === id));
  const notes = stays(plan.comments, shared.comments).length;
  const things = [
    ...stays(plan.steps, shared.steps).map((s) => ({ id: s.id, name: s.title })),
    ...stays(plan.figures, shared.figures).map((f) => ({
      id: f.id,
      name: `${figureWords[f.kind]}: ${f.value}`,
    })),
    ...(notes > 0
      ? [
          {
            id: 'notes',
            name: notes === 1 ? 'What was written in the draft' : `${notes} things written in the draft`,
          },
        ]
      : []),
  ];
  return (
    <section aria-labelledby="kept" className={styles.kept}>
      <h2 id="kept" className={styles.title}>
        What stays only {plan.sellerName}
      </h2>
      {things.length === 0 ? (
        <p className={styles.quiet}>
          Nothing is kept back, and earlier wordings never leave {plan.sellerName}.
        </p>
      ) : (
        <ul className={styles.things}>
          {things.map(({ id, name }) => (
            <li key={id}>{name}</li>
          ))}
        </ul>
      )}
      <p className={styles.quiet}>{privateSentence(plan, reader)}</p>
    </section>
  );
}
