import { isDay, shortDay } from '#app/domain/day.ts';
import { firstName } from '#app/domain/plan-words.ts';
import { type FieldOfYes, fieldOfYes } from '#app/domain/said-yes-to.ts';
import { type Reply, type Trouble, useEditing } from '#app/live/editing.ts';
import { newCommandId } from '#app/live/new-id.ts';
import { Button } from '#app/ui/button.tsx';
import styles from './command-trouble.module.css';

/** Beneath a form: why its command did not happen, what was kept, and what to do. */
export function CommandTrouble({ form }: { form: string }) {
  const { troubles, send, clearTrouble } = useEditing();
  const trouble = troubles[form];
  if (!trouble) return null;
  const again = (more: Partial<Trouble['envelope']>) =>
    void send(form, { ...trouble.envelope, id: newCommandId(), ...more });
  return (
    <div role="alert" className={styles.trouble}>
      <p>{troubleSentence(trouble)}</p>
      <div className={styles.ways}>
        {trouble.kind === 'conflict' && (
          <>
            <Button type="button" size="s" onClick={() => clearTrouble(form)}>
              {conflictWays(trouble).leave}
            </Button>
            <Button
              type="button"
              size="s"
              onClick={() => again({ base: { ...trouble.envelope.base, [trouble.field]: trouble.version } })}
            >
              {conflictWays(trouble).goOn}
            </Button>
          </>
        )}
        {trouble.kind === 'refused' && trouble.code === 'reopens' && (
          <>
            <Button type="button" size="s" onClick={() => again({ confirmed: true })}>
              Go on
            </Button>
            <Button type="button" size="s" onClick={() => clearTrouble(form)}>
              Leave it
            </Button>
          </>
        )}
        {trouble.kind === 'unheard' && (
          <Button type="button" size="s" onClick={() => void send(form, trouble.envelope)}>
            Try again
          </Button>
        )}
      </div>
    </div>
  );
}

export function troubleSentence(trouble: Exclude<Reply, { kind: 'ok' }>): string {
  switch (trouble.kind) {
    case 'refused':
      return trouble.sentence;
    case 'absent':
      return 'That is not on the plan any more. Nothing was changed.';
    case 'invalid':
      return trouble.problems[0]?.message ?? 'Something in this form is not right yet. Nothing was changed.';
    case 'conflict':
      return conflictSentence(trouble);
    case 'unheard':
      return 'No answer came. What you entered is still here.';
  }
}

type Conflicting = Extract<Reply, { kind: 'conflict' }>;

/** The two ways on from a conflict: what stands stays, or one's own goes through all the same. */
export function conflictWays({ field, by }: Pick<Conflicting, 'field' | 'by'>): {
  leave: string;
  goOn: string;
} {
  if (fieldOfYes(field)) return { leave: 'Leave it open', goOn: 'Say yes to that' };
  return { leave: by ? `Keep ${firstName(by)}'s` : 'Keep that', goOn: 'Use mine' };
}

function conflictSentence({ field, by, yours, current }: Conflicting): string {
  const ofYes = fieldOfYes(field);
  if (ofYes) {
    const about = ofYes === 'title' ? '' : `${shown(yours)}: `;
    return `${about}${by ? firstName(by) : 'Somebody'} has changed ${read[ofYes]} since you read it, to ${shown(current)}. Nothing is agreed yet.`;
  }
  return `You: ${shown(yours)}. ${by ? firstName(by) : 'Meanwhile'}: ${shown(current)}.`;
}

const read = {
  title: 'its name',
  ask: 'what is asked',
  doneWhen: 'when it is done',
  dueDay: 'its day',
} satisfies Record<FieldOfYes, string>;

const statusWords: Record<string, string> = {
  todo: 'open',
  done: 'done',
  stuck: 'stuck',
  skipped: 'skipped',
};
const shown = (value: unknown): string => {
  if (value === null || value === '') return 'nothing';
  if (isDay(value)) return shortDay(value);
  return typeof value === 'string' ? (statusWords[value] ?? `“${value}”`) : String(value);
};
