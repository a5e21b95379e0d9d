import type { Comment } from '#app/domain/attachment.ts';
import { answerableBy } from '#app/domain/thread.ts';
import { useEditing } from '#app/live/editing.ts';
import { Button, ButtonLink } from '#app/ui/button.tsx';
import { Chip, type ChipLook } from '#app/ui/chip.tsx';
import { answeringAt } from './answering.ts';
import { CommandForm } from './command-form.tsx';
import { useMay } from './may.ts';
import { useReader } from './plan-reader.ts';
import styles from './thread-request.module.css';
import { type RequestWords, requestWords } from './thread-words.ts';

const looks: Record<RequestWords['state'], ChipLook> = { open: 'open', late: 'bad', answered: 'quiet' };

export interface ThreadRequestProps {
  comment: Comment;
  back: string;
  onReply?: () => void;
  replyTo: string;
}

/** What a comment asks of somebody, how that stands, and the ways to answer. */
export function ThreadRequest({ comment, back, onReply, replyTo }: ThreadRequestProps) {
  const { plan, today } = useEditing();
  const reader = useReader();
  const may = useMay();
  const request = requestWords(plan, comment, reader, today);
  if (!request) return null;
  const replies = onReply && reader.canEdit && answerableBy(plan, comment, reader);
  const closes = may('closeRequest', { commentId: comment.id });
  return (
    <div className={styles.request}>
      <Chip look={looks[request.state]}>{request.words}</Chip>
      {replies && (
        <ButtonLink
          size="s"
          href={answeringAt(back, comment.id, replyTo)}
          data-print="no"
          onClick={(event) => {
            event.preventDefault();
            onReply();
          }}
        >
          Reply
        </ButtonLink>
      )}
      {closes && (
        <CommandForm
          type="closeRequest"
          args={{ commentId: comment.id }}
          name={`closeRequest:${comment.id}`}
          back={back}
        >
          <Button size="s" look="bare" data-print="no">
            Mark as answered
          </Button>
        </CommandForm>
      )}
    </div>
  );
}
