import { companies, type Owner, otherSide, type Side, type Step, sideName } from '#app/domain/plan.ts';
import { questionSeen } from '#app/domain/question-seen.ts';
import { knownRoles, roleLabel } from '#app/domain/roles.ts';
import * as paths from '#app/http/paths.ts';
import { useEditing } from '#app/live/editing.ts';
import { Button } from '#app/ui/button.tsx';
import { Disclosure } from '#app/ui/disclosure.tsx';
import { Field } from '#app/ui/field.tsx';
import { Select } from '#app/ui/select.tsx';
import { PanelFields } from './answers.tsx';
import { CommandForm } from './command-form.tsx';
import { useReader } from './plan-reader.ts';

export interface HandOverProps {
  step: Step;
  /** Whose part is handed on; null adds somebody. */
  owner: Owner | null;
  side: Side;
  label: string;
  button: string;
  back: string;
  close: () => void;
}

/** Somebody of one side, or that side with the name still to come. */
export function HandOver({ step, owner, side, label, button, back, close }: HandOverProps) {
  const { plan } = useEditing();
  const reader = useReader();
  const taken = new Set(step.owners.map((o) => o.stakeholderId));
  const people = plan.people.filter((p) => p.side === side && !taken.has(p.id));
  const nameless = !step.owners.some((o) => o.side === side && o.stakeholderId === null);
  const options = [
    ...people.map((p) => ({
      value: JSON.stringify(p.id),
      label: `${p.name}, ${roleLabel(p.role, companies(plan, side))}`,
    })),
    ...(nameless ? [{ value: 'null', label: `${sideName(plan, side)}, name needed` }] : []),
  ];
  const role = owner?.side === side ? owner.role : null;
  if (options.length === 0) return null;
  return (
    <CommandForm
      type="assignStep"
      args={{ stepId: step.id, ownerId: owner?.id ?? null, side, role }}
      base={questionSeen(plan, step.id)}
      name={`assignStep:${step.id}:${owner?.id ?? 'new'}:${side}`}
      back={back}
      onDone={close}
    >
      <PanelFields>
        <Field
          label={label}
          hint={
            side === reader.side ? (
              <>
                Somebody missing? <a href={paths.planPeople(plan.id)}>Invite them</a> first.
              </>
            ) : undefined
          }
        >
          <Select name="json.stakeholderId" options={options} />
        </Field>
        <Button size="l">{button}</Button>
      </PanelFields>
    </CommandForm>
  );
}

export interface OwnerPickerProps {
  step: Step;
  owner: Owner | null;
  /** Kept to one side: nobody of the other can own it. */
  onlyOurs: boolean;
  back: string;
  close: () => void;
}

/** Somebody of either side, or a role that nobody fills yet. */
export function OwnerPicker({ step, owner, onlyOurs, back, close }: OwnerPickerProps) {
  const { plan } = useEditing();
  const { side } = useReader();
  const sides = onlyOurs ? [side] : [side, otherSide(side)];
  const verb = owner ? 'Hand over' : 'Add';
  const otherName = sideName(plan, otherSide(side));
  const asks = (to: Side) =>
    step.agreement === 'agreed' &&
    step.layer === 'shared' &&
    (to !== side || (owner !== null && owner.side !== side));
  return (
    <>
      {sides.map((to) => (
        <HandOver
          key={to}
          step={step}
          owner={owner}
          side={to}
          label={`Somebody at ${sideName(plan, to)}`}
          button={asks(to) ? `Ask ${otherName}` : verb}
          back={back}
          close={close}
        />
      ))}
      <Disclosure summary="A role, while nobody is named">
        <PanelFields>
          {sides.map((to) => (
            <RoleForm
              key={to}
              step={step}
              owner={owner}
              side={to}
              button={asks(to) ? `Ask ${otherName}` : verb}
              back={back}
              close={close}
            />
          ))}
        </PanelFields>
      </Disclosure>
    </>
  );
}

function RoleForm({ step, owner, side, button, back, close }: Omit<HandOverProps, 'label'>) {
  const { plan } = useEditing();
  const at = companies(plan, side);
  return (
    <CommandForm
      type="assignStep"
      args={{ stepId: step.id, ownerId: owner?.id ?? null, side, stakeholderId: null }}
      base={questionSeen(plan, step.id)}
      name={`assignRole:${step.id}:${owner?.id ?? 'new'}:${side}`}
      back={back}
      onDone={close}
    >
      <PanelFields>
        <Field label={`A role at ${sideName(plan, side)}`}>
          <Select
            name="set.role"
            options={knownRoles.map((role) => ({ value: role, label: roleLabel(role, at) }))}
          />
        </Field>
        <Button size="l">{button}</Button>
      </PanelFields>
    </CommandForm>
  );
}
