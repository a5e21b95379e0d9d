import { Fragment, type ReactNode } from 'react';
import type { Comment } from '#app/domain/attachment.ts';
import { sizeText } from '#app/domain/file.ts';
import { initials } from '#app/domain/initials.ts';
import { sideName } from '#app/domain/plan.ts';
import { firstName, listed } from '#app/domain/plan-words.ts';
import { planFile } from '#app/http/paths.ts';
import { useEditing } from '#app/live/editing.ts';
import { classNames } from '#app/ui/class-names.ts';
import { Avatar } from './avatar.tsx';
import { LayerTag } from './layer-tag.tsx';
import { useReader } from './plan-reader.ts';
import { ThreadChange } from './thread-change.tsx';
import styles from './thread-comment.module.css';
import { ThreadRequest } from './thread-request.tsx';
import { callName, type Piece, piecesOf, writtenAt } from './thread-words.ts';

export interface ThreadCommentProps {
  comment: Comment;
  /** The name of the step it was about, where that has gone. */
  about?: string;
  back: string;
  /** Answers its question, where the reader can. */
  onReply?: () => void;
  /** Of the composer, for a reply without JavaScript. */
  replyTo: string;
}

/** One thing somebody wrote: who, when, who can read it, and what it asks. */
export function ThreadComment({ comment, about, back, onReply, replyTo }: ThreadCommentProps) {
  const { plan, confirmed, today, outbox } = useEditing();
  const reader = useReader();
  // What is just being sent needs no word for the moment it takes.
  const isKeptHere = outbox.isOffline && !confirmed.comments.some(({ id }) => id === comment.id);
  const own = comment.by === reader.personId;
  const isPrivate = comment.layer !== 'shared';
  const { pieces, unsaid } = piecesOf(plan, comment, reader.stakeholderId);
  const to = unsaid.map((p) => (p.id === reader.stakeholderId ? 'you' : callName(plan, p)));
  return (
    <li
      id={`note-${comment.id}`}
      className={classNames(
        styles.comment,
        isPrivate && styles.private,
        isPrivate && styles[reader.side],
        own && reader.canEdit && styles.own,
      )}
    >
      <Avatar initials={initials(comment.byName)} side={comment.bySide} size="m" />
      <div className={styles.words}>
        <div className={styles.head}>
          <b>{own ? 'You' : firstName(comment.byName)}</b>
          {isKeptHere ? (
            <span>Waits to be sent</span>
          ) : (
            <time dateTime={comment.at}>{writtenAt(comment.at, reader.zone, today)}</time>
          )}
          {to.length > 0 && <span>to {listed(to)}</span>}
          {isPrivate && (
            <span className={styles.tag}>
              <LayerTag side={reader.side} company={sideName(plan, reader.side)} />
            </span>
          )}
        </div>
        {(about || comment.decisionId) && (
          <p className={styles.about}>
            {comment.decisionId ? 'A note beside a decision' : `About “${about}”, which has gone`}
          </p>
        )}
        <p className={styles.text}>{pieces.map(drawn)}</p>
        {comment.files.length > 0 && (
          <ul className={styles.files}>
            {comment.files.map(({ id, name, bytes }) => (
              <li key={id}>
                <a href={planFile(plan.id, id)} download={name}>
                  {name}
                </a>{' '}
                <span>{sizeText(bytes)}</span>
              </li>
            ))}
          </ul>
        )}
        <Answered comment={comment} />
        <ThreadRequest comment={comment} back={back} onReply={onReply} replyTo={replyTo} />
        {own && reader.canEdit && <ThreadChange comment={comment} back={back} />}
      </div>
    </li>
  );
}

function drawn(piece: Piece, at: number): ReactNode {
  if (piece.kind === 'text') return <Fragment key={at}>{piece.text}</Fragment>;
  if (piece.kind === 'name')
    return (
      <b key={at} className={classNames(styles.name, styles[`of-${piece.side}`], piece.you && styles.you)}>
        {piece.text}
      </b>
    );
  return (
    <a key={at} href={piece.url} target="_blank" rel="noopener noreferrer ugc">
      {piece.text}
    </a>
  );
}

/** Which question it answers, where more than one could be meant. */
function Answered({ comment }: { comment: Comment }) {
  const { plan } = useEditing();
  const { personId } = useReader();
  const asked = plan.comments.find((c) => c.id === comment.answers);
  if (!asked) return null;
  const whose = asked.by === personId ? 'your question' : `${firstName(asked.byName)}'s question`;
  return (
    <p className={styles.about}>
      answers <a href={`#note-${asked.id}`}>{whose}</a>
    </p>
  );
}
