import { useId } from 'react';
import { flagY, type Layout } from '#app/domain/timeline/layout.ts';
import type { Stretch } from '#app/domain/timeline/ticks.ts';
import styles from './ground.module.css';

/** Behind the bars: the days off, the calendar, and the lines of today and of the live day. */
export function Ground({ layout }: { layout: Layout }) {
  const { daysOff, ticks, flags, head, height, width } = layout;
  // A page may draw it twice, once for paper.
  const id = useId().replaceAll(':', '');
  const tall = (stretches: readonly Stretch[]) =>
    stretches
      .map(({ x, width }) => `M${round(x)} ${head}h${round(width)}V${height}h${round(-width)}z`)
      .join('');
  return (
    <svg aria-hidden="true" className={styles.ground}>
      <defs>
        <pattern id={`${id}off-seller`} width="6" height="6" patternUnits="userSpaceOnUse">
          <path d="M0 6 6 0" className={styles.hatchSeller} />
        </pattern>
        <pattern id={`${id}off-buyer`} width="6" height="6" patternUnits="userSpaceOnUse">
          <path d="M0 0 6 6" className={styles.hatchBuyer} />
        </pattern>
      </defs>
      {daysOff.both.length > 0 && <path d={tall(daysOff.both)} className={styles.off} />}
      {daysOff.seller.length > 0 && <path d={tall(daysOff.seller)} fill={`url(#${id}off-seller)`} />}
      {daysOff.buyer.length > 0 && <path d={tall(daysOff.buyer)} fill={`url(#${id}off-buyer)`} />}
      <path
        d={ticks.map(({ x }) => `M${round(x)} ${head - 18}V${height}`).join('')}
        className={styles.tick}
      />
      <path d={`M0 ${head}H${width}`} className={styles.tick} />
      {ticks.map(({ x, label }) => (
        <text key={x} x={round(x + 4)} y={head - 11} className={styles.tickLabel}>
          {label}
        </text>
      ))}
      {flags.map((flag) => (
        <path
          key={flag.kind}
          d={`M${round(flag.x)} ${head - 24 - 17 * flag.lane}V${height}`}
          className={styles[`line-${flag.kind}`]}
        />
      ))}
    </svg>
  );
}

/** Over the bars, so that their words are never crossed. */
export const Flags = ({ layout }: { layout: Layout }) => (
  <>
    {layout.flags.map((flag) => (
      <text
        key={flag.kind}
        x={round(flag.from)}
        y={flagY(layout, flag)}
        className={styles[`flag-${flag.kind}`]}
      >
        {flag.label}
      </text>
    ))}
  </>
);

/** Whole hundredths are finer than any screen, and shorter. */
export const round = (px: number): number => Math.round(px * 100) / 100;
