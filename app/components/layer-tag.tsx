import type { ReactNode } from 'react';
import { type Layer, type Side, sideName } from '#app/domain/plan.ts';
import { useEditing } from '#app/live/editing.ts';
import { classNames } from '#app/ui/class-names.ts';
import styles from './layer-tag.module.css';

/** "Only Acme": this never leaves that side. */
export const LayerTag = ({ side, company }: { side: Side; company: string }) => (
  <span className={classNames(styles.tag, styles[side])}>Only {company}</span>
);

/** Words about something, and beneath them its tag where only one side has it. */
export function Tagged({ thing: { layer }, children }: { thing: { layer: Layer }; children: ReactNode }) {
  const { plan } = useEditing();
  if (layer === 'shared') return <>{children}</>;
  return (
    <>
      {children}
      <span className={styles.beneath}>
        <LayerTag side={layer} company={sideName(plan, layer)} />
      </span>
    </>
  );
}
