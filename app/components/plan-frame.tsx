import { useLocation } from '@remix-run/react';
import type { ReactNode } from 'react';
import { isMeetingsShown } from '#app/domain/meetings.ts';
import { isTimelineShown } from '#app/domain/timeline/shown.ts';
import { yoursOf } from '#app/domain/yours.ts';
import * as paths from '#app/http/paths.ts';
import { useEditing } from '#app/live/editing.ts';
import { ButtonLink } from '#app/ui/button.tsx';
import { Tabs } from '#app/ui/tabs.tsx';
import { answerable } from './composer-words.ts';
import { Disclaimer } from './disclaimer.tsx';
import { Dock } from './dock.tsx';
import { WidePage } from './page-column.tsx';
import { PlanBar } from './plan-bar.tsx';
import styles from './plan-frame.module.css';
import { useReader } from './plan-reader.ts';
import { SampleNote } from './sample-note.tsx';

export type PlanPage =
  | 'yours'
  | 'plan'
  | 'ask'
  | 'people'
  | 'timeline'
  | 'meetings'
  | 'summary'
  | 'activity'
  | 'unsettled';

export interface PlanFrameProps {
  current: PlanPage;
  /** Across both columns, above the views. */
  header?: ReactNode;
  aside?: ReactNode;
  /** What is open over the page, as `WidePage` has it; on a phone the bar then leads back. */
  panel?: ReactNode;
  /** Where back leads from the panel. */
  panelBack?: { label: string; href: string };
  children: ReactNode;
}

/** What stands around every page of a plan: the bar, the views, and on a phone the dock. */
export function PlanFrame({ current, header, aside, panel, panelBack, children }: PlanFrameProps) {
  const { plan } = useEditing();
  const reader = useReader();
  const count = yoursOf(plan, reader.side, reader.stakeholderId, reader.pointPerson).toAnswer.length;
  const questions = answerable(plan, null, reader).length;
  const isBuyer = reader.side === 'buyer';
  const links = [
    ...(isBuyer
      ? [{ label: 'Yours', href: paths.plan(plan.id), page: 'yours' as const, sign: 'yours' as const }]
      : []),
    {
      label: isBuyer ? 'Whole plan' : 'Plan',
      href: isBuyer ? paths.planWhole(plan.id) : paths.plan(plan.id),
      page: 'plan' as const,
      sign: 'plan' as const,
    },
    { label: 'Ask', href: paths.planAsk(plan.id), page: 'ask' as const, sign: 'ask' as const },
    { label: 'People', href: paths.planPeople(plan.id), page: 'people' as const, sign: 'people' as const },
  ];
  return (
    <WidePage
      bar={
        <PlanBar
          crumbs={
            reader.hasOtherPlans
              ? [
                  { label: 'Plans', href: paths.plans() },
                  { label: isBuyer ? plan.sellerName : plan.goal.buyerName },
                ]
              : undefined
          }
          back={panel ? panelBack : undefined}
        >
          {reader.canEdit && <ButtonLink href={paths.planPeople(plan.id)}>Invite</ButtonLink>}
        </PlanBar>
      }
      header={header}
      aside={aside}
      panel={panel}
      dock={
        !panel && (
          <div className={styles.phone}>
            <Dock
              label="Plan"
              links={links.map(({ page, ...link }) => ({
                ...link,
                current: page === current,
                ...counted(page === 'yours' ? count : page === 'ask' ? questions : 0),
              }))}
            />
          </div>
        )
      }
      footer={<Disclaimer />}
    >
      <SampleNote />
      <div className={styles.desk}>
        <Tabs
          label="Views"
          items={[
            ...links.map((l) => ({ label: l.label, href: l.href, current: l.page === current })),
            ...(isTimelineShown(plan)
              ? [{ label: 'Timeline', href: paths.planTimeline(plan.id), current: current === 'timeline' }]
              : []),
            ...(isMeetingsShown(plan)
              ? [{ label: 'Meetings', href: paths.planMeetings(plan.id), current: current === 'meetings' }]
              : []),
            { label: 'Summary', href: paths.planSummary(plan.id), current: current === 'summary' },
            { label: 'Activity', href: paths.planActivity(plan.id), current: current === 'activity' },
          ]}
        />
      </div>
      {children}
    </WidePage>
  );
}

const counted = (count: number) =>
  count > 0 ? { count: { number: count, label: `${count} to answer` } } : {};

export const useHere = (): string => {
  const { pathname, search } = useLocation();
  return `${pathname}${search}`;
};
