import type { Side, StepType } from '#app/domain/plan.ts';
import { classNames } from '#app/ui/class-names.ts';
import { VisuallyHidden } from '#app/ui/visually-hidden.tsx';
import styles from './node.module.css';

export type NodeKind = StepType | 'milestone';
/** `dashed`: no name or no answer yet. `outline`: later, nobody is asked. */
export type NodeState = 'open' | 'done' | 'skipped' | 'late' | 'outline' | 'dashed' | 'now';

export interface NodeProps {
  kind: NodeKind;
  state: NodeState;
  /** Lies in this side's private layer. */
  only?: Side;
  size?: 's' | 'm' | 'l';
  /** Read aloud. */
  label?: string;
}

/** A place on the line: dot = task or meeting, square = approval, diamond = milestone, ring with a dot = now. */
export function Node({ kind, state, only, size = 'm', label }: NodeProps) {
  return (
    <span
      className={classNames(
        styles.node,
        styles[kind],
        styles[state],
        styles[size],
        only && styles[`only-${only}`],
      )}
    >
      {label && <VisuallyHidden>{label}</VisuallyHidden>}
    </span>
  );
}
