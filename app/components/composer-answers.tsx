import type { Comment } from '#app/domain/attachment.ts';
import { sideName } from '#app/domain/plan.ts';
import { firstName } from '#app/domain/plan-words.ts';
import { useEditing } from '#app/live/editing.ts';
import { Checkbox } from '#app/ui/checkbox.tsx';
import { Field } from '#app/ui/field.tsx';
import { Select } from '#app/ui/select.tsx';
import styles from './composer-answers.module.css';
import { questionWords } from './composer-words.ts';
import { useReader } from './plan-reader.ts';

export interface ComposerAnswersProps {
  /** Open questions to the reader's side here. */
  questions: readonly Comment[];
  answering: string | null;
  onAnswering: (commentId: string | null) => void;
}

/** Said where what is being written will not reach those who asked. */
export function StaysOpen({ questions }: { questions: readonly Comment[] }) {
  const { plan } = useEditing();
  const { side } = useReader();
  const [first, another] = questions;
  if (!first) return null;
  const which = another
    ? `the questions to ${sideName(plan, side)} stay open`
    : `${first.bySide === side ? 'the question' : `${firstName(first.byName)}'s question`} stays open`;
  return (
    <p role="status" className={styles.open}>
      This goes only to your own side: {which}. Choose Both sides to answer.
    </p>
  );
}

/** What is about to be written answers an open question, unless the reader says otherwise. */
export function ComposerAnswers({ questions, answering, onAnswering }: ComposerAnswersProps) {
  const [only, another] = questions;
  if (!only) return null;
  if (!another)
    return (
      <Checkbox
        key={only.id}
        name="json.answers"
        value={JSON.stringify(only.id)}
        defaultChecked
        label={`This answers ${questionWords(only)}`}
      />
    );
  const chosen = questions.find((c) => c.id === answering) ?? only;
  return (
    <Field label="This answers">
      <Select
        key={chosen.id}
        name="json.answers"
        defaultValue={JSON.stringify(chosen.id)}
        onChange={(event) => onAnswering(JSON.parse(event.target.value) as string | null)}
        options={[
          ...questions.map((c) => ({ value: JSON.stringify(c.id), label: questionWords(c) })),
          { value: 'null', label: 'None of these' },
        ]}
      />
    </Field>
  );
}
