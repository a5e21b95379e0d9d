import { LayerTag } from '#app/components/layer-tag.tsx';
import { type Day, shortDay } from '#app/domain/day.ts';
import { sideName } from '#app/domain/plan.ts';
import { chipOf, ownersLabel } from '#app/domain/plan-words.ts';
import type { Bar, Timeline } from '#app/domain/timeline/timeline.ts';
import { dayWords, groupLabel, standingWords, waitsWords } from '#app/domain/timeline/timeline-words.ts';
import * as paths from '#app/http/paths.ts';
import { useEditing } from '#app/live/editing.ts';
import styles from './as-table.module.css';

/** All that is drawn, in words and rows. */
export function AsTable({ timeline: { groups, today } }: { timeline: Timeline }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: on a phone it is wider than the screen, and keys must move it.
    <section className={styles.frame} aria-label="The steps as a table" tabIndex={0}>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">Step</th>
            <th scope="col">Who</th>
            <th scope="col">From</th>
            <th scope="col">Day</th>
            <th scope="col">On today’s pace</th>
            <th scope="col">Besides</th>
          </tr>
        </thead>
        {groups.map((group) => (
          <tbody key={group.id}>
            <tr>
              <th scope="rowgroup" colSpan={6}>
                {groupLabel(group, today)}
              </th>
            </tr>
            {group.bars.map((bar) => (
              <BarRow key={bar.step.id} bar={bar} />
            ))}
          </tbody>
        ))}
      </table>
    </section>
  );
}

function BarRow({ bar }: { bar: Bar }) {
  const { plan, today } = useEditing();
  const { step } = bar;
  const standing = standingWords(bar);
  const besides = [
    chipOf(plan, step, today)?.label,
    waitsWords(plan, bar),
    bar.isDecisive && 'Sets the pace',
  ];
  return (
    <tr>
      <th scope="row">
        <a href={paths.planStep(plan.id, step.id)}>{step.title}</a>{' '}
        {bar.isPrivate && step.layer !== 'shared' && (
          <LayerTag side={step.layer} company={sideName(plan, step.layer)} />
        )}
      </th>
      <td>{step.owners.length > 0 ? ownersLabel(plan, step) : 'Nobody named'}</td>
      <td>{step.status === 'skipped' || bar.isGuess ? '' : shortDay(bar.start, today)}</td>
      <td>
        {dayWords(bar, today)}
        {standing && `, ${standing}`}
      </td>
      <td>{paceWords(bar, today)}</td>
      <td>
        {besides
          .filter(Boolean)
          .map((words) => `${words}.`)
          .join(' ')}
      </td>
    </tr>
  );
}

function paceWords({ step, isGuess, end, pace }: Bar, today: Day): string {
  if (step.status === 'done' || step.status === 'skipped') return '';
  const day = isGuess ? end : pace;
  return day ? shortDay(day, today) : 'Holds';
}
