import { useSearchParams } from '@remix-run/react';
import { useMemo } from 'react';
import { useReader } from '#app/components/plan-reader.ts';
import { PrintButton } from '#app/components/print-button.tsx';
import { shortDay } from '#app/domain/day.ts';
import { sideName } from '#app/domain/plan.ts';
import { calendarsOf } from '#app/domain/plan-calendar.ts';
import { bothNames, liveSentence } from '#app/domain/plan-words.ts';
import { sharedView } from '#app/domain/shared-view.ts';
import { type Scale, scaleFor } from '#app/domain/timeline/frame.ts';
import { layOutTimeline } from '#app/domain/timeline/layout.ts';
import { type Timeline, timelineOf } from '#app/domain/timeline/timeline.ts';
import * as paths from '#app/http/paths.ts';
import { useEditing } from '#app/live/editing.ts';
import { FilterLinks } from '#app/ui/filter-links.tsx';
import { Agenda } from './agenda.tsx';
import { AsTable } from './as-table.tsx';
import { Chart } from './chart.tsx';
import { Legend } from './legend.tsx';
import styles from './timeline.module.css';

type View = Scale | 'table';

/** The timeline as the address asks for it: by weeks, by months or as a table. */
export function TimelinePart() {
  const { plan, today } = useEditing();
  const { side } = useReader();
  const timeline = useMemo(() => timelineOf(plan, calendarsOf(plan), today, side), [plan, today, side]);
  const [params] = useSearchParams();
  const view = viewOf(params, timeline);
  const own = privateBars(timeline);
  // A sheet is handed around: what is only ours is on it when somebody asks for that.
  const isOnPaper = params.get('print') === 'own';
  const paper = useMemo(
    () => (own > 0 && !isOnPaper ? timelineOf(sharedView(plan), calendarsOf(plan), today, side) : null),
    [plan, today, side, own, isOnPaper],
  );
  return (
    <div className={styles.page}>
      <div className={styles.paper}>
        <b>{bothNames(plan)}</b> {plan.goal.objective}
      </div>
      <div className={styles.top}>
        <p>
          <b>{liveSentence(plan, today)}</b>
          {timeline.live?.pace && (
            <span className={styles.pace}> On today’s pace {shortDay(timeline.live.pace, today)}.</span>
          )}
        </p>
        <Views planId={plan.id} current={view} />
      </div>
      {timeline.leftOut && <p className={styles.note}>{timeline.leftOut}</p>}
      {own > 0 && <OnPaper own={own} isOnPaper={isOnPaper} params={params} />}
      <div className={paper ? styles.onScreen : undefined}>
        <Shown timeline={timeline} view={view} />
      </div>
      {paper && (
        <div className={styles.onPaper}>
          <Shown timeline={paper} view={view} />
        </div>
      )}
    </div>
  );
}

const Shown = ({ timeline, view }: { timeline: Timeline; view: View }) =>
  view === 'table' ? <AsTable timeline={timeline} /> : <Drawn timeline={timeline} scale={view} />;

const privateBars = ({ groups }: Timeline): number =>
  groups.flatMap(({ bars }) => bars).filter(({ isPrivate }) => isPrivate).length;

/** What a print leaves out, and the way to have it too. */
function OnPaper({ own, isOnPaper, params }: { own: number; isOnPaper: boolean; params: URLSearchParams }) {
  const { plan } = useEditing();
  const { side } = useReader();
  const to = new URLSearchParams(params);
  if (isOnPaper) to.delete('print');
  else to.set('print', 'own');
  const only = `Only ${sideName(plan, side)}`;
  const steps = own === 1 ? `the step marked “${only}”` : `the ${own} steps marked “${only}”`;
  return (
    <p className={`${styles.note} ${styles.print}`} data-print="no">
      A print {isOnPaper ? 'shows' : 'leaves out'} {steps}.{' '}
      <a href={`${paths.planTimeline(plan.id)}?${to}`}>{isOnPaper ? 'Leave out' : 'Print too'}</a>
    </p>
  );
}

/** A phone has the agenda in place of the drawing, by its width alone. */
function Drawn({ timeline, scale }: { timeline: Timeline; scale: Scale }) {
  const layout = useMemo(() => layOutTimeline(timeline, scale), [timeline, scale]);
  return (
    <>
      <div className={styles.wide}>
        <Chart timeline={timeline} layout={layout} />
        <Legend timeline={timeline} layout={layout} />
      </div>
      <div className={styles.narrow}>
        <Agenda timeline={timeline} />
      </div>
    </>
  );
}

function Views({ planId, current }: { planId: string; current: View }) {
  const to = (query: Record<string, string>) => `${paths.planTimeline(planId)}?${new URLSearchParams(query)}`;
  return (
    <div className={styles.views} data-view={current === 'table' ? 'table' : 'drawn'} data-print="no">
      <FilterLinks
        label="How it is shown"
        items={[
          { label: 'Weeks', href: to({ scale: 'weeks' }), current: current === 'weeks' },
          { label: 'Months', href: to({ scale: 'months' }), current: current === 'months' },
          { label: 'As a table', href: to({ as: 'table' }), current: current === 'table' },
        ]}
      />
      <div className={styles.print}>
        <PrintButton />
      </div>
    </div>
  );
}

function viewOf(params: URLSearchParams, timeline: Timeline): View {
  if (params.get('as') === 'table') return 'table';
  const scale = params.get('scale');
  return scale === 'weeks' || scale === 'months' ? scale : scaleFor(timeline);
}
