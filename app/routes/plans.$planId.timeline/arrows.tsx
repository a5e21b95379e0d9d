import type { Arrow } from '#app/domain/timeline/arrows.ts';
import styles from './arrows.module.css';
import { round } from './chart-ground.tsx';

/** All of a kind in one path each: a plan may have hundreds. */
export function Arrows({ arrows }: { arrows: readonly Arrow[] }) {
  const decisive = arrows.filter((arrow) => arrow.isDecisive);
  const others = arrows.filter((arrow) => !arrow.isDecisive);
  return (
    <svg aria-hidden="true" className={styles.arrows}>
      <Paths arrows={others} />
      <g className={styles.decisive}>
        <Paths arrows={decisive} />
      </g>
    </svg>
  );
}

function Paths({ arrows }: { arrows: readonly Arrow[] }) {
  if (arrows.length === 0) return null;
  return (
    <>
      <path d={arrows.map(wayOf).join('')} className={styles.way} />
      <path d={arrows.map(headOf).join('')} className={styles.head} />
    </>
  );
}

const wayOf = ({ points }: Arrow): string =>
  points.map(([x, y], at) => `${at === 0 ? 'M' : 'L'}${round(x)} ${round(y)}`).join('');

function headOf({ points }: Arrow): string {
  const [x, y] = points.at(-1)!;
  return `M${round(x)} ${round(y)}l-6-3.5v7z`;
}
