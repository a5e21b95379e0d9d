import type { ReactNode } from 'react';
import { classNames } from '#app/ui/class-names.ts';
import { Node } from './node.tsx';
import { PlanLine } from './plan-line.tsx';
import { StandingWords } from './standing-words.tsx';
import styles from './summary-sheet.module.css';
import type { CasePart, Summary } from './summary-words.ts';

export interface SummarySheetProps {
  summary: Summary;
  /** A part of the case where it can be written; read only, one that is empty is left out. */
  writeCase?: (part: CasePart) => ReactNode;
}

/** A plan on a page: on a screen, on a phone and on paper. */
export function SummarySheet({ summary, writeCase }: SummarySheetProps) {
  const { line, standing } = summary;
  return (
    <div className={styles.sheet}>
      <header className={styles.top}>
        <p className={styles.over}>
          {summary.companies}, as of {summary.asOf}
        </p>
        <h1>{summary.objective || 'What this is for is not written down yet'}</h1>
        {line && (
          <div className={styles.line}>
            <PlanLine {...line} />
          </div>
        )}
        <p className={styles.stands}>
          <b>{summary.live}</b>
          {standing && (
            <>
              {' '}
              <StandingWords standing={standing} />
            </>
          )}
          {summary.waiting && <> {summary.waiting}</>}
        </p>
        {summary.unconfirmed && <p className={styles.notes}>{summary.unconfirmed}</p>}
      </header>
      {summary.whyNow && (
        <Part id="why" title="Why now">
          <p className={styles.words}>{summary.whyNow}</p>
        </Part>
      )}
      <Measures measures={summary.measures} />
      <Case parts={summary.case} write={writeCase} />
      <div className={styles.pair}>
        <Milestones milestones={summary.milestones} />
        <Next next={summary.next} more={summary.more} />
      </div>
    </div>
  );
}

function Part({
  id,
  title,
  className,
  children,
}: {
  id: string;
  title: string;
  className?: string;
  children: ReactNode;
}) {
  return (
    <section aria-labelledby={`summary-${id}`} className={classNames(styles.part, className)}>
      <h2 id={`summary-${id}`}>{title}</h2>
      {children}
    </section>
  );
}

function Measures({ measures }: Pick<Summary, 'measures'>) {
  if (measures.length === 0) return null;
  return (
    <Part id="measures" title="What it should change">
      <table className={styles.measures}>
        <thead>
          <tr>
            <th scope="col">Measure</th>
            <th scope="col">Now</th>
            <th scope="col">Wanted</th>
            <th scope="col">Measured by</th>
          </tr>
        </thead>
        <tbody>
          {measures.map(({ name, now, wanted, measuredBy }) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              <td data-label="Now">{now || '–'}</td>
              <td data-label="Wanted">
                <b>{wanted || '–'}</b>
              </td>
              <td data-label="Measured by">{measuredBy || '–'}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Part>
  );
}

function Case({ parts, write }: { parts: Summary['case']; write: SummarySheetProps['writeCase'] }) {
  const shown = write ? parts : parts.filter(({ text }) => text.trim() !== '');
  if (shown.length === 0) return null;
  const isEmpty = shown.every(({ text }) => text.trim() === '');
  return (
    <Part id="case" title="The case" className={isEmpty ? styles.unwritten : undefined}>
      <div className={styles.case}>
        {shown.map((part) => (
          <div
            key={part.field}
            className={classNames(styles.casePart, !part.text.trim() && styles.unwritten)}
          >
            <h3>{part.label}</h3>
            {write ? write(part) : <p className={styles.words}>{part.text}</p>}
          </div>
        ))}
      </div>
    </Part>
  );
}

function Milestones({ milestones }: Pick<Summary, 'milestones'>) {
  if (milestones.length === 0) return null;
  return (
    <Part id="milestones" title="Milestones">
      <ul className={styles.rows}>
        {milestones.map(({ name, when, state }, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a list that is only read
          <li key={at}>
            <Node
              kind="milestone"
              state={state === 'reached' ? 'done' : state === 'agreed' ? 'open' : 'dashed'}
            />
            <span className={styles.name}>{name}</span>
            <span className={styles.when}>{when}</span>
          </li>
        ))}
      </ul>
    </Part>
  );
}

function Next({ next, more }: Pick<Summary, 'next' | 'more'>) {
  if (next.length === 0) return null;
  return (
    <Part id="next" title="What is asked of whom next">
      <ul className={styles.rows}>
        {next.map(({ what, who, by }, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a list that is only read
          <li key={at}>
            <span className={styles.name}>
              {what}
              <span className={styles.who}>{who}</span>
            </span>
            <span className={styles.when}>{by}</span>
          </li>
        ))}
      </ul>
      {more && <p className={styles.more}>{more}</p>}
    </Part>
  );
}
