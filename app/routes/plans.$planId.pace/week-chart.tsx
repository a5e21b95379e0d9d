import type { CSSProperties } from 'react';
import { bareDay } from '#app/domain/day.ts';
import type { Week } from '#app/domain/momentum.ts';
import styles from './pace.module.css';

/** A table that draws itself: black is finished, the outline what was due. */
export function WeekChart({ weeks }: { weeks: Week[] }) {
  const most = Math.max(1, ...weeks.flatMap(({ finished, due }) => [finished, due]));
  const share = (n: number) => ({ '--share': n / most }) as CSSProperties;
  return (
    <table className={styles.chart}>
      <thead>
        <tr>
          <th scope="col">Week of</th>
          <th scope="col">Finished</th>
          <th scope="col">Due</th>
          <td />
        </tr>
      </thead>
      <tbody>
        {weeks.map(({ from, finished, due }) => (
          <tr key={from}>
            <th scope="row">{bareDay(from)}</th>
            <td>{finished}</td>
            <td>{due}</td>
            <td aria-hidden="true" className={styles.bars}>
              <span className={styles.finished} style={share(finished)} />
              <span className={styles.due} style={share(due)} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
