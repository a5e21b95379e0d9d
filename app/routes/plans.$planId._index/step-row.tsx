import type { ReactNode } from 'react';
import { Avatar, type AvatarPerson } from '#app/components/avatar.tsx';
import { AvatarStack } from '#app/components/avatar-stack.tsx';
import { PaceText } from '#app/components/day-text.tsx';
import { LayerTag } from '#app/components/layer-tag.tsx';
import { Node, type NodeState } from '#app/components/node.tsx';
import { StatusChip, type StatusTone } from '#app/components/status-chip.tsx';
import type { Side, StepType } from '#app/domain/plan.ts';
import { classNames } from '#app/ui/class-names.ts';
import { VisuallyHidden } from '#app/ui/visually-hidden.tsx';
import styles from './rail.module.css';

export interface StepRowProps {
  id?: string;
  name: string;
  href?: string;
  type: StepType;
  state: Exclude<NodeState, 'now'>;
  /** Nobody: one face with side `none`. */
  owners?: readonly (AvatarPerson & { id: string })[];
  /** "Maya Klein", "Both sides", "Acme security". */
  ownerName?: string;
  /** "26 Nov" */
  day?: string;
  iso?: string;
  /** "2 Dec", where today's pace is later. */
  pace?: string;
  chip?: { tone: StatusTone; label: string };
  /** In a private layer; takes the chip's place when there is none. */
  only?: { side: Side; company: string };
  /** Open beside the plan. */
  current?: boolean;
  /** The last of the whole line. */
  last?: boolean;
  /** In the node's place: the node as something to press. */
  tick?: ReactNode;
  /** Around who and when: what opens them for editing. */
  cell?: (which: 'owner' | 'day', words: ReactNode) => ReactNode;
  /** In place of title, who and when: their fields. */
  editor?: ReactNode;
  /** Beneath the row: an open offer and its answers, a reason. */
  offer?: ReactNode;
  /** At the end: a menu. The list needs `withActions`. */
  actions?: ReactNode;
}

const stateWords: Partial<Record<NodeState, string>> = {
  done: 'Done: ',
  skipped: 'Skipped: ',
  outline: 'In outline: ',
};

/** One step on the line. */
export function StepRow(props: StepRowProps) {
  const { id, type, state, only, editor } = props;
  return (
    <li
      id={id}
      className={classNames(
        styles.row,
        styles[state],
        (editor != null || props.offer != null) && styles.raised,
        editor != null && styles.edited,
        props.current && styles.current,
        props.last && styles.last,
      )}
    >
      <span className={styles.node}>
        {props.tick ?? <Node kind={type} state={state} only={only?.side} />}
      </span>
      {editor ?? <RowWords {...props} />}
      {props.actions && <div className={styles.actions}>{props.actions}</div>}
      {props.offer && <div className={styles.below}>{props.offer}</div>}
    </li>
  );
}

function RowWords(props: StepRowProps) {
  const { name, href, type, state, owners = [], ownerName, day, iso, pace, chip, only, current } = props;
  const { cell = (_which, words) => words } = props;
  const [owner] = owners;
  const aloud = `${stateWords[state] ?? ''}${type === 'approval' ? 'approval, ' : ''}`;
  return (
    <>
      <div className={styles.title}>
        {aloud && <VisuallyHidden>{aloud}</VisuallyHidden>}
        {href ? (
          <a href={href} data-title="" aria-current={current || undefined}>
            {name}
          </a>
        ) : (
          <span>{name}</span>
        )}
      </div>
      <div className={styles.facts}>
        <div className={styles.who}>
          {cell(
            'owner',
            <>
              {owners.length > 1 ? (
                <AvatarStack people={owners} size="s" />
              ) : (
                owner && <Avatar initials={owner.initials} side={owner.side} size="s" />
              )}
              {ownerName}
            </>,
          )}
        </div>
        <div className={styles.due}>{cell('day', day && <time dateTime={iso}>{day}</time>)}</div>
        <div className={styles.pace}>{pace && <PaceText pace={pace} />}</div>
        <div className={styles.chip}>{chip ? <StatusChip {...chip} /> : only && <LayerTag {...only} />}</div>
      </div>
    </>
  );
}
