/**
 * What somebody reads before a meeting: what is open on both sides, the days that were promised until then, what waits
 * for an answer, and the one step to ask for. It is of what both sides see; one's own private steps stand apart.
 */
import type { Comment } from './attachment.ts';
import { compareDays, type Day } from './day.ts';
import { allInOrder } from './order.ts';
import { isForBoth, isOpen, ownerSides, type Plan, type Side, type Step } from './plan.ts';
import { sharedView } from './shared-view.ts';
import { isOpenRequest } from './thread.ts';

export interface Brief {
  /** Agreed and open, by the side that does it; what both do stands with both. */
  open: Record<Side, Step[]>;
  /** Of these, what is due before the meeting or was already. */
  due: Step[];
  requests: Comment[];
  /** The first that nobody has said yes to yet. */
  nextToAsk: Step | null;
  /** The reader's own side only: never on a screen that is shown to others. */
  onlyOurs: Step[];
}

export function briefOf(plan: Plan, meeting: Step, today: Day): Brief {
  const shared = sharedView(plan);
  const others = allInOrder(shared).filter((step) => step.id !== meeting.id && isOpen(step));
  const agreed = others.filter((step) => step.agreement === 'agreed');
  const until = meeting.dueDay && compareDays(meeting.dueDay, today) > 0 ? meeting.dueDay : today;
  const isDue = ({ dueDay }: Step) => dueDay !== null && compareDays(dueDay, until) <= 0;
  return {
    open: {
      seller: agreed.filter((step) => ownerSides(step).includes('seller')),
      buyer: agreed.filter((step) => ownerSides(step).includes('buyer')),
    },
    due: agreed.filter(isDue).sort((a, b) => compareDays(a.dueDay ?? until, b.dueDay ?? until)),
    requests: shared.comments.filter(isOpenRequest),
    nextToAsk: others.find((step) => step.agreement === 'proposed' || step.agreement === 'outline') ?? null,
    onlyOurs: allInOrder(plan).filter(
      (step) => !isForBoth(plan, step) && isOpen(step) && step.id !== meeting.id && isDue(step),
    ),
  };
}
