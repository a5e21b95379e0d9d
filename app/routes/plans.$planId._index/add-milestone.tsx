import { OpenLink, useIsOpen } from '#app/components/opened.tsx';
import * as paths from '#app/http/paths.ts';
import { useEditing } from '#app/live/editing.ts';
import { ButtonLink } from '#app/ui/button.tsx';
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
      <>
        <OpenLink what={key} look="bare" size="s" anchor="add-milestone">
          <AddIcon size={15} aria-hidden="true" />
          Add a milestone
        </OpenLink>
        <ButtonLink href={paths.planAdd(plan.id)} look="bare" size="s">
          <AddIcon size={15} aria-hidden="true" />
          Add ready-made steps
        </ButtonLink>
      </>
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
