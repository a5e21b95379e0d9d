import { AnswerMore, PanelFields } from '#app/components/answers.tsx';
import { CommandForm } from '#app/components/command-form.tsx';
import { useReader } from '#app/components/plan-reader.ts';
import { type Approver, isSpokenFor } from '#app/domain/approval.ts';
import { isDraft, isOpen, type Step } from '#app/domain/plan.ts';
import { firstName } from '#app/domain/plan-words.ts';
import * as paths from '#app/http/paths.ts';
import { useEditing } from '#app/live/editing.ts';
import { Button } from '#app/ui/button.tsx';
import { Field } from '#app/ui/field.tsx';
import { Select } from '#app/ui/select.tsx';
import styles from './approve.module.css';

/** Whoever is asked may leave the decision to a colleague; either of them gives it back. */
export function StandIn({ step, approver }: { step: Step; approver: Approver }) {
  const { plan } = useEditing();
  const reader = useReader();
  const { owner, person, standIn } = approver;
  const isOwn = person !== null && person.id === reader.stakeholderId;
  const isStandIn = standIn !== null && standIn.id === reader.stakeholderId;
  const over = isDraft(plan) || !isOpen(step) || isSpokenFor(approver);
  if (reader.sealed || over || !(isOwn || isStandIn)) return null;
  const back = paths.planApprove(plan.id, step.id);
  const args = { stepId: step.id, ownerId: owner.id };
  const name = `delegateApproval:${owner.id}`;
  if (standIn)
    return (
      <div className={styles.standIn}>
        <CommandForm type="delegateApproval" args={{ ...args, to: null }} name={name} back={back}>
          <Button size="s">
            {isOwn ? 'Decide it yourself' : `Leave it to ${person ? firstName(person.name) : 'them'} again`}
          </Button>
        </CommandForm>
      </div>
    );
  const parts = new Set(step.owners.flatMap((o) => [o.stakeholderId, o.standIn]));
  const colleagues = plan.people.filter((p) => p.side === owner.side && p.admitted && !parts.has(p.id));
  if (colleagues.length === 0) return null;
  return (
    <div className={styles.standIn}>
      <AnswerMore label="Let a colleague decide" size="s">
        {(close) => (
          <CommandForm type="delegateApproval" args={args} name={name} back={back} onDone={close}>
            <PanelFields>
              <Field
                label="Who decides in your place"
                hint="Both sides see it. You can take it back until it is decided."
              >
                <Select name="set.to" options={colleagues.map((p) => ({ value: p.id, label: p.name }))} />
              </Field>
              <Button size="l">Let them decide</Button>
            </PanelFields>
          </CommandForm>
        )}
      </AnswerMore>
    </div>
  );
}
