import type { Comment } from '#app/domain/attachment.ts';
import { Checkbox } from '#app/ui/checkbox.tsx';
import { Field } from '#app/ui/field.tsx';
import { Select } from '#app/ui/select.tsx';
import { questionWords } from './composer-words.ts';

export interface ComposerAnswersProps {
  /** Open questions to the reader's side here. */
  questions: readonly Comment[];
  answering: string | null;
  onAnswering: (commentId: string | null) => void;
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
