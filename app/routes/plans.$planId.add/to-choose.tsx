import { SectionHeading } from '#app/components/section-heading.tsx';
import * as paths from '#app/http/paths.ts';
import { useEditing } from '#app/live/editing.ts';
import { Notice } from '#app/ui/notice.tsx';
import styles from './add.module.css';

interface Offered {
  id: string;
  name: string;
  description: string;
  steps: number;
  lead: number;
}

export interface ToChooseProps {
  tracks: Offered[];
  steps: Offered[];
  /** Something was chosen, and the plan has no day to count it from. */
  isDayless: boolean;
}

export function ToChoose({ tracks, steps, isDayless }: ToChooseProps) {
  return (
    <div className={styles.page}>
      {isDayless && (
        <Notice tone="warn">
          This plan has no day to count back from. Set the live day first, or give a step its day.
        </Notice>
      )}
      <section aria-labelledby="tracks">
        <SectionHeading id="tracks">Several steps, one behind the other</SectionHeading>
        <List of={tracks} />
      </section>
      <section aria-labelledby="single">
        <SectionHeading id="single">One step</SectionHeading>
        <List of={steps} />
      </section>
    </div>
  );
}

function List({ of }: { of: Offered[] }) {
  const { plan } = useEditing();
  return (
    <ul className={styles.choices}>
      {of.map(({ id, name, description, steps, lead }) => (
        <li key={id}>
          <a href={paths.planAdd(plan.id, id)} aria-describedby={`about-${id}`}>
            {name}
          </a>
          <p id={`about-${id}`}>
            {description} {steps > 1 ? `${steps} steps, ` : ''}
            {lead === 1 ? '1 working day' : `${lead} working days`}.
          </p>
        </li>
      ))}
    </ul>
  );
}
