import { dayWarning } from '#app/components/day-warning.ts';
import { FieldForm } from '#app/components/field-form.tsx';
import { useMay } from '#app/components/may.ts';
import { CloseLink, pathTo, useOpened } from '#app/components/opened.tsx';
import { useReader } from '#app/components/plan-reader.ts';
import { seen, seenWithQuestion } from '#app/components/seen.ts';
import { useLeave } from '#app/components/use-leave.ts';
import { mustAsk } from '#app/domain/agreement.ts';
import { addDays } from '#app/domain/day.ts';
import { otherSide, type Step, sideName } from '#app/domain/plan.ts';
import { questionSeen } from '#app/domain/question-seen.ts';
import { type Editing, useEditing } from '#app/live/editing.ts';
import { addStepKey } from './add-step.tsx';
import { handOverChoices } from './owner-choices.ts';
import rail from './rail.module.css';
import { focusRow } from './row-focus.ts';

export type RowPart = 'title' | 'owner' | 'day';

export const partKey = (part: RowPart, stepId: string) => `${part}.${stepId}`;

const forms = (stepId: string): Record<RowPart, string> => ({
  title: `row-title-${stepId}`,
  owner: `row-owner-${stepId}`,
  day: `row-day-${stepId}`,
});

/** Which part of a row is edited: what was opened, or what was typed and not taken. */
export function editedPart(
  what: string | null,
  stepId: string,
  troubles: Editing['troubles'],
): RowPart | null {
  const parts: RowPart[] = ['title', 'owner', 'day'];
  const names = forms(stepId);
  return (
    parts.find((part) => what === partKey(part, stepId)) ?? parts.find((p) => troubles[names[p]]) ?? null
  );
}

/** A row as its three fields, in the order the keyboard goes through them: name, who, day. */
export function RowEditor({ step, part }: { step: Step; part: RowPart }) {
  const { plan, actor, today, instant, clearTrouble } = useEditing();
  const reader = useReader();
  const may = useMay();
  const { path, open, close } = useOpened();
  const names = forms(step.id);
  const back = pathTo(path, null, `step-${step.id}`);
  const asks = mustAsk(step, actor);
  const hint = asks
    ? `${sideName(plan, otherSide(reader.side))} answers this; until then the old one stays.`
    : '';
  const leave = () => {
    for (const name of Object.values(names)) clearTrouble(name);
    open(null);
    requestAnimationFrame(() => focusRow(step.id));
  };
  const leftRow = useLeave(() => close(partKey(part, step.id)));
  const common = { back, quiet: true, labelHidden: instant, onEscape: leave };
  const owners = handOverChoices(plan, reader, step);
  const mayMove = may('rescheduleStep', { stepId: step.id, dueDay: addDays(step.dueDay ?? today, 1) });
  return (
    <div className={rail.editor} data-editor="" {...leftRow}>
      <FieldForm
        {...common}
        type="changeStep"
        args={{ stepId: step.id, field: 'title' }}
        base={seen(step, 'title')}
        name={names.title}
        label="Name"
        field="set.value"
        control={{ kind: 'line' }}
        value={step.title}
        required
        autoFocus={part === 'title'}
        onEnter={() => open(addStepKey(step.milestoneId, step.id))}
      />
      {owners && (
        <FieldForm
          {...common}
          type="assignStep"
          args={{ stepId: step.id }}
          base={questionSeen(plan, step.id)}
          name={names.owner}
          label="Who"
          field="all.owner"
          control={{ kind: 'choice', options: owners.options }}
          value={owners.value}
          autoFocus={part === 'owner'}
          onEnter={leave}
        />
      )}
      {mayMove && (
        <FieldForm
          {...common}
          type="rescheduleStep"
          args={{ stepId: step.id }}
          base={seenWithQuestion(plan, step, 'dueDay')}
          name={names.day}
          label="Day"
          hint={part === 'day' && hint ? hint : undefined}
          field="day.dueDay"
          control={{ kind: 'day', warn: (day) => dayWarning(plan, step, day) }}
          value={step.dueDay ?? ''}
          autoFocus={part === 'day'}
          onEnter={leave}
        />
      )}
      {!instant && <CloseLink>Close</CloseLink>}
    </div>
  );
}
