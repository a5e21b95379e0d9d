import { useState } from 'react';
import type { Comment } from '#app/domain/attachment.ts';
import { otherSide, sideName } from '#app/domain/plan.ts';
import { useEditing } from '#app/live/editing.ts';
import { Button } from '#app/ui/button.tsx';
import { Field } from '#app/ui/field.tsx';
import { TextArea } from '#app/ui/text-area.tsx';
import { AnswerMore, PanelFields } from './answers.tsx';
import { CommandForm } from './command-form.tsx';
import { useKept } from './kept.ts';
import { useMay } from './may.ts';
import { useReader } from './plan-reader.ts';
import { seen } from './seen.ts';
import styles from './thread-change.module.css';

const editForm = (comment: Comment) => `changeComment:${comment.id}`;
const showForm = (comment: Comment) => `revealComment:${comment.id}`;

export interface ThreadChangeProps {
  comment: Comment;
  back: string;
}

/** Behind the sign at one's own words: put them otherwise, show them to both sides, take them away. */
export function ThreadChange({ comment, back }: ThreadChangeProps) {
  const { troubles } = useEditing();
  const isOpen = [editForm(comment), showForm(comment)].some((form) => troubles[form]);
  return (
    <div className={styles.change} data-print="no">
      <AnswerMore label="···" name="Change what you wrote" look="bare" size="s" open={isOpen}>
        {(close) => (
          <>
            <EditForm comment={comment} back={back} close={close} />
            <ShowBothSides comment={comment} back={back} />
            <CommandForm
              type="removeComment"
              args={{ commentId: comment.id }}
              name={`removeComment:${comment.id}`}
              back={back}
            >
              <Button size="s" look="danger">
                Remove it
              </Button>
            </CommandForm>
          </>
        )}
      </AnswerMore>
    </div>
  );
}

function EditForm({ comment, back, close }: ThreadChangeProps & { close: () => void }) {
  const form = editForm(comment);
  const kept = useKept(form);
  // What was read when this was opened, however often the plan is read afresh beneath it.
  const [base] = useState(seen(comment, 'text'));
  return (
    <CommandForm
      type="changeComment"
      args={{ commentId: comment.id }}
      base={base}
      name={form}
      back={back}
      onDone={close}
    >
      <PanelFields>
        <Field label="Your words">
          <TextArea
            name="set.text"
            rows={2}
            maxLength={4000}
            defaultValue={kept?.text('text') ?? comment.text}
            required
          />
        </Field>
        <Button>Save</Button>
      </PanelFields>
    </CommandForm>
  );
}

function ShowBothSides({ comment, back }: ThreadChangeProps) {
  const { plan } = useEditing();
  const { side } = useReader();
  const may = useMay();
  if (!may('revealComment', { commentId: comment.id })) return null;
  const other = sideName(plan, otherSide(side));
  return (
    <div className={styles.show}>
      <p>
        {other} then reads it word for word, with your name and the time you wrote it. That cannot be undone;
        you can remove it for both sides.
      </p>
      <CommandForm type="revealComment" args={{ commentId: comment.id }} name={showForm(comment)} back={back}>
        <Button size="s">Show both sides</Button>
      </CommandForm>
    </div>
  );
}
