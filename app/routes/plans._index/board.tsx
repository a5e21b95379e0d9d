import { Avatar } from '#app/components/avatar.tsx';
import { AvatarStack } from '#app/components/avatar-stack.tsx';
import { PlanLineMini } from '#app/components/plan-line-mini.tsx';
import { StatusChip } from '#app/components/status-chip.tsx';
import * as paths from '#app/http/paths.ts';
import { classNames } from '#app/ui/class-names.ts';
import { VisuallyHidden } from '#app/ui/visually-hidden.tsx';
import styles from './board.module.css';
import type { BoardRow } from './board-row.ts';

const columns = ['Plan', 'The line', 'Next', 'Waiting for', 'Live day', 'Health', 'People'];

/** A row a plan on a desk, a card a plan on a phone. */
export function Board({ rows }: { rows: readonly BoardRow[] }) {
  return (
    <div className={styles.board}>
      <div className={styles.columns} aria-hidden="true">
        {columns.map((column) => (
          <span key={column}>{column}</span>
        ))}
      </div>
      <ol>
        {rows.map((row) => (
          <li key={row.id} id={`plan-${row.id}`} className={styles.row}>
            <Cells row={row} />
          </li>
        ))}
      </ol>
    </div>
  );
}

function Cells({ row }: { row: BoardRow }) {
  const { name, objective, stage, line, next, waiting, live, health, people } = row;
  return (
    <>
      <div className={styles.name}>
        <h2>
          <a href={paths.plan(row.id)}>{name}</a>
        </h2>
        <p>{objective}</p>
        {stage && <p>Stage: {stage}</p>}
      </div>
      <div className={styles.line}>
        <PlanLineMini
          items={line.items}
          now={line.now}
          stopped={next.tone === 'loud'}
          ariaLabel={`The line: ${line.aloud}`}
        />
      </div>
      <div className={classNames(styles.next, styles[next.tone])}>
        <p>
          <VisuallyHidden>Next: </VisuallyHidden>
          {next.title}
        </p>
        {next.note && <p>{next.note}</p>}
      </div>
      <div className={styles.waiting}>
        <Avatar {...waiting.face} />
        <div>
          <p>
            <VisuallyHidden>Waiting for </VisuallyHidden>
            {waiting.name}
          </p>
          {waiting.note && <p>{waiting.note}</p>}
        </div>
      </div>
      <div className={styles.live}>
        <p>
          <span className={styles.label}>Live </span>
          {live.iso ? <time dateTime={live.iso}>{live.day}</time> : live.day}
        </p>
        {live.note && <p>{live.note}</p>}
      </div>
      <div className={styles.health}>
        {health?.label && <StatusChip tone={health.status} label={health.label} />}
        {health && <p>{health.because}</p>}
      </div>
      <div className={styles.people}>
        <AvatarStack people={people.faces} size="s" label={`People: ${people.aloud}`} />
      </div>
    </>
  );
}
