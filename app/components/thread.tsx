import { type ReactNode, useState } from 'react';
import type { Comment } from '#app/domain/attachment.ts';
import type { Step } from '#app/domain/plan.ts';
import { answerableBy, threadOf } from '#app/domain/thread.ts';
import { useEditing } from '#app/live/editing.ts';
import { useAnswering } from './answering.ts';
import { Composer } from './composer.tsx';
import { useReader } from './plan-reader.ts';
import { SectionHeading } from './section-heading.tsx';
import styles from './thread.module.css';
import { ThreadComment } from './thread-comment.tsx';

export interface ThreadProps {
  /** Null: what is written about the plan as a whole. */
  step: Step | null;
  /** This page, for what is sent without JavaScript. */
  back: string;
  /** Names of steps that have gone, by id. */
  gone?: Readonly<Record<string, string>>;
  /** What else the page says, between what was written and the place to write. */
  children?: ReactNode;
}

export const composerId = 'write';

/** What was written, and the one place to write. The composer stands beside the list, so that it can stay in view. */
export function Thread({ step, back, gone = {}, children }: ThreadProps) {
  const { plan } = useEditing();
  const reader = useReader();
  const [answering, setAnswering] = useState(useAnswering());
  const comments = threadOf(plan, step?.id ?? null);
  const writes = reader.canEdit && !reader.sealed;
  const reply = (comment: Comment) => () => {
    setAnswering(comment.id);
    document.querySelector<HTMLTextAreaElement>(`#${composerId} textarea`)?.focus();
  };
  return (
    <>
      <section aria-labelledby="written" className={styles.thread}>
        <SectionHeading id="written" aside={comments.length > 0 ? comments.length : undefined}>
          Written here
        </SectionHeading>
        {comments.length > 0 ? (
          <ol>
            {comments.map((comment) => (
              <ThreadComment
                key={comment.id}
                comment={comment}
                about={
                  comment.stepId && comment.stepId !== step?.id
                    ? (gone[comment.stepId] ?? 'a step')
                    : undefined
                }
                back={back}
                replyTo={composerId}
                onReply={
                  writes && comment.stepId === (step?.id ?? null) && answerableBy(plan, comment, reader)
                    ? reply(comment)
                    : undefined
                }
              />
            ))}
          </ol>
        ) : (
          <p className={styles.quiet}>Nothing yet.</p>
        )}
      </section>
      {children}
      {writes && (
        <Composer
          key={step?.id ?? 'plan'}
          id={composerId}
          step={step}
          back={back}
          answering={answering}
          onAnswering={setAnswering}
        />
      )}
      {reader.sealed && (
        <p className={styles.quiet}>You can write here once your own side has let you in, under People.</p>
      )}
    </>
  );
}
