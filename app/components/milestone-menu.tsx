import type { CommandArgs, CommandType } from '#app/domain/decide.ts';
import { milestoneBefore } from '#app/domain/order.ts';
import { isDraft, type Milestone, otherSide, sideName } from '#app/domain/plan.ts';
import { stepCount } from '#app/domain/plan-words.ts';
import { useEditing } from '#app/live/editing.ts';
import { DetailsMenuButton } from '#app/ui/details-menu.tsx';
import { CommandForm } from './command-form.tsx';
import { useMay } from './may.ts';
import { OpenItem, pathTo, useClose, useOpened } from './opened.tsx';
import { outlineIn } from './plan-next.ts';
import { useReader } from './plan-reader.ts';

export const renameKey = (milestoneId: string) => `rename.${milestoneId}`;

/** What can be done to a milestone as a whole. */
export function MilestoneMenu({ milestone }: { milestone: Milestone }) {
  const { plan } = useEditing();
  const { side } = useReader();
  const { id } = milestone;
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
        <Item type="proposeMilestone" args={{ milestoneId: id }} milestone={milestone}>
          {`Propose ${stepCount(outline)} to ${sideName(plan, otherSide(side))}`}
        </Item>
      )}
      {before && (
        <Item
          type="moveMilestone"
          args={{ milestoneId: id, afterId: milestoneBefore(plan, before) }}
          milestone={milestone}
        >
          Move up
        </Item>
      )}
      {next && (
        <Item type="moveMilestone" args={{ milestoneId: id, afterId: next.id }} milestone={milestone}>
          Move down
        </Item>
      )}
      <Item type="removeMilestone" args={{ milestoneId: id }} milestone={milestone} danger>
        Remove
      </Item>
    </>
  );
}

interface ItemProps<T extends CommandType> {
  type: T;
  args: CommandArgs[T];
  milestone: Milestone;
  danger?: boolean;
  children: string;
}

function Item<T extends CommandType>({ type, args, milestone, danger, children }: ItemProps<T>) {
  const may = useMay();
  const { path } = useOpened();
  const close = useClose();
  if (!may(type, args)) return null;
  return (
    <CommandForm
      type={type}
      args={{ ...args }}
      name={`menu-${type}-${milestone.id}-${children}`}
      back={pathTo(path, null, type === 'removeMilestone' ? undefined : `milestone-${milestone.id}`)}
      onDone={close}
    >
      <DetailsMenuButton danger={danger}>{children}</DetailsMenuButton>
    </CommandForm>
  );
}
