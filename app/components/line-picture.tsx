import type { CSSProperties } from 'react';
import styles from './line-picture.module.css';
import { Node, type NodeKind, type NodeState } from './node.tsx';

export type LinePictureKind = 'nothingNext' | 'empty' | 'allDone' | 'paused';

const places: Record<LinePictureKind, readonly [number, NodeKind, NodeState][]> = {
  nothingNext: [
    [0.08, 'milestone', 'done'],
    [0.92, 'milestone', 'open'],
  ],
  empty: [
    [0.04, 'task', 'open'],
    [0.96, 'milestone', 'open'],
  ],
  allDone: [
    [0.08, 'milestone', 'done'],
    [0.38, 'task', 'done'],
    [0.66, 'task', 'done'],
    [0.92, 'milestone', 'open'],
  ],
  paused: [
    [0.08, 'milestone', 'done'],
    [0.92, 'milestone', 'open'],
  ],
};

/** The line in a small drawing above an empty state's sentence. */
export function LinePicture({ kind }: { kind: LinePictureKind }) {
  return (
    <div className={styles.picture} data-kind={kind} aria-hidden="true">
      {places[kind].map(([x, shape, state]) => (
        <span key={x} className={styles.place} style={{ '--x': x } as CSSProperties}>
          <Node kind={shape} state={state} />
        </span>
      ))}
      {kind === 'nothingNext' && <span className={styles.gap} />}
      {kind === 'paused' && <span className={styles.pause} />}
    </div>
  );
}
