import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { requirePlanAccess } from '#app/auth/plan-access.server.ts';
import { readPlanOnce } from '#app/auth/read-once.server.ts';
import { registry } from '#app/commands/registry.ts';
import { ActivityRow } from '#app/components/activity-row.tsx';
import { CommandForm } from '#app/components/command-form.tsx';
import { LayerTag } from '#app/components/layer-tag.tsx';
import { PlanFrame, useHere } from '#app/components/plan-frame.tsx';
import { useReader } from '#app/components/plan-reader.ts';
import { SectionHeading } from '#app/components/section-heading.tsx';
import { TabTitle } from '#app/components/tab-title.tsx';
import { Told } from '#app/components/told.tsx';
import { dayOf } from '#app/domain/day.ts';
import { isPaceShown } from '#app/domain/pace-shown.ts';
import { plainPhrase } from '#app/domain/phrase.ts';
import { sideName } from '#app/domain/plan.ts';
import { can } from '#app/domain/policy.ts';
import { preview } from '#app/domain/settle.ts';
import { undoCommand } from '#app/domain/undo/undo-command.ts';
import type { Since } from '#app/domain/undo/written-since.ts';
import * as paths from '#app/http/paths.ts';
import { notFound } from '#app/http/replies.ts';
import { useEditing } from '#app/live/editing.ts';
import { Button, ButtonLink } from '#app/ui/button.tsx';
import { ButtonRow } from '#app/ui/button-row.tsx';
import { VisuallyHidden } from '#app/ui/visually-hidden.tsx';
import { type Act, listActivity } from '#db/activity.server.ts';
import styles from './activity.module.css';
import { type ActDay, type ActRow, activityDays } from './activity-words.ts';

const PAGE = 40;

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const access = await requirePlanAccess({ request, context }, params.planId, 'readPlan');
  const before = new URL(request.url).searchParams.get('before');
  const [read, { acts, earlier }] = await Promise.all([
    readPlanOnce(context, access),
    listActivity(access, { limit: PAGE, before }),
  ]);
  if (!read) throw notFound();
  const writtenAfter = (act: Act): Since[] =>
    acts
      .slice(0, acts.indexOf(act))
      .reverse()
      .flatMap(({ recorded, by }) => recorded.map((own) => ({ ...own, mine: by === access.personId })));
  const days = activityDays(read.plan, acts, {
    today: dayOf(new Date(), read.plan.zone),
    reader: { personId: access.personId, canEdit: can(access.standing, 'editPlan') },
    canUndo,
    stillStands: (act) =>
      undoCommand(
        read.plan,
        act.recorded,
        access,
        (plan, change) => preview(plan, [change]),
        // What came after the first act of a later page is not here, so only what nobody has touched is offered there.
        before === null ? writtenAfter(act) : [],
      ).kind === 'changes',
  });
  return { days, earlier, paged: before !== null };
}

const canUndo = (type: string): boolean =>
  type === 'undo' || (Object.hasOwn(registry, type) && registry[type as keyof typeof registry].undo === true);

export default function Activity() {
  const { days, earlier, paged } = useLoaderData<typeof loader>();
  const { plan, today } = useEditing();
  const reader = useReader();
  const here = paths.planActivity(plan.id);
  return (
    <PlanFrame current="activity">
      <TabTitle>Activity</TabTitle>
      <div className={styles.page}>
        <p className={styles.quiet}>
          {plan.decisions.length > 0 && (
            <>
              <a href={paths.planDecisions(plan.id)}>Decisions, as minutes</a>
              {' · '}
            </>
          )}
          <a href={paths.planLetters(plan.id)}>Letters, as they were sent</a>
          {isPaceShown(plan, today) && (
            <>
              {' · '}
              <a href={paths.planPace(plan.id)}>How it goes</a>
            </>
          )}
        </p>
        {(days as ActDay[]).map(({ day, heading, rows }) => (
          <section key={day} aria-labelledby={`day-${day}`}>
            <SectionHeading id={`day-${day}`}>{heading}</SectionHeading>
            <ol className={styles.acts}>
              {rows.map((row) => (
                <Row key={row.commandId} row={row} />
              ))}
            </ol>
          </section>
        ))}
        {days.length === 0 && <p className={styles.quiet}>Nothing earlier than this.</p>}
        {(earlier || paged) && (
          <ButtonRow>
            {earlier && (
              <ButtonLink href={`${here}?${new URLSearchParams({ before: earlier })}`}>
                Show earlier
              </ButtonLink>
            )}
            {paged && <ButtonLink href={here}>Back to the newest</ButtonLink>}
          </ButtonRow>
        )}
        {reader.zone !== plan.zone && (
          <p className={styles.quiet}>Days and times are those of {plan.zone.replaceAll('_', ' ')}.</p>
        )}
      </div>
    </PlanFrame>
  );
}

function Row({ row }: { row: ActRow }) {
  const { plan } = useEditing();
  const reader = useReader();
  const here = useHere();
  return (
    <ActivityRow
      as="li"
      person={row.face}
      when={row.time}
      iso={row.iso}
      actions={
        row.undoable && (
          <CommandForm
            type="undo"
            name={`undo-${row.commandId}`}
            args={{ commandId: row.commandId }}
            back={here}
            className={styles.undo}
          >
            <Button size="s" look="bare">
              Undo<VisuallyHidden>: {plainPhrase(row.phrase)}</VisuallyHidden>
            </Button>
          </CommandForm>
        )
      }
    >
      <p>
        <b>{row.name}</b> <Told phrase={row.phrase} />
        {row.how}. {row.onlyOurs && <LayerTag side={reader.side} company={sideName(plan, reader.side)} />}
      </p>
    </ActivityRow>
  );
}
