import { type CSSProperties, useRef } from 'react';
import { type Layout, rowHeight } from '#app/domain/timeline/layout.ts';
import type { Bar, Timeline } from '#app/domain/timeline/timeline.ts';
import { Arrows } from './arrows.tsx';
import { barAfterKey } from './bar-keys.ts';
import styles from './chart.module.css';
import { Flags, Ground } from './chart-ground.tsx';
import { Row } from './chart-row.tsx';
import { Names } from './names.tsx';
import { printZoom } from './print-zoom.ts';

/** In rem, so that a larger default font counts for what is drawn as for what is written. */
const rem = (px: number): string => `${px / 16}rem`;

/** The names, which stay, and beside them the days, which may be wider than the screen. */
export function Chart({ timeline, layout }: { timeline: Timeline; layout: Layout }) {
  const { width, height, head } = layout;
  const svg = useRef<SVGSVGElement>(null);
  const sizes = {
    '--row': rem(rowHeight),
    '--head': rem(head),
    '--zoom': printZoom(layout),
  } as CSSProperties;
  return (
    <div className={styles.chart} style={sizes}>
      <Names layout={layout} />
      {/* biome-ignore lint/a11y/useSemanticElements: a drawing is no set of fields. */}
      <svg
        ref={svg}
        className={styles.days}
        viewBox={`0 0 ${width} ${height}`}
        style={{ width: rem(width), height: rem(height) }}
        role="group"
        aria-label="The steps by day"
        onKeyDown={(event) => {
          const next = svg.current && barAfterKey(svg.current, event, barsOf(timeline));
          if (!next) return;
          event.preventDefault();
          next.focus();
          next.scrollIntoView({ block: 'nearest', inline: 'nearest' });
        }}
      >
        <Ground layout={layout} />
        {layout.rows.map((row) => (
          <Row key={row.kind === 'bar' ? row.bar.step.id : row.group.id} row={row} layout={layout} />
        ))}
        <Arrows arrows={layout.arrows} />
        <Flags layout={layout} />
      </svg>
    </div>
  );
}

const barsOf = ({ groups }: Timeline): Bar[] => groups.flatMap(({ bars }) => bars);
