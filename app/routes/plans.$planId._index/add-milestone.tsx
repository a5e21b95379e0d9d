import { OpenLink, useIsOpen } from '#app/components/opened.tsx';
import { useEditing } from '#app/live/editing.ts';
import { AddIcon } from '#app/ui/icons.tsx';
import { NameForm, nameFormOf } from './name-form.tsx';

export const addMilestoneKey = 'milestone';
const key = addMilestoneKey;

/** At the end of the plan: one more outcome both sides would recognise. */
export function AddMilestone() {
  const { plan } = useEditing();
  const after = plan.milestones.at(-1)?.id ?? null;
  if (!useIsOpen(key, nameFormOf('addMilestone', { afterId: after })))
    return (
      <OpenLink what={key} look="bare" size="s" anchor="add-milestone">
        <AddIcon size={15} aria-hidden="true" />
        Add a milestone
      </OpenLink>
    );
  return (
    <NameForm
      type="addMilestone"
      what={key}
      args={{ afterId: after }}
      fresh
      field="name"
      label="What will be true then?"
      hint="An outcome both sides would recognise, such as “Papers signed”."
      value=""
      button="Add the milestone"
      anchor="add-milestone"
    />
  );
}
