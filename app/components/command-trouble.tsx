import { isDay, shortDay } from '#app/domain/day.ts';
import { firstName } from '#app/domain/plan-words.ts';
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
              {trouble.by ? `Keep ${firstName(trouble.by)}'s` : 'Keep that'}
            </Button>
            <Button
              type="button"
              size="s"
              onClick={() => again({ base: { ...trouble.envelope.base, [trouble.field]: trouble.version } })}
            >
              Use mine
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
      return `You: ${shown(trouble.yours)}. ${trouble.by ? firstName(trouble.by) : 'Meanwhile'}: ${shown(trouble.current)}.`;
    case 'unheard':
      return 'No answer came. What you entered is still here.';
  }
}

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
