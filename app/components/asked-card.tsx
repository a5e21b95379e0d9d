import type { Comment } from '#app/domain/attachment.ts';
import { shortDay } from '#app/domain/day.ts';
import { findPerson, findStep, type Plan } from '#app/domain/plan.ts';
import { firstName } from '#app/domain/plan-words.ts';
import { isOpenRequest, promisedWords } from '#app/domain/thread.ts';
import * as paths from '#app/http/paths.ts';
import { useEditing } from '#app/live/editing.ts';
import { Button, ButtonLink } from '#app/ui/button.tsx';
import { CardItem } from '#app/ui/card.tsx';
import { answeringAt } from './answering.ts';
import { CommandForm } from './command-form.tsx';
import { Tagged } from './layer-tag.tsx';
import { useReader } from './plan-reader.ts';

/** What was asked of the reader in writing and waits for an answer, the nearest day first. */
export function useAskedOfReader(): Comment[] {
  const { plan } = useEditing();
  const { stakeholderId } = useReader();
  return byDay(plan.comments.filter((c) => isOpenRequest(c) && c.request?.of === stakeholderId));
}

/** What the reader asked in writing and waits for, the nearest day first. */
export function useAskedByReader(): Comment[] {
  const { plan } = useEditing();
  const { personId } = useReader();
  return byDay(plan.comments.filter((c) => isOpenRequest(c) && c.by === personId));
}

const byDay = (requests: Comment[]): Comment[] =>
  requests.sort((a, b) => ((a.request?.by ?? '') < (b.request?.by ?? '') ? -1 : 1));

/** One question, with the way to where it is answered. */
export function AskedCard({ request }: { request: Comment }) {
  const { plan, today } = useEditing();
  const { step, path } = whereAsked(plan, request);
  const href = answeringAt(path, request.id, 'written');
  const by = request.request ? `answer needed by ${shortDay(request.request.by)}` : '';
  const promised = promisedWords(plan, request, today);
  const who = `${firstName(request.byName)}${step ? ` on ${step.title}` : ''}`;
  return (
    <CardItem
      title={request.text}
      href={href}
      sub={<Tagged thing={request}>{[who, by, promised].filter(Boolean).join(', ')}</Tagged>}
    >
      <ButtonLink href={href} data-print="no" aria-label={`Answer: ${request.text}`}>
        Answer
      </ButtonLink>
    </CardItem>
  );
}

/** One question of the reader's own: who answers it, by when, and the way to say that it needs no answer any more. */
export function OwnRequestCard({ request, back }: { request: Comment; back: string }) {
  const { plan, today } = useEditing();
  const { step, path } = whereAsked(plan, request);
  const asked = findPerson(plan, request.request?.of ?? null);
  const who = asked ? `${firstName(asked.name)} answers` : 'Whoever you asked has left';
  const by = asked && request.request ? ` by ${shortDay(request.request.by)}` : '';
  const promised = asked && promisedWords(plan, request, today);
  const words = [`${who}${by}`, promised, step && `on ${step.title}`].filter(Boolean).join(', ');
  return (
    <CardItem
      title={request.text}
      href={`${path}#written`}
      sub={<Tagged thing={request}>{`${words}.`}</Tagged>}
    >
      <CommandForm
        type="closeRequest"
        args={{ commentId: request.id }}
        name={`closeRequest:${request.id}`}
        back={back}
      >
        <Button aria-label={`Mark as answered: ${request.text}`}>Mark as answered</Button>
      </CommandForm>
    </CardItem>
  );
}

function whereAsked(plan: Plan, { stepId }: Comment) {
  const step = stepId === null ? undefined : findStep(plan, stepId);
  return { step, path: step ? paths.planStep(plan.id, step.id) : paths.planAsk(plan.id) };
}
