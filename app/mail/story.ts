import type { ChangeKind, ChangeOf } from '#app/domain/change.ts';
import { compareDays, type Day } from '#app/domain/day.ts';
import { countedStepsOf } from '#app/domain/milestone.ts';
import { findStep, type Plan, type Step } from '#app/domain/plan.ts';
import { capital, firstName, nameOf } from '#app/domain/plan-words.ts';
import { counted } from '#emails/phrases.ts';

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

/** Whoever reads of their own doing is "you". */
const person = (view: Plan, by: string | null, reader: string) =>
  by === reader ? 'you' : firstName(nameOf(view, by));
const begins = (view: Plan, by: string | null, reader: string) => capital(person(view, by, reader));

/** "Tom finished “Call with a reference account”, the last of its three steps." */
export function lastActIn(
  view: Plan,
  story: Story,
  milestoneId: string,
  steps: Step[],
  reader: string,
): string {
  const countWords = counted(steps.length, 'step');
  const reached = eventsOf(story, 'milestoneReached').findLast((e) => e.change.milestoneId === milestoneId);
  const ending = eventsOf(story, 'stepStatusChanged').findLast(
    ({ commandId, change }) =>
      commandId === reached?.commandId && steps.some((step) => step.id === change.stepId),
  );
  const step = ending && findStep(view, ending.change.stepId);
  if (!ending || !step) return `All of its ${countWords} are behind us.`;
  const did = ending.change.to.status === 'skipped' ? 'left out' : 'finished';
  const which = steps.length === 1 ? 'its only step' : `the last of its ${countWords}`;
  return `${begins(view, ending.by, reader)} ${did} “${step.title}”, ${which}.`;
}

/** "Tom opened “Call with a reference account” again." */
export function reopeningOf(view: Plan, story: Story, milestoneId: string, reader: string): string {
  const reopened = eventsOf(story, 'milestoneReopened').findLast((e) => e.change.milestoneId === milestoneId);
  const inside = <K extends ChangeKind>(kind: K) =>
    eventsOf(story, kind).filter(({ commandId }) => commandId === reopened?.commandId);
  const who = begins(view, reopened?.by ?? null, reader);
  const [ticked] = inside('stepStatusChanged');
  if (ticked) return `${who} opened ${titleOf(view, ticked.change.stepId)} again.`;
  const [added] = [...inside('stepAdded'), ...inside('stepRevealed')];
  if (added) return `${who} added ${titleOf(view, added.change.step.id)} to it.`;
  const [moved] = inside('stepMoved');
  if (moved) return `${who} moved ${titleOf(view, moved.change.stepId)} into it.`;
  return 'A step in it is open again.';
}

interface Moved {
  milestoneId: string;
  /** Whoever reads it. */
  reader: string;
  day: (day: Day) => string;
}

function lastMoveIn(view: Plan, story: Story, milestoneId: string) {
  const steps = countedStepsOf(view, milestoneId);
  const isInside = (stepId: string) => steps.some((s) => s.id === stepId);
  return eventsOf(story, 'stepChanged').findLast(
    ({ change }) => change.field === 'dueDay' && isInside(change.stepId),
  );
}

/** The step whose later day made a milestone's day another one. */
export function putOffIn(view: Plan, story: Story, milestoneId: string): Step | undefined {
  const change = lastMoveIn(view, story, milestoneId)?.change;
  if (change?.field !== 'dueDay' || !change.from || !change.to) return undefined;
  return compareDays(change.to, change.from) > 0 ? findStep(view, change.stepId) : undefined;
}

/** "Rui moved Business case approved from Mon 14 to Fri 18 Dec.": what made a milestone's day another. */
export function moveIn(view: Plan, story: Story, { milestoneId, reader, day }: Moved): string | null {
  const found = lastMoveIn(view, story, milestoneId);
  if (found?.change.field !== 'dueDay') return cameOrWent(view, story, { milestoneId, reader, day });
  const { commandId, change } = found;
  // A day that was offered is its asker's wish; who said yes only agreed to it.
  const offered = eventsOf(story, 'offerClosed').find(
    (e) =>
      e.commandId === commandId && e.change.offer.stepId === change.stepId && e.change.outcome === 'accepted',
  );
  const title = titleOf(view, change.stepId);
  const to = change.to ? ` to ${day(change.to)}` : '';
  const terms = offered?.change.offer.terms;
  const because = terms?.field === 'dueDay' ? terms.because : change.because;
  const why = because ? `, because ${titleOf(view, because.stepId)} moved to ${day(because.to)}` : '';
  if (!offered) return `${begins(view, found.by, reader)} moved ${title}${to}${why}.`;
  const asked = begins(view, offered.change.offer.by, reader);
  return `${asked} suggested moving ${title}${to}${why}, and ${person(view, found.by, reader)} said yes.`;
}

/** No step has another day: one came into the milestone, left it, or was agreed. */
function cameOrWent(view: Plan, story: Story, { milestoneId, reader }: Moved): string | null {
  const inside = new Set(countedStepsOf(view, milestoneId).map((s) => s.id));
  const said = (by: string | null, words: string) => `${begins(view, by, reader)} ${words}.`;
  const moved = eventsOf(story, 'stepMoved').findLast(
    ({ change: { from, to } }) => [from, to].filter((p) => p.milestoneId === milestoneId).length === 1,
  );
  if (moved) {
    const way = moved.change.to.milestoneId === milestoneId ? 'into it' : 'out of it';
    return said(moved.by, `moved ${titleOf(view, moved.change.stepId)} ${way}`);
  }
  const gone = eventsOf(story, 'stepRemoved').findLast(
    ({ change }) => change.place.milestoneId === milestoneId,
  );
  if (gone) return said(gone.by, `removed “${gone.change.step.title}”`);
  const added = [...eventsOf(story, 'stepAdded'), ...eventsOf(story, 'stepRevealed')].findLast(({ change }) =>
    inside.has(change.step.id),
  );
  if (added) return said(added.by, `added ${titleOf(view, added.change.step.id)} to it`);
  const skipped = eventsOf(story, 'stepStatusChanged').findLast(
    ({ change }) => change.to.status === 'skipped' && inside.has(change.stepId),
  );
  if (skipped) return said(skipped.by, `left out ${titleOf(view, skipped.change.stepId)}`);
  const agreed = eventsOf(story, 'agreementChanged').findLast(
    ({ change }) => change.to.agreement === 'agreed' && inside.has(change.stepId),
  );
  return agreed ? said(agreed.by, `agreed to ${titleOf(view, agreed.change.stepId)}`) : null;
}

const titleOf = (view: Plan, stepId: string): string => {
  const step = findStep(view, stepId);
  return step ? `“${step.title}”` : 'a step';
};
