/**
 * The server without a database: the app's own rules deciding over plans and logs in memory, command by command, as
 * they would under the plan's lock.
 */
import { conflictAnswer, contextFor } from '#app/commands/answering.server.ts';
import { decideBesideOthers, notTheirs } from '#app/commands/decide-envelope.server.ts';
import type { Deciding } from '#app/commands/deciding.ts';
import type { Envelope } from '#app/commands/registry.ts';
import { recordChange } from '#app/commands/writing.server.ts';
import { applyChange } from '#app/domain/apply-change.ts';
import { type Change, type ChangeOf, layerOf } from '#app/domain/change.ts';
import { type Answer, type Context, changes, type Decision, refuse } from '#app/domain/command.ts';
import { advanced, type Cursor, isPast } from '#app/domain/cursor.ts';
import { letGo } from '#app/domain/let-go.ts';
import { layersOf, otherSide, type Plan, type Side } from '#app/domain/plan.ts';
import type { PlanAccess } from '#app/domain/policy.ts';
import { applyEvent, asLoaded } from '#app/domain/replay.ts';
import { frame, framesFrom } from '#app/live/frames.ts';
import { type Patch, patchesOf } from '#app/live/patch.ts';
import type { Known } from '#app/live/plan-store.ts';
import type { Event, Pending } from '#db/history.server.ts';
import { cursorOf, type Head, numberOf } from '#db/plan-head.server.ts';
import { replay } from '#tests/db/replay.ts';
import { pastOf } from './model-past.ts';
import type { Planted } from './planted.ts';

/** All that is stored of one plan. */
export interface Stored {
  head: Head;
  /** In the order it was written. */
  log: Event[];
  views: Record<Side, Plan>;
  /** Every layer in one, changed by what was decided alone: what the rows would be. */
  whole: Plan;
  commands: Map<string, { answer: Answer; lost: unknown; wrote: number }>;
}

export interface Post {
  access: PlanAccess;
  envelope: Envelope;
}
export interface Replied {
  answer: Answer;
  cursor: Cursor;
}
export interface ModelServer {
  stored: Stored;
  /** What is asked together, in order; and what either side's screens are sent of it. */
  receive(posts: Post[]): Promise<{ replies: Replied[]; frames: Record<Side, string[]> }>;
  load(side: Side): Known;
  since(side: Side, from: Cursor): { patches: Patch[] } | { reset: string };
  /** A stream that begins there. */
  framesSince(side: Side, from: Cursor): string[];
}

export const sides = ['seller', 'buyer'] as const;
const SECOND = 1_000;

export function openModelServer(start: Stored, planted?: Planted): ModelServer {
  const stored: Stored = {
    ...start,
    log: [...start.log],
    views: { ...start.views },
    commands: new Map(start.commands),
  };
  const endOf = (side: Side): Cursor => cursorOf(stored.head, { layers: layersOf(side) });
  const toldEnd = (side: Side): Cursor => {
    const end = endOf(side);
    const across = numberOf(stored.head, otherSide(side));
    return planted === 'full cursor' ? { ...end, own: end.own + across } : end;
  };

  async function run(post: Post, pending: Pending): Promise<Answer> {
    const { access, envelope } = post;
    const { side, layers, personId } = access;
    const deciding: Deciding = {
      plan: stored.views[side],
      pending,
      past: pastOf(stored.log, layers, stored.whole),
    };
    const context = contextOf(deciding, post, planted);
    const { decision, merged } =
      planted === 'blind undo' && envelope.type === 'undo'
        ? { decision: await blindUndo(deciding, envelope), merged: undefined }
        : await decideBesideOthers(deciding, access, envelope, context);
    if (decision.kind === 'invalid') return decision;
    let wrote = 0;
    const answer = await answerTo(decision);
    const lost = answer.kind === 'conflict' && planted !== 'loser dropped' ? envelope.args : null;
    stored.commands.set(`${personId} ${envelope.id}`, { answer, lost, wrote });
    return answer;

    async function answerTo(decided: Decision): Promise<Answer> {
      if (decided.kind === 'conflict') return await conflictAnswer(deciding, decided);
      if (decided.kind !== 'changes') return decided;
      const refused = await notTheirs(deciding, access, decided.changes);
      if (refused) return refused;
      if (decided.changes.some((change) => isTaken(change))) return idTaken;
      const before = pending.events.length;
      write(decided.changes);
      tellAcross(pending.events.slice(before));
      wrote = pending.events.length - before;
      return { kind: 'ok', commandId: envelope.id, ...(merged && { merged }) };
    }

    function write(list: Change[]): void {
      const theirs = stored.views[otherSide(side)];
      const hidden = list.flatMap((change) => (change.kind === 'stepHidden' ? [change.step.id] : []));
      const isTheirs = (thing: { layer: string }) => thing.layer === otherSide(side);
      const ties = theirs.dependencies.filter((d) => isTheirs(d) && hidden.includes(d.afterId));
      const notes = theirs.comments.filter((c) => isTheirs(c) && hidden.includes(c.stepId ?? ''));
      const own = deciding.plan;
      deciding.plan = { ...own, comments: [...own.comments, ...notes] };
      for (const change of letGo(ties, notes)) one(change, null);
      deciding.plan = own;
      for (const change of list) one(change, personId);
      stored.views[side] = deciding.plan;
      const event = pending.events.findLast(({ kind }) => kind === 'stepHidden');
      if (planted === 'hide carries a note' && event && hidden.length > 0)
        event.body = { ...(event.body as object), comments: notes };
    }

    function one(change: Change, by: string | null): void {
      const before = deciding.plan;
      const layer = layerOf(before, change);
      const n = numberOf(pending.head, layer) + 1;
      stored.whole = applyChange(stored.whole, change, n);
      recordChange(deciding, change, by, envelope.id);
      const { sharedN, sellerN, buyerN } = pending.head;
      if (planted === 'full version') deciding.plan = applyChange(before, change, sharedN + sellerN + buyerN);
    }

    function tellAcross(events: Event[]): void {
      const other = otherSide(side);
      const shared = events.some(({ kind }) => kind === 'planShared');
      stored.views[other] = shared
        ? replayed([...stored.log, ...pending.events], other)
        : told(stored.views[other], events, other);
    }
  }

  /** Under an id that only the other side can see: the rules know nothing of it, and the table does. */
  function isTaken(change: Change): boolean {
    if (change.kind !== 'stepAdded') return false;
    return stored.whole.steps.some((s) => s.id === change.step.id);
  }

  return {
    stored,
    async receive(posts) {
      const from = { seller: endOf('seller'), buyer: endOf('buyer') };
      const at = new Date(new Date(stored.head.at).getTime() + SECOND).toISOString();
      const pending: Pending = { head: { ...stored.head, at }, rows: [], bodies: [], events: [] };
      const answers: Answer[] = [];
      for (const post of posts) {
        const known = stored.commands.get(`${post.access.personId} ${post.envelope.id}`);
        answers.push(planted !== 'no dedupe' && known ? known.answer : await run(post, pending));
      }
      stored.head = pending.head;
      stored.log.push(...pending.events);
      for (const side of sides) stored.views[side] = asLoaded(stored.views[side]);
      const replies = posts.map(({ access }, i) => ({
        answer: answers[i] as Answer,
        cursor: toldEnd(access.side),
      }));
      const frames = Object.fromEntries(
        sides.map((side) => [side, framesOf(side, from[side], pending.events)]),
      ) as Record<Side, string[]>;
      return { replies, frames };
    },
    load: (side) => ({ plan: stored.views[side], cursor: toldEnd(side), epoch: stored.head.epoch }),
    since(side, from) {
      const events = eventsSince(side, from);
      if (isPast(from, endOf(side))) return { reset: 'epoch' };
      return advanced(from, events) ? { patches: patchesOf(events) } : { reset: 'behind' };
    },
    framesSince: (side, from) => framesOf(side, from, eventsSince(side, from)),
  };

  function eventsSince(side: Side, from: Cursor): Event[] {
    const first = planted === 'replay off by one' ? 0 : 1;
    return stored.log.filter(
      ({ layer, n }) =>
        layersOf(side).includes(layer) && n >= (layer === 'shared' ? from.shared : from.own) + first,
    );
  }

  function framesOf(side: Side, from: Cursor, events: Event[]): string[] {
    const read = events.filter(({ layer }) => layersOf(side).includes(layer));
    const [any] = events;
    if (planted === 'empty ping' && any && read.length === 0)
      return [frame({ type: 'patch', commandId: any.commandId, by: any.by, at: any.at, events: [] }, from)];
    const { text } = framesFrom(from, read) ?? { text: frame({ type: 'reset', why: 'behind' }) };
    return text.split('\n\n').filter((one) => one !== '');
  }
}

const idTaken = refuse('exists', 'That could not be added under this id. Try again.');

/** Ids that follow from the command, so that a schedule is the same again. */
function contextOf(deciding: Deciding, { access, envelope }: Post, planted?: Planted): Context {
  let made = 0;
  const context = contextFor(deciding, access, envelope);
  const newId = () => {
    made += 1;
    return `${envelope.id.slice(0, 14)}4${envelope.id.slice(15, 24)}${made.toString(16).padStart(12, '0')}`;
  };
  return { ...context, newId, ...(planted === 'no base check' && { base: {} }) };
}

/** Whatever stands there by now. */
async function blindUndo({ past }: Deciding, { args }: Envelope): Promise<Decision> {
  const events = await past.eventsOf((args as { commandId: string }).commandId);
  const list = events.flatMap(({ kind, body }) =>
    kind === 'stepChanged' ? [body as ChangeOf<'stepChanged'>] : [],
  );
  return changes(...list.map((change) => ({ ...change, from: change.to, to: change.from }) as Change));
}

function told(plan: Plan, events: readonly Event[], side: Side): Plan {
  let now = plan;
  for (const event of events) {
    if (!layersOf(side).includes(event.layer)) continue;
    const next = applyEvent(now, event);
    if (!next) throw new Error(`${event.kind} does not tell by itself what it did`);
    now = next;
  }
  return now;
}

/** One side's plan, from its logs alone. */
function replayed(log: readonly Event[], side: Side): Plan {
  const read = log.filter(({ layer }) => layersOf(side).includes(layer));
  const plan = replay(null, read as Parameters<typeof replay>[1]);
  if (!plan) throw new Error('A log begins with the plan');
  return plan;
}
