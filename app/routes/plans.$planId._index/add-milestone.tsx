import { OpenLink, useOpened } from '#app/components/opened.tsx';
import { useEditing } from '#app/live/editing.ts';
import { AddIcon } from '#app/ui/icons.tsx';
import { NameForm } from './name-form.tsx';

const key = 'milestone';

/** At the end of the plan: one more outcome both sides would recognise. */
export function AddMilestone() {
  const { plan } = useEditing();
  const { what } = useOpened();
  if (what !== key)
    return (
      <OpenLink what={key} look="bare" size="s" anchor="add-milestone">
        <AddIcon size={15} aria-hidden="true" />
        Add a milestone
      </OpenLink>
    );
  return (
    <NameForm
      type="addMilestone"
      args={{ afterId: plan.milestones.at(-1)?.id ?? null }}
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
