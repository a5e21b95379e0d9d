import type { Step } from '#app/domain/plan.ts';
import * as paths from '#app/http/paths.ts';
import { useEditing } from '#app/live/editing.ts';
import { ButtonLink, type ButtonLook } from '#app/ui/button.tsx';
import { hasDecisions, isMineToDecide } from './approval-words.ts';
import { useReader } from './plan-reader.ts';

export interface ApprovalLinkProps extends Pick<ButtonLook, 'size'> {
  step: Step;
  /** It is the one black button of the screen, where the reader has still to decide. */
  isMain?: boolean;
}

/** To the page where an approval is decided, in place of Done; for who only reads it, to what was decided. */
export function ApprovalLink({ step, isMain, size = 'l' }: ApprovalLinkProps) {
  const { plan } = useEditing();
  const reader = useReader();
  const href = paths.planApprove(plan.id, step.id);
  if (isMineToDecide(plan, step, reader))
    return (
      <ButtonLink
        href={href}
        size={size}
        look={isMain ? 'primary' : 'plain'}
        aria-label={`Read and decide: ${step.title}`}
      >
        Read and decide
      </ButtonLink>
    );
  if (hasDecisions(plan, step))
    return (
      <ButtonLink href={href} size={size} aria-label={`See the decision: ${step.title}`}>
        See the decision
      </ButtonLink>
    );
  return (
    <ButtonLink href={href} size={size} aria-label={`See what is decided: ${step.title}`}>
      See what is decided
    </ButtonLink>
  );
}
