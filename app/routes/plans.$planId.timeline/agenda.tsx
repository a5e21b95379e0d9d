import { DayText } from '#app/components/day-text.tsx';
import { Node, type NodeState } from '#app/components/node.tsx';
import { SectionHeading } from '#app/components/section-heading.tsx';
import { type Day, shortDay } from '#app/domain/day.ts';
import { sideName } from '#app/domain/plan.ts';
import { ownersLabel } from '#app/domain/plan-words.ts';
import { type AgendaEntry, agendaOf } from '#app/domain/timeline/agenda.ts';
import type { Bar, Group, Timeline } from '#app/domain/timeline/timeline.ts';
import { groupName, standingWords, waitsWords } from '#app/domain/timeline/timeline-words.ts';
import * as paths from '#app/http/paths.ts';
import { useEditing } from '#app/live/editing.ts';
import { classNames } from '#app/ui/class-names.ts';
import styles from './agenda.module.css';

/** The same on a phone: the line runs down the page, one day below the other. */
export function Agenda({ timeline }: { timeline: Timeline }) {
  const { months, withoutDay } = agendaOf(timeline);
  return (
    <>
      {months.map(({ name, entries }) => (
        <section key={name} aria-labelledby={idOf(name)}>
          <SectionHeading id={idOf(name)}>{name}</SectionHeading>
          <ol className={styles.line}>
            {entries.map((entry) => (
              <Entry key={keyOf(entry)} entry={entry} timeline={timeline} />
            ))}
          </ol>
        </section>
      ))}
      {withoutDay.length > 0 && (
        <section aria-labelledby="agenda-none">
          <SectionHeading id="agenda-none">No day yet</SectionHeading>
          <ol className={styles.line}>
            {withoutDay.map((bar) => (
              <StepEntry key={bar.step.id} bar={bar} />
            ))}
          </ol>
        </section>
      )}
    </>
  );
}

const idOf = (month: string): string => `agenda-${month.replace(' ', '-')}`;

const keyOf = (entry: AgendaEntry): string =>
  entry.kind === 'step' ? entry.bar.step.id : entry.kind === 'milestone' ? entry.group.id : entry.kind;

function Entry({ entry, timeline: { live } }: { entry: AgendaEntry; timeline: Timeline }) {
  switch (entry.kind) {
    case 'step':
      return <StepEntry bar={entry.bar} />;
    case 'milestone':
      return <StoneEntry group={entry.group} day={entry.day} />;
    case 'today':
      return (
        <li className={classNames(styles.entry, styles.mark)}>
          <Node kind="task" state="now" />
          <b>Today, {shortDay(entry.day)}</b>
        </li>
      );
    case 'live':
      return (
        <li className={classNames(styles.entry, styles.mark)}>
          <Node kind="milestone" state={live?.isDashed ? 'dashed' : 'open'} />
          <b>Live day</b>
          <When day={entry.day} pace={live?.pace ?? null} />
        </li>
      );
  }
}

function StoneEntry({ group, day }: { group: Group; day: Day }) {
  const state = group.isReached ? 'done' : group.isDashed ? 'dashed' : 'open';
  return (
    <li className={classNames(styles.entry, styles.mark)}>
      <Node kind="milestone" state={state} />
      <b>
        {groupName(group)}
        {group.isReached && <span className={styles.quiet}> reached</span>}
      </b>
      <When day={day} pace={group.pace} />
    </li>
  );
}

function StepEntry({ bar }: { bar: Bar }) {
  const { plan } = useEditing();
  const { step, look, isPrivate } = bar;
  const side = isPrivate && step.layer !== 'shared' ? step.layer : undefined;
  const more = [
    step.owners.length > 0 ? ownersLabel(plan, step) : null,
    side ? `only ${sideName(plan, side)}` : standingOf(bar),
    bar.isDecisive ? 'sets the pace' : null,
    waitsWords(plan, bar)?.replace('Waits', 'waits') ?? null,
  ].filter(Boolean);
  return (
    <li className={classNames(styles.entry, side && styles[`only-${side}`])}>
      <Node kind={step.type} state={look satisfies NodeState} only={side} label={stateLabels[look]} />
      <span className={styles.words}>
        <a href={paths.planStep(plan.id, step.id)}>{step.title}</a>
        <span className={styles.quiet}>{more.join(', ')}</span>
      </span>
      {!bar.isGuess && <When day={bar.end} pace={bar.pace} isLate={look === 'late'} />}
    </li>
  );
}

/** That it is agreed, or that its day has passed, is seen by the day itself. */
function standingOf(bar: Bar): string | null {
  const standing = standingWords(bar);
  return standing === 'agreed' || bar.look === 'late' ? null : standing;
}

const stateLabels: Record<Bar['look'], string | undefined> = {
  done: 'Done',
  skipped: 'Skipped',
  late: 'Its day has passed',
  open: undefined,
  outline: undefined,
  dashed: undefined,
};

/** The month above says the year. */
function When({ day, pace, isLate }: { day: Day; pace: Day | null; isLate?: boolean }) {
  return (
    <span className={styles.when}>
      <DayText day={shortDay(day)} iso={day} late={isLate} pace={pace ? shortDay(pace) : undefined} />
    </span>
  );
}
