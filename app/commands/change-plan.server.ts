import { randomUUID } from 'node:crypto';
import type { z } from 'zod';
import { applyChange } from '#app/domain/apply-change.ts';
import { fieldChange } from '#app/domain/attachment.ts';
import { type Change, layerOf } from '#app/domain/change.ts';
import {
  type Actor,
  type Answer,
  absent,
  type Context,
  type Decision,
  type Refused,
  refuse,
} from '#app/domain/command.ts';
import { dayOf } from '#app/domain/day.ts';
import { type CommandType, decide } from '#app/domain/decide.ts';
import { followUps, type Line } from '#app/domain/follow-ups.ts';
import { isDraft, type Layer, otherSide, type Plan, sideName } from '#app/domain/plan.ts';
import { can, type PlanAccess } from '#app/domain/policy.ts';
import { settle } from '#app/domain/settle.ts';
import { asWritten, type Recorded, undoCommand } from '#app/domain/undo.ts';
import { commentsAcross } from '#db/attachments.server.ts';
import { database, isTaken, type Tx } from '#db/client.server.ts';
import { dependenciesAcross } from '#db/dependencies.server.ts';
import {
  type AnsweredCommand,
  type Event,
  eventAt,
  eventsOfCommand,
  hasTouched,
  knownCommands,
  lockHead,
  numberOfFirst,
  saveHistory,
} from '#db/history.server.ts';
import { saveLines } from '#db/lines.server.ts';
import { planAt, remember } from '#db/plan-memory.server.ts';
import { raise, setScope } from '#db/scope.server.ts';
import { beginWriting, recordChanges, type Writing } from './record-changes.server.ts';
import { type Envelope, registry, undoArgs } from './registry.ts';

/**
 * THE write path. Decides each command in order under the plan's lock, and stores rows, history, answers and
 * lines in one transaction. The same command id gives its first answer again.
 */
export async function changePlan(access: PlanAccess, envelopes: Envelope[]): Promise<Answer[]> {
  return await database().transaction((tx) => changePlanIn(tx, access, envelopes));
}

/** The same inside a transaction that has more to do with it: an invitation, an entrance. */
export async function changePlanIn(tx: Tx, access: PlanAccess, envelopes: Envelope[]): Promise<Answer[]> {
  const { workspaceId, planId, layers } = access;
  // Sent together, answered in order: the scope is the actor's, and what is known is read under the lock.
  const [, head, known] = await Promise.all([
    setScope(tx, { workspaceId, planIds: [planId], layers }),
    lockHead(tx, workspaceId, planId),
    knownCommands(
      tx,
      access,
      envelopes.map((e) => e.id),
    ),
  ]);
  // The actor's layers: what they cannot see is absent, to every rule below.
  const plan = head && (await planAt(tx, head, layers));
  if (!head || !plan) return envelopes.map(() => ({ kind: 'absent' }));

  const writing = beginWriting(tx, plan, head);
  const first = new Map([...known].map(([id, stored]) => [id, stored.answer as Answer]));
  const answers: Answer[] = [];
  const lines: Line[] = [];
  const commands: AnsweredCommand[] = [];
  for (const envelope of envelopes) {
    const answer = first.get(envelope.id) ?? (await runCommand(writing, access, envelope, lines, commands));
    first.set(envelope.id, answer);
    answers.push(answer);
  }
  await Promise.all([
    writing.saved,
    saveAll(writing, access, commands),
    saveLines(tx, { workspaceId, planId, at: writing.pending.head.at }, lines),
  ]);
  if (isAsLoaded(writing)) remember(writing.pending.head, layers, writing.plan);
  return answers;
}

/**
 * A field written is all that its change says. What comes, goes, moves or changes layer may bring more with it, or
 * another order: then the rows are read anew.
 */
const isAsLoaded = ({ pending }: Writing): boolean =>
  pending.rows.every(({ kind }) => /(Changed|Confirmed|Renamed|Reached|Reopened|Made|Closed)$/.test(kind));

/** The actor's scope reaches their own logs; what let go of in the other side's needs all three for a moment. */
async function saveAll(
  { tx, pending, saved }: Writing,
  { workspaceId, planId, layers }: PlanAccess,
  commands: AnsweredCommand[],
): Promise<void> {
  const across = pending.rows.some((row) => !layers.includes(row.layer));
  if (!across) return await saveHistory(tx, pending, commands);
  await saved;
  await raise(tx, { workspaceId, planIds: [planId] });
  await saveHistory(tx, pending, commands);
  await setScope(tx, { workspaceId, planIds: [planId], layers });
}

async function runCommand(
  writing: Writing,
  access: PlanAccess,
  envelope: Envelope,
  lines: Line[],
  commands: AnsweredCommand[],
): Promise<Answer> {
  const before = writing.plan;
  const own = before.people.find((p) => p.id === access.stakeholderId);
  const oversees = access.standing === 'owner' || access.standing === 'admin';
  const actor: Actor = {
    personId: access.personId,
    side: access.side,
    stakeholderId: access.stakeholderId,
    pointPerson: oversees || (own?.pointPerson ?? false),
    proven: access.proven,
  };
  const context: Context = {
    actor,
    today: dayOf(writing.pending.head.at, before.zone),
    now: new Date(writing.pending.head.at).toISOString(),
    base: envelope.base ?? {},
    newId: randomUUID,
  };
  const decided = await decideOverOwn(writing, access, envelope, context);
  if (decided.kind === 'invalid') return decided;
  const answer = await answerTo(writing, access, envelope, decided, lines);
  commands.push({
    workspaceId: access.workspaceId,
    planId: access.planId,
    personId: access.personId,
    id: envelope.id,
    type: envelope.type,
    answer,
    lost: answer.kind === 'conflict' ? asRead(envelope) : null,
    at: writing.pending.head.at,
  });
  return answer;
}

/** Without what the database does not take; only what was read well can meet a conflict. */
const asRead = ({ type, args }: Envelope): unknown =>
  type === 'undo' ? null : registry[type].args.parse(args);

/**
 * A screen lays what was just typed over what it knows and numbers it past every event. Such a base vouches for the
 * sender's own words alone: where somebody else's stand there by now, the sender has not seen them.
 */
async function decideOverOwn(
  writing: Writing,
  access: PlanAccess,
  envelope: Envelope,
  context: Context,
): Promise<Decision | Invalid> {
  const laidOver = new Set(
    Object.keys(context.base).filter((field) => context.base[field] === Number.MAX_SAFE_INTEGER),
  );
  const base = { ...context.base };
  for (const field of laidOver) base[field] = 0;
  for (;;) {
    const decided = await decideEnvelope(writing, access, envelope, { ...context, base });
    if (decided.kind !== 'conflict' || !laidOver.delete(decided.field)) return decided;
    const event = await writerOf(writing, decided.layer, decided.version);
    if (event?.by !== access.personId) return decided;
    base[decided.field] = decided.version;
  }
}

/** Who wrote that version, in this transaction or before it. */
async function writerOf({ tx, plan, pending }: Writing, layer: Layer, version: number) {
  const now = pending.rows.find((row) => row.layer === layer && row.n === version);
  return now ?? (await eventAt(tx, plan.workspaceId, plan.id, layer, version));
}

type Invalid = Extract<Answer, { kind: 'invalid' }>;
const invalid = (error: z.ZodError): Invalid => ({
  kind: 'invalid',
  problems: error.issues.map((issue) => ({ path: issue.path.join('.'), message: issue.message })),
});

async function decideEnvelope(
  writing: Writing,
  access: PlanAccess,
  envelope: Envelope,
  context: Context,
): Promise<Decision | Invalid> {
  // Named by the other side and not let in yet: they read, and speak for nobody.
  const own = writing.plan.people.find((p) => p.id === access.stakeholderId);
  if (own && !own.admitted && envelope.type !== 'enterPlan') return notLetIn(writing.plan, access);
  if (envelope.type === 'undo') return await decideUndo(writing, access, envelope, context);
  const { ability } = registry[envelope.type];
  if (!can(access.standing, ability))
    return refuse('notAllowed', 'You can read this plan, and not change it.');
  return decideOne(writing.plan, envelope.type, envelope, context);
}

function decideOne<T extends CommandType>(
  plan: Plan,
  type: T,
  envelope: Envelope,
  context: Context,
): Decision | Invalid {
  const parsed = registry[type].args.safeParse(envelope.args);
  if (!parsed.success) return invalid(parsed.error);
  return decide(plan, type, parsed.data, context, envelope.confirmed);
}

/** Takes back one's own command; an undo's own reopening needs no second warning. */
async function decideUndo(
  writing: Writing,
  access: PlanAccess,
  envelope: Envelope,
  context: Context,
): Promise<Decision | Invalid> {
  const parsed = undoArgs.safeParse(envelope.args);
  if (!parsed.success) return invalid(parsed.error);
  if (!can(access.standing, 'editPlan'))
    return refuse('notAllowed', 'You can read this plan, and not change it.');
  const { commandId } = parsed.data;
  const pendingToo = writing.pending.rows.some((row) => row.commandId === commandId);
  if (pendingToo) return refuse('undo', 'That was asked for in the same moment. Try again.');
  const events = await eventsOfCommand(writing.tx, access.workspaceId, access.planId, commandId);
  // Somebody else may have used the same id: theirs is not this person's to take back.
  const mine = events.filter((e) => e.by === access.personId);
  if (mine.length === 0) return absent;
  if (await isFromTheDraft(writing, mine))
    return refuse('undo', 'That was before the plan was shared. Change it in the plan as it is now.');
  const recorded = asWritten(mine).flatMap(recordedIn);
  const decision = undoCommand(writing.plan, recorded, context.actor, (plan, change) =>
    applyChange(plan, change, Number.MAX_SAFE_INTEGER),
  );
  return decision.kind === 'changes' ? settle(writing.plan, decision.changes, context.today, true) : decision;
}

/** An erased body cannot be taken back. */
const recordedIn = ({ layer, n, body }: Event): Recorded[] =>
  body === null ? [] : [{ change: body as Change, n, layer }];

/** What was written in the draft is in the seller's log up to the mark that sharing left there. */
async function isFromTheDraft({ tx, plan }: Writing, events: Event[]): Promise<boolean> {
  const mine = events.filter((e) => e.layer === 'seller');
  if (isDraft(plan) || mine.length === 0) return false;
  const sharedAt = await numberOfFirst(tx, plan.workspaceId, plan.id, 'seller', 'planLeft');
  return sharedAt !== null && mine.some((e) => e.n < sharedAt);
}

async function answerTo(
  writing: Writing,
  access: PlanAccess,
  envelope: Envelope,
  decided: Decision,
  lines: Line[],
): Promise<Answer> {
  switch (decided.kind) {
    case 'absent':
    case 'refused':
      return decided;
    case 'conflict': {
      const { field, yours, current, version, layer } = decided;
      const event = await writerOf(writing, layer, version);
      const by = writing.plan.people.find((p) => p.personId === event?.by)?.name ?? null;
      return {
        kind: 'conflict',
        field,
        yours,
        current,
        version,
        by,
        at: event ? new Date(event.at).toISOString() : null,
      };
    }
    case 'changes': {
      const refused = await notTheirs(writing, access, decided.changes);
      if (refused) return refused;
      const before = writing.plan;
      await freeHiddenSteps(writing, access, decided.changes, envelope.id);
      if (!(await recordedWhole(writing, decided.changes, access.personId, envelope.id))) return idTaken;
      lines.push(...followUps(before, writing.plan, decided.changes, access.personId));
      return { kind: 'ok', commandId: envelope.id };
    }
  }
}

const idTaken = refuse('exists', 'That could not be added under this id. Try again.');

/**
 * False, with nothing of it kept, when something is added under an id that is taken where the actor cannot see it:
 * the rules know nothing of it, and only the table does.
 */
async function recordedWhole(
  writing: Writing,
  list: Change[],
  by: string,
  commandId: string,
): Promise<boolean> {
  if (!list.some(({ kind }) => kind.endsWith('Added'))) {
    recordChanges(writing, list, by, commandId);
    return true;
  }
  await writing.saved;
  const { tx, plan, pending } = writing;
  const before = { head: { ...pending.head }, rows: pending.rows.length, bodies: pending.bodies.length };
  try {
    await tx.transaction(async (inner) => {
      // Sent through the outer one, what is refused here would end that one too.
      writing.tx = inner;
      recordChanges(writing, list, by, commandId);
      await writing.saved;
    });
    return true;
  } catch (error) {
    if (!isTaken(error)) throw error;
    writing.saved = Promise.resolve();
    writing.plan = plan;
    writing.pending = {
      head: before.head,
      rows: pending.rows.slice(0, before.rows),
      bodies: pending.bodies.slice(0, before.bodies),
    };
    return false;
  } finally {
    writing.tx = tx;
  }
}

const notLetIn = (plan: Plan, { side }: PlanAccess): Refused =>
  refuse('notAdmitted', `Who leads this at ${sideName(plan, side)} has to let you in first.`);

/** What the plan alone cannot tell: who has had a hand in a step, and how far somebody has been let in. */
async function notTheirs(writing: Writing, access: PlanAccess, list: Change[]): Promise<Refused | null> {
  const { tx, plan } = writing;
  let now = plan;
  for (const change of list) {
    if (!access.layers.includes(layerOf(now, change))) return notLetIn(plan, access);
    if (change.kind === 'stepHidden') {
      const across = otherSide(access.side);
      if (await hasTouched(tx, plan.workspaceId, plan.id, across, change.step.id))
        return refuse(
          'seen',
          `${sideName(plan, across)} has had a hand in this step. It can be skipped or removed for both.`,
        );
    }
    now = applyChange(now, change, Number.MAX_SAFE_INTEGER);
  }
  return null;
}

/**
 * What the other side privately made wait for a step that is now hidden from it is let go, in that side's own
 * log. It needs all layers for a moment; nothing it reads reaches the actor.
 */
async function freeHiddenSteps(
  writing: Writing,
  access: PlanAccess,
  list: Change[],
  commandId: string,
): Promise<void> {
  const hidden = list.flatMap((change) => (change.kind === 'stepHidden' ? [change.step.id] : []));
  if (hidden.length === 0) return;
  const { workspaceId, planId } = access;
  await writing.saved;
  await raise(writing.tx, { workspaceId, planIds: [planId] });
  const across: Layer = otherSide(access.side);
  const ties = await dependenciesAcross(writing.tx, { workspaceId, planId }, across, hidden);
  const notes = await commentsAcross(writing.tx, { workspaceId, planId }, across, hidden);
  const own = writing.plan;
  writing.plan = { ...own, comments: [...own.comments, ...notes] };
  recordChanges(
    writing,
    [
      ...ties.map((dependency): Change => ({ kind: 'dependencyRemoved', dependency })),
      ...notes.map((comment) => fieldChange('comment', comment, 'stepId', null)),
    ],
    null,
    commandId,
  );
  writing.plan = own;
  await writing.saved;
  await setScope(writing.tx, { workspaceId, planIds: [planId], layers: access.layers });
}
