/**
 * What remains of several lines about one thing: the last of them, and nothing where it ends as the reader knows it.
 */
import type { LineKind, News } from './mail-line.ts';
import { milestoneDay } from './milestone.ts';
import { findMilestone, type Plan } from './plan.ts';

/** News about the same thing takes each other's place. */
export function subjectOf({ kind, refs }: Pick<News, 'kind' | 'refs'>): string {
  switch (kind) {
    case 'milestoneReached':
    case 'milestoneReopened':
      return `reach ${refs.milestoneId}`;
    case 'milestoneMoved':
      return `day ${refs.milestoneId}`;
    case 'healthChanged':
      return 'health';
    case 'milestonePaced':
      return `pace ${refs.milestoneId}`;
    case 'milestoneRenamed':
      return `name ${refs.milestoneId}`;
    case 'milestoneAdded':
    case 'milestoneRemoved':
      return `place ${refs.milestoneId}`;
    case 'dayMoved':
      return `step day ${refs.stepId}`;
    case 'proposed':
      return `offer ${refs.offerId}`;
    case 'answered':
      return `answer ${refs.stepId ?? refs.field}`;
    case 'yourTurn':
    case 'approvalAsked':
    case 'approvalOutdated':
      return `turn ${refs.stepId}`;
    case 'reminder':
      return `reminder ${refs.stepId}`;
    case 'stillRight':
      return `still right ${refs.stepId}`;
    case 'approvalDecided':
      return `decision ${refs.decisionId}`;
    case 'requestAsked':
    case 'requestAnswered':
    case 'mentioned':
    case 'commented':
      return `comment ${refs.commentId}`;
    case 'takenBack':
      return subjectOf({ kind: takenBackOf(refs), refs });
  }
}

export type TakenBackOf = Exclude<LineKind, 'takenBack'>;
export const takenBackOf = (refs: News['refs']): TakenBackOf => refs.of as TakenBackOf;

/** `seen`: all about one thing, oldest first. `before`: what a letter last told of it. */
export function netOf(shared: Plan, seen: News[], before: News | undefined): News | undefined {
  const count = (kind: LineKind) => seen.filter((line) => line.kind === kind).length;
  const [first] = seen;
  switch (first?.kind) {
    case 'milestoneReached':
    case 'milestoneReopened': {
      // They take turns, so an equal number of each means that nothing is different from before.
      if (count('milestoneReached') === count('milestoneReopened')) return undefined;
      const isReached = findMilestone(shared, first.refs.milestoneId ?? '')?.reachedOn != null;
      return seen.findLast(({ kind }) => (kind === 'milestoneReached') === isReached);
    }
    // The oldest knows where the day, or how the name, was before all of this.
    case 'milestoneMoved':
    case 'milestoneRenamed':
      return first;
    case 'milestoneAdded':
    case 'milestoneRemoved':
      return count('milestoneAdded') === count('milestoneRemoved') ? undefined : seen.at(-1);
    // Compared with what this reader was told last, and whoever was told nothing takes it to be as agreed.
    case 'healthChanged':
      return toldOtherwise(seen, before?.refs.to ?? 'onTrack');
    case 'milestonePaced':
      return toldOtherwise(
        seen,
        before ? before.refs.to : milestoneDay(shared, first.refs.milestoneId ?? '').day,
      );
  }
  // The oldest knows where the day was; a day that only came back is told to whom it was told that it went.
  const moved = seen.find(({ kind }) => kind === 'dayMoved');
  if (moved) return moved;
  const left = uncancelled(seen);
  const last = left.at(-1);
  const stands = before !== undefined && before.kind !== 'takenBack' ? before : undefined;
  // Only what was told can be taken back.
  if (last?.kind === 'takenBack') return stands && last;
  return stands && last && left.length > 1 && left[0]?.kind === 'takenBack' && isSame(stands, last)
    ? undefined
    : last;
}

function toldOtherwise(seen: News[], known: string | null | undefined): News | undefined {
  const last = seen.at(-1);
  return last?.refs.to === known ? undefined : last;
}

/** Without what was taken back before anybody heard of it. */
function uncancelled(seen: News[]): News[] {
  const left: News[] = [];
  for (const line of seen)
    if (line.kind === 'takenBack' && left.length > 0 && left.at(-1)?.kind !== 'takenBack') left.pop();
    else left.push(line);
  return left;
}

const isSame = (told: News, now: News): boolean =>
  told.kind === now.kind &&
  (['outcome', 'reason', 'counterId', 'by'] as const).every(
    (key) => (told.refs[key] ?? null) === (now.refs[key] ?? null),
  );
