import { useSearchParams } from '@remix-run/react';
import type { ReactNode } from 'react';
import { ApprovalSection } from '#app/components/approval-section.tsx';
import { Node } from '#app/components/node.tsx';
import { OpenedProvider } from '#app/components/opened.tsx';
import { useHere } from '#app/components/plan-frame.tsx';
import { useReader } from '#app/components/plan-reader.ts';
import { StepInputs } from '#app/components/step-inputs.tsx';
import { StepLinks } from '#app/components/step-links.tsx';
import { Thread } from '#app/components/thread.tsx';
import { whoseStep } from '#app/components/who-words.ts';
import { findMilestone, isForBoth } from '#app/domain/plan.ts';
import { lookOf } from '#app/domain/plan-words.ts';
import * as paths from '#app/http/paths.ts';
import { useEditing } from '#app/live/editing.ts';
import { IfSlips } from './if-slips.tsx';
import { StepDays } from './step-days.tsx';
import { StepMeeting } from './step-meeting.tsx';
import { StepMore } from './step-more.tsx';
import { StepOrder } from './step-order.tsx';
import { StepOwners } from './step-owners.tsx';
import styles from './step-panel.module.css';
import { StepPast } from './step-past.tsx';
import type { StepPanelProps, StepSectionProps } from './step-section.ts';
import { StepText } from './step-text.tsx';
import { StepTurn } from './step-turn.tsx';

/** Everything about one step, for whoever may read it; what its reader may not do is not offered. */
export function StepPanel({ step, past }: StepPanelProps) {
  const { plan, today } = useEditing();
  const { side, stakeholderId } = useReader();
  const back = useHere();
  const milestone = findMilestone(plan, step.milestoneId);
  const section: StepSectionProps = { step, back };
  const [params] = useSearchParams();
  return (
    <OpenedProvider initial={params.get('open')} path={paths.planStep(plan.id, step.id)}>
      <article className={styles.panel}>
        <Where
          stepId={step.id}
          sign={
            <Node
              kind={step.type}
              state={lookOf(plan, step, today)}
              only={isForBoth(plan, step) ? undefined : side}
            />
          }
        >
          {[milestone?.name, whoseStep(plan, step, stakeholderId)].filter(Boolean).join(', ')}
        </Where>
        <StepText {...section} field="title" label="Name" />
        <StepDays step={step} />
        <StepTurn {...section} past={past} />
        <StepMeeting {...section} />
        {step.type === 'meeting' && (
          <StepText {...section} field="agenda" label="Agenda" empty="Nothing written yet." />
        )}
        <StepText {...section} field="ask" label="What is asked" empty="Nothing written yet." />
        <StepText {...section} field="doneWhen" label="Done when" empty="Nothing written yet." />
        {step.ifSlips && <IfSlips {...section} />}
        <StepOrder {...section} />
        <StepInputs {...section} />
        <StepLinks {...section} />
        <ApprovalSection step={step} />
        <Thread {...section}>
          <StepOwners {...section} />
          <StepPast past={past} />
          <StepMore {...section} />
        </Thread>
      </article>
    </OpenedProvider>
  );
}

const Where = ({ stepId, sign, children }: { stepId: string; sign: ReactNode; children: ReactNode }) => (
  <p className={styles.where} data-step={stepId}>
    {sign}
    {children}
  </p>
);
