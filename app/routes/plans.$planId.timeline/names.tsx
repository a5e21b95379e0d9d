import { DayText } from '#app/components/day-text.tsx';
import { Node } from '#app/components/node.tsx';
import { bareDay } from '#app/domain/day.ts';
import { sideName } from '#app/domain/plan.ts';
import type { Layout } from '#app/domain/timeline/layout.ts';
import type { Bar, Group } from '#app/domain/timeline/timeline.ts';
import { groupName } from '#app/domain/timeline/timeline-words.ts';
import * as paths from '#app/http/paths.ts';
import { useEditing } from '#app/live/editing.ts';
import { classNames } from '#app/ui/class-names.ts';
import styles from './names.module.css';
import { SideSign } from './side-sign.tsx';

/** What stands at the left of the rows. Read aloud and reached by keys are the bars, which say all of this. */
export function Names({ layout }: { layout: Layout }) {
  return (
    <div className={styles.names} aria-hidden="true">
      {layout.rows.map((row) =>
        row.kind === 'group' ? (
          <GroupName key={row.group.id} group={row.group} />
        ) : (
          <BarName key={row.bar.step.id} bar={row.bar} />
        ),
      )}
    </div>
  );
}

function GroupName({ group }: { group: Group }) {
  const state = group.isReached ? 'done' : group.isDashed ? 'dashed' : 'open';
  return (
    <div className={classNames(styles.name, styles.stone)}>
      <Node kind="milestone" state={state} size="s" />
      <b className={styles.title}>{groupName(group)}</b>
      {group.day && (
        <span className={styles.when}>
          <DayText day={bareDay(group.day)} pace={group.pace ? bareDay(group.pace) : undefined} />
        </span>
      )}
    </div>
  );
}

function BarName({ bar }: { bar: Bar }) {
  const { plan } = useEditing();
  const { step, look, pace } = bar;
  return (
    <a
      tabIndex={-1}
      href={paths.planStep(plan.id, step.id)}
      className={classNames(styles.name, styles[look], bar.isPrivate && styles[`only-${step.layer}`])}
    >
      <SideSign side={bar.side} />
      <span className={styles.title}>{step.title}</span>
      {bar.isPrivate && step.layer !== 'shared' && (
        <span className={styles.only}>Only {sideName(plan, step.layer)}</span>
      )}
      <span className={styles.when}>
        {bar.isGuess ? (
          'No day'
        ) : (
          <DayText day={bareDay(bar.end)} late={look === 'late'} pace={pace ? bareDay(pace) : undefined} />
        )}
      </span>
    </a>
  );
}
