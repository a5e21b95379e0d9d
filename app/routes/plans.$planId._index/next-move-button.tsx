import { CommandForm } from '#app/components/command-form.tsx';
import { liveDayKey } from '#app/components/live-day.tsx';
import { OpenLink, useOpened } from '#app/components/opened.tsx';
import { useReader } from '#app/components/plan-reader.ts';
import * as paths from '#app/http/paths.ts';
import { useEditing } from '#app/live/editing.ts';
import { Button, ButtonLink } from '#app/ui/button.tsx';
import { addStepKey } from './add-step.tsx';
import { goalKey } from './goal-title.tsx';
import type { NextMove } from './plan-next.ts';

/** The page's one black button. */
export function NextMoveButton({ move }: { move: NextMove }) {
  const { plan } = useEditing();
  const reader = useReader();
  const { path } = useOpened();
  switch (move.kind) {
    case 'setLiveDay':
      return (
        <OpenLink what={liveDayKey} look="primary">
          Set the live day
        </OpenLink>
      );
    case 'sayGoal':
      return (
        <OpenLink what={goalKey} look="primary">
          Write down the goal
        </OpenLink>
      );
    case 'share':
      return (
        <ButtonLink href={paths.planShare(plan.id)} look="primary">
          Share with {plan.goal.buyerName}
        </ButtonLink>
      );
    case 'answer':
      return (
        <ButtonLink
          href={
            reader.side === 'buyer'
              ? paths.plan(plan.id)
              : `#${move.stepId ? `step-${move.stepId}` : 'goal-offers'}`
          }
          look="primary"
        >
          {move.label}
        </ButtonLink>
      );
    case 'addStep':
      return (
        <OpenLink
          what={move.milestoneId ? addStepKey(move.milestoneId) : 'milestone'}
          look="primary"
          anchor={move.milestoneId ? `add-${move.milestoneId}` : 'add-milestone'}
        >
          {move.label}
        </OpenLink>
      );
    case 'propose':
      return (
        <CommandForm
          type="proposeMilestone"
          args={{ milestoneId: move.milestoneId }}
          name="propose-next"
          back={path}
        >
          <Button look="primary">{move.label}</Button>
        </CommandForm>
      );
  }
}
