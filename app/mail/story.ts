import type { ChangeKind, ChangeOf } from '#app/domain/change.ts';
import type { Day } from '#app/domain/day.ts';
import { findStep, type Plan, type Step } from '#app/domain/plan.ts';
import { firstName, nameOf } from '#app/domain/plan-words.ts';

/** One recorded change, as far as the reader may see it. */
export interface StoryEvent {
  kind: string;
  at: Date;
  by: string | null;
  commandId: string;
  body: unknown;
}

/** What happened while a window was open, oldest first: a letter says who did what, and why. */
export interface Story {
  events: StoryEvent[];
}

type Told<K extends ChangeKind> = Omit<StoryEvent, 'body'> & { change: ChangeOf<K> };

export const eventsOf = <K extends ChangeKind>({ events }: Story, kind: K): Told<K>[] =>
  events.flatMap(({ body, ...event }) =>
    event.kind === kind && body !== null ? [{ ...event, change: body as ChangeOf<K> }] : [],
  );

/** Who did what a line tells: whoever wrote at that moment. */
export const actorAt = ({ events }: Story, at: Date): string | null =>
  events.find((event) => event.by !== null && event.at.getTime() === at.getTime())?.by ?? null;

/** The live day before all of this; null when it did not move. */
export const liveDayBefore = (story: Story): Day | null => {
  const moves = eventsOf(story, 'goalChanged').flatMap(({ change }) =>
    change.field === 'liveDay' ? [change.from] : [],
  );
  return moves[0] ?? null;
};

const person = (view: Plan, by: string | null) => firstName(nameOf(view, by));

/** "Tom finished “Call with a reference account”, the last of its three steps." */
export function lastActIn(
  view: Plan,
  story: Story,
  milestoneId: string,
  steps: Step[],
  countWords: string,
): string {
  const reached = eventsOf(story, 'milestoneReached').findLast((e) => e.change.milestoneId === milestoneId);
  const ending = eventsOf(story, 'stepStatusChanged').findLast(
    ({ commandId, change }) =>
      commandId === reached?.commandId && steps.some((step) => step.id === change.stepId),
  );
  const step = ending && findStep(view, ending.change.stepId);
  if (!ending || !step) return `All of its ${countWords} are behind us.`;
  const did = ending.change.to.status === 'skipped' ? 'left out' : 'finished';
  const which = steps.length === 1 ? 'its only step' : `the last of its ${countWords}`;
  return `${person(view, ending.by)} ${did} “${step.title}”, ${which}.`;
}

/** "Tom opened “Call with a reference account” again." */
export function reopeningOf(view: Plan, story: Story, milestoneId: string): string {
  const reopened = eventsOf(story, 'milestoneReopened').findLast((e) => e.change.milestoneId === milestoneId);
  const inside = <K extends ChangeKind>(kind: K) =>
    eventsOf(story, kind).filter(({ commandId }) => commandId === reopened?.commandId);
  const who = person(view, reopened?.by ?? null);
  const [ticked] = inside('stepStatusChanged');
  if (ticked) return `${who} opened ${titleOf(view, ticked.change.stepId)} again.`;
  const [added] = [...inside('stepAdded'), ...inside('stepRevealed')];
  if (added) return `${who} added ${titleOf(view, added.change.step.id)} to it.`;
  const [moved] = inside('stepMoved');
  if (moved) return `${who} moved ${titleOf(view, moved.change.stepId)} into it.`;
  return 'A step in it is open again.';
}

/** "Rui moved Business case approved from Mon 14 to Fri 18 Dec.": what made a milestone's day another. */
export function moveIn(view: Plan, story: Story, steps: Step[], day: (day: Day) => string): string | null {
  const moves = eventsOf(story, 'stepChanged').filter(({ change }) =>
    steps.some((s) => s.id === change.stepId),
  );
  const found = moves.findLast(({ change }) => change.field === 'dueDay');
  if (found?.change.field !== 'dueDay') return null;
  const { commandId, change } = found;
  // A day that was offered is its asker's wish; who said yes only agreed to it.
  const offered = eventsOf(story, 'offerClosed').find(
    (e) =>
      e.commandId === commandId && e.change.offer.stepId === change.stepId && e.change.outcome === 'accepted',
  );
  const title = titleOf(view, change.stepId);
  const to = change.to ? ` to ${day(change.to)}` : '';
  if (!offered) return `${person(view, found.by)} moved ${title}${to}.`;
  return `${person(view, offered.change.offer.by)} suggested moving ${title}${to}, and ${person(view, found.by)} said yes.`;
}

const titleOf = (view: Plan, stepId: string): string => {
  const step = findStep(view, stepId);
  return step ? `“${step.title}”` : 'a step';
};
