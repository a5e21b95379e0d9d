import { useFetcher, useNavigate } from '@remix-run/react';
import { Command } from 'cmdk';
import { type ReactNode, useEffect } from 'react';
import { useMay } from '#app/components/may.ts';
import { useOpened } from '#app/components/opened.tsx';
import { useOwnActs } from '#app/components/own-acts.ts';
import { useReader } from '#app/components/plan-reader.ts';
import { isMeetingsShown } from '#app/domain/meetings.ts';
import { allInOrder } from '#app/domain/order.ts';
import { findMilestone, isDraft, otherSide, sideName } from '#app/domain/plan.ts';
import { isTimelineShown } from '#app/domain/timeline/shown.ts';
import * as paths from '#app/http/paths.ts';
import { useEditing } from '#app/live/editing.ts';
import { newCommandId } from '#app/live/new-id.ts';
import { addMilestoneKey } from './add-milestone.tsx';
import { addStepKey } from './add-step.tsx';
import styles from './command-menu.module.css';
import { PlanDialog } from './plan-dialog.tsx';
import { useStepNavigator } from './step-navigation.tsx';

export interface CommandMenuProps {
  onClose: () => void;
  onKeys: () => void;
}

/** Everything of the plan by its name: typed for, and Enter. For those who sell; its code comes when it is first asked for. */
export function CommandMenu({ onClose, onKeys }: CommandMenuProps) {
  const { plan, send } = useEditing();
  const { open } = useOpened();
  const reader = useReader();
  const acts = useOwnActs();
  const may = useMay();
  const navigate = useNavigate();
  const navigator = useStepNavigator();
  const others = useOtherPlans(plan.id);
  const buyer = sideName(plan, otherSide(reader.side));
  /** Closes first, so that what is opened takes the focus and keeps it. */
  const then = (act: () => void) => () => {
    onClose();
    requestAnimationFrame(act);
  };
  const propose = (milestoneId: string) =>
    void send(`propose-${milestoneId}`, {
      id: newCommandId(),
      type: 'proposeMilestone',
      args: { milestoneId },
      base: {},
      confirmed: false,
    });
  const toMilestone = (id: string) => {
    const section = document.getElementById(`milestone-${id}`);
    section?.scrollIntoView({ block: 'start' });
    section?.querySelector<HTMLElement>('a[href]')?.focus({ preventScroll: true });
  };
  return (
    <PlanDialog label="Commands" className={styles.dialog} onClose={onClose}>
      <Command label="Commands" loop>
        <Command.Input className={styles.input} placeholder="Go to a step, add one, invite …" data-first="" />
        <Command.List className={styles.list}>
          <Command.Empty className={styles.empty}>Nothing here is called that.</Command.Empty>
          <Command.Group heading="Do">
            {reader.canEdit &&
              plan.milestones.map((m) => (
                <Item
                  key={`add ${m.id}`}
                  value={`add step ${m.name} ${m.id}`}
                  onSelect={then(() => open(addStepKey(m.id)))}
                >
                  Add a step to {m.name}
                </Item>
              ))}
            {plan.milestones
              .filter((m) => !isDraft(plan) && may('proposeMilestone', { milestoneId: m.id }))
              .map((m) => (
                <Item
                  key={`propose ${m.id}`}
                  value={`propose ${m.name} ${m.id}`}
                  onSelect={then(() => propose(m.id))}
                >
                  Propose {m.name} to {buyer}
                </Item>
              ))}
            {reader.canEdit && (
              <>
                <Item onSelect={then(() => open(addMilestoneKey))}>Add a milestone</Item>
                <Item
                  value="add ready-made steps track library"
                  onSelect={then(() => navigate(paths.planAdd(plan.id)))}
                >
                  Add ready-made steps
                </Item>
                <Item onSelect={then(() => navigate(paths.planPeople(plan.id)))}>Invite somebody</Item>
                <Item onSelect={then(() => acts.current?.undo())}>Take back what you did last</Item>
                <Item onSelect={then(() => acts.current?.redo())}>Do it again</Item>
              </>
            )}
            {reader.canShare && isDraft(plan) && (
              <Item onSelect={then(() => navigate(paths.planShare(plan.id)))}>Share with {buyer}</Item>
            )}
            {reader.isMember && (
              <Item onSelect={then(() => navigate(paths.planTemplate(plan.id)))}>Save as a template</Item>
            )}
            <Item onSelect={then(() => window.print())}>Print</Item>
            <Item
              value="keys shortcuts keyboard"
              onSelect={() => {
                onClose();
                onKeys();
              }}
            >
              Keys
            </Item>
          </Command.Group>
          <Command.Group heading="Go to">
            <Item onSelect={then(() => navigate(paths.planPeople(plan.id)))}>People</Item>
            <Item onSelect={then(() => navigate(paths.planActivity(plan.id)))}>Activity</Item>
            <Item onSelect={then(() => navigate(paths.planAsk(plan.id)))}>Ask</Item>
            {isTimelineShown(plan) && (
              <Item onSelect={then(() => navigate(paths.planTimeline(plan.id)))}>Timeline</Item>
            )}
            {isMeetingsShown(plan) && (
              <Item onSelect={then(() => navigate(paths.planMeetings(plan.id)))}>Meetings</Item>
            )}
            <Item onSelect={then(() => navigate(paths.planSummary(plan.id)))}>Summary</Item>
            {reader.isMember && <Item onSelect={then(() => navigate(paths.plans()))}>All plans</Item>}
            {plan.milestones.map((m) => (
              <Item
                key={m.id}
                value={`${m.name} ${m.id}`}
                note="milestone"
                onSelect={then(() => toMilestone(m.id))}
              >
                {m.name}
              </Item>
            ))}
          </Command.Group>
          <Command.Group heading="Steps">
            {allInOrder(plan).map((step) => (
              <Item
                key={step.id}
                value={`${step.title} ${step.id}`}
                note={findMilestone(plan, step.milestoneId)?.name}
                onSelect={then(() => navigator?.open(step.id))}
              >
                {step.title}
              </Item>
            ))}
          </Command.Group>
          {others.length > 0 && (
            <Command.Group heading="Other plans">
              {others.map((other) => (
                <Item
                  key={other.id}
                  value={`${other.name} ${other.objective} ${other.id}`}
                  note={other.objective}
                  onSelect={then(() => navigate(paths.plan(other.id)))}
                >
                  {other.name}
                </Item>
              ))}
            </Command.Group>
          )}
        </Command.List>
      </Command>
    </PlanDialog>
  );
}

function Item(props: { value?: string; note?: string; onSelect: () => void; children: ReactNode }) {
  const { value, note, onSelect, children } = props;
  return (
    <Command.Item className={styles.item} value={value} onSelect={onSelect}>
      <span>{children}</span>
      {note && <small>{note}</small>}
    </Command.Item>
  );
}

interface OtherPlan {
  id: string;
  name: string;
  objective: string;
}

/** The first page of the board; asked for once the menu is open. */
function useOtherPlans(planId: string): OtherPlan[] {
  const { load, data } = useFetcher<{ rows?: OtherPlan[] }>();
  useEffect(() => load(`${paths.plans()}?index`), [load]);
  return (data?.rows ?? []).filter((row) => row.id !== planId);
}
