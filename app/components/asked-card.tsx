import type { Comment } from '#app/domain/attachment.ts';
import { isOpenRequest } from '#app/domain/comment.ts';
import { shortDay } from '#app/domain/day.ts';
import { findStep } from '#app/domain/plan.ts';
import { firstName } from '#app/domain/plan-words.ts';
import * as paths from '#app/http/paths.ts';
import { useEditing } from '#app/live/editing.ts';
import { ButtonLink } from '#app/ui/button.tsx';
import { CardItem } from '#app/ui/card.tsx';
import { useReader } from './plan-reader.ts';

/** What was asked of the reader in writing and waits for an answer, the nearest day first. */
export function useAskedOfReader(): Comment[] {
  const { plan } = useEditing();
  const { stakeholderId } = useReader();
  return plan.comments
    .filter((c) => isOpenRequest(c) && c.request?.of === stakeholderId)
    .sort((a, b) => ((a.request?.by ?? '') < (b.request?.by ?? '') ? -1 : 1));
}

/** One question, with the way to where it is answered. */
export function AskedCard({ request }: { request: Comment }) {
  const { plan } = useEditing();
  const step = request.stepId === null ? undefined : findStep(plan, request.stepId);
  const href = step ? `${paths.planStep(plan.id, step.id)}#written` : `${paths.planAsk(plan.id)}#written`;
  const by = request.request ? `answer needed by ${shortDay(request.request.by)}` : '';
  const who = `${firstName(request.byName)}${step ? ` on ${step.title}` : ''}`;
  return (
    <CardItem title={request.text} href={href} sub={`${who}, ${by}`}>
      <ButtonLink href={href} aria-label={`Answer: ${request.text}`}>
        Answer
      </ButtonLink>
    </CardItem>
  );
}
