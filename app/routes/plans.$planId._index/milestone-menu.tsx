import { OpenItem } from '#app/components/opened.tsx';
import { useReader } from '#app/components/plan-reader.ts';
import { milestoneBefore } from '#app/domain/order.ts';
import { isDraft, type Milestone, otherSide, sideName } from '#app/domain/plan.ts';
import { stepCount } from '#app/domain/plan-words.ts';
import { useEditing } from '#app/live/editing.ts';
import { MenuCommand } from './menu-command.tsx';
import { outlineIn } from './plan-next.ts';

export const renameKey = (milestoneId: string) => `rename.${milestoneId}`;

/** What can be done to a milestone as a whole. */
export function MilestoneMenu({ milestone }: { milestone: Milestone }) {
  const { plan } = useEditing();
  const { side } = useReader();
  const { id } = milestone;
  const here = { to: id, anchor: `milestone-${id}` };
  const at = plan.milestones.findIndex((m) => m.id === id);
  const before = milestoneBefore(plan, id);
  const next = plan.milestones[at + 1];
  const outline = outlineIn(plan, milestone);
  return (
    <>
      <OpenItem what={renameKey(id)} anchor={`milestone-${id}`}>
        Rename
      </OpenItem>
      {!isDraft(plan) && outline > 0 && (
        <MenuCommand type="proposeMilestone" args={{ milestoneId: id }} {...here}>
          {`Propose ${stepCount(outline)} to ${sideName(plan, otherSide(side))}`}
        </MenuCommand>
      )}
      {before && (
        <MenuCommand
          type="moveMilestone"
          args={{ milestoneId: id, afterId: milestoneBefore(plan, before) }}
          {...here}
        >
          Move up
        </MenuCommand>
      )}
      {next && (
        <MenuCommand type="moveMilestone" args={{ milestoneId: id, afterId: next.id }} {...here}>
          Move down
        </MenuCommand>
      )}
      <MenuCommand type="removeMilestone" args={{ milestoneId: id }} to={id} danger>
        Remove
      </MenuCommand>
    </>
  );
}
