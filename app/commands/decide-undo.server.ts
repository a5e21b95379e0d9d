import { applyChange } from '#app/domain/apply-change.ts';
import type { Change } from '#app/domain/change.ts';
import { absent, type Context, type Decision, type Refused, refuse } from '#app/domain/command.ts';
import { isDraft, personOf } from '#app/domain/plan.ts';
import { firstName } from '#app/domain/plan-words.ts';
import type { PlanAccess } from '#app/domain/policy.ts';
import { settle } from '#app/domain/settle.ts';
import { asWritten } from '#app/domain/undo/as-written.ts';
import { isRefusedOver, overwrittenSentence, type RefusedOver } from '#app/domain/undo/overwritten.ts';
import type { Recorded } from '#app/domain/undo/recorded.ts';
import { undoCommand } from '#app/domain/undo/undo-command.ts';
import type { Since } from '#app/domain/undo/written-since.ts';
import type { Event } from '#db/history.server.ts';
import type { Deciding } from './deciding.ts';
import { writerOf } from './writer-of.server.ts';

/** Takes back one's own command; an undo's own reopening needs no second warning. */
export async function decideUndo(
  writing: Deciding,
  access: PlanAccess,
  commandId: string,
  context: Context,
): Promise<Decision> {
  const stored = await writing.past.eventsOf(commandId);
  const now = writing.pending.events.filter(
    (e) => e.commandId === commandId && access.layers.includes(e.layer),
  );
  // Somebody else may have used the same id: theirs is not this person's to take back.
  const mine = [...stored, ...now].filter((e) => e.by === access.personId);
  if (mine.length === 0) return absent;
  if (await isFromTheDraft(writing, mine))
    return refuse('undo', 'That was before the plan was shared. Change it in the plan as it is now.');
  const recorded = asWritten(mine).flatMap(recordedIn);
  const takeBack = (since?: Since[]) =>
    undoCommand(
      writing.plan,
      recorded,
      context.actor,
      (plan, change) => applyChange(plan, change, Number.MAX_SAFE_INTEGER),
      since,
    );
  const plainly = takeBack();
  // Most have been touched by nobody; what has been may have come back by an undo of what came after.
  const decision =
    plainly.kind === 'changes' ? plainly : takeBack(await writtenSince(writing, access, recorded));
  if (decision.kind === 'changes') return settle(writing.plan, decision.changes, context.today, true);
  return isRefusedOver(decision) ? await byWhom(writing, access, decision) : decision;
}

/** What stands was written in the reader's own layers, so that naming its writer tells nobody anything new. */
async function byWhom(writing: Deciding, { personId }: PlanAccess, { over }: RefusedOver): Promise<Refused> {
  const event = await writerOf(writing, over.layer, over.version);
  const other = event?.by ? personOf(writing.plan, event.by) : undefined;
  const by = event?.by === personId ? 'You' : other ? firstName(other.name) : null;
  return refuse('undo', overwrittenSentence(over, by));
}

/** So far back an undo looks for who wrote what. */
const MOST_SINCE = 500;

/** In the logs the command wrote in, behind it. */
async function writtenSince(
  { past, pending }: Deciding,
  { personId, layers }: PlanAccess,
  recorded: Recorded[],
): Promise<Since[]> {
  const places = [...new Set(recorded.map(({ layer }) => layer))].map((layer) => ({
    layer,
    n: Math.max(...recorded.filter((own) => own.layer === layer).map(({ n }) => n)),
  }));
  const stored = await past.eventsBehind(places, MOST_SINCE);
  if (!stored) return [];
  const now = pending.events.filter(
    ({ layer, n }) => layers.includes(layer) && n > (places.find((place) => place.layer === layer)?.n ?? 0),
  );
  return [...stored, ...now].flatMap(({ kind, body, n, layer, by }) =>
    kind.endsWith('Left') ? [] : [{ change: body as Change | null, n, layer, mine: by === personId }],
  );
}

/** An erased body cannot be taken back. */
const recordedIn = ({ layer, n, body }: Event): Recorded[] =>
  body === null ? [] : [{ change: body as Change, n, layer }];

/** What was written in the draft is in the seller's log up to the mark that sharing left there. */
async function isFromTheDraft({ past, plan }: Deciding, events: Event[]): Promise<boolean> {
  const mine = events.filter((e) => e.layer === 'seller');
  if (isDraft(plan) || mine.length === 0) return false;
  const sharedAt = await past.firstOf('seller', 'planLeft');
  return sharedAt !== null && mine.some((e) => e.n < sharedAt);
}
