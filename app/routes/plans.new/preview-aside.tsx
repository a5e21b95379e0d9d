import { PlanLineMini } from '#app/components/plan-line-mini.tsx';
import { AsideSection } from '#app/components/section-heading.tsx';
import { classNames } from '#app/ui/class-names.ts';
import { Disclosure } from '#app/ui/disclosure.tsx';
import type { Preview } from './days-preview.ts';
import styles from './new-plan.module.css';

/** The days a plan would have, before it is opened. */
export function PreviewAside({ preview }: { preview: Preview }) {
  return (
    <AsideSection id="preview" title="The days">
      <div role="status" className={styles.preview}>
        <p className={preview.kind === 'laidOut' && preview.short ? styles.short : undefined}>
          {preview.sentence}
        </p>
        {preview.kind === 'laidOut' && preview.note && <p>{preview.note}</p>}
      </div>
      {preview.kind === 'laidOut' && (
        <>
          <div className={styles.line}>
            <PlanLineMini
              items={preview.milestones.map(({ name, x }) => ({ id: name, x, dashed: true }))}
              now={0}
              late={preview.short}
              ariaLabel={`The line: ${preview.milestones.map((m) => `${m.name}, ${m.day}.`).join(' ')}`}
            />
          </div>
          <ol className={styles.milestones}>
            {preview.milestones.map((milestone) => (
              <li key={milestone.name}>
                <div className={styles.milestone}>
                  <b>{milestone.name}</b>
                  <time dateTime={milestone.iso} className={classNames(milestone.late && styles.late)}>
                    {milestone.day}
                  </time>
                </div>
              </li>
            ))}
          </ol>
          <Disclosure summary="Every step">
            <ol className={styles.steps}>
              {preview.milestones.flatMap((milestone) =>
                milestone.steps.map((step) => (
                  <li key={`${milestone.name} ${step.title}`}>
                    <span>{step.title}</span>
                    <span className={classNames(styles.day, step.late && styles.late)}>{step.day}</span>
                  </li>
                )),
              )}
            </ol>
          </Disclosure>
        </>
      )}
    </AsideSection>
  );
}
