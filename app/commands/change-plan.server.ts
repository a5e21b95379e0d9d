import { type Invited, invitedAnew } from '#app/domain/calendar.ts';
import type { Change } from '#app/domain/change.ts';
import { type Answer, type Decision, refuse } from '#app/domain/command.ts';
import type { Cursor } from '#app/domain/cursor.ts';
import type { CommentFile } from '#app/domain/file.ts';
import { followUps } from '#app/domain/follow-ups.ts';
import { letGo } from '#app/domain/let-go.ts';
import type { Line } from '#app/domain/mail-line.ts';
import { type Layer, otherSide } from '#app/domain/plan.ts';
import type { PlanAccess } from '#app/domain/policy.ts';
import { type Recap, recapsOf } from '#app/domain/recap.ts';
import { ring } from '#app/live/doorbell.server.ts';
import { commentsAcross } from '#db/attachments.server.ts';
import { afterCommit, database, isRefusedAsTaken, type Tx } from '#db/client.server.ts';
import { dependenciesAcross } from '#db/dependencies.server.ts';
import { type AnsweredCommand, saveHistory } from '#db/history.server.ts';
import { knownCommands } from '#db/known-commands.server.ts';
import { saveMeetingLetters, saveRecaps } from '#db/letters.server.ts';
import { saveLines } from '#db/lines.server.ts';
import { cursorOf, lockHead } from '#db/plan-head.server.ts';
import { planAt } from '#db/plan-memory.server.ts';
import { raise } from '#db/scope/raise.server.ts';
import { setScope } from '#db/scope.server.ts';
import { conflictAnswer, contextFor } from './answering.server.ts';
import { decideBesideOthers, notTheirs } from './decide-envelope.server.ts';
import { openMailboxes } from './mailbox.server.ts';
import { openConflicts } from './open-conflicts.server.ts';
import { type Envelope, undoArgs } from './registry.ts';
import { lostIn } from './unsettled.server.ts';
import { whatBecameOf } from './what-became-of.server.ts';
import { beginWriting, recordChanges, rememberAll, type Writing, writeAs } from './writing.server.ts';

/** What one person asks of a plan, in order. */
interface Post {
  access: PlanAccess;
  envelopes: Envelope[];
  files?: StoredFiles;
}

/** Stored already, by the command that writes their comment: beside what a browser sends, never in it. */
export type StoredFiles = ReadonlyMap<Envelope['id'], readonly CommentFile[]>;

/** What came of it, in the same order. */
export interface Answered {
  answers: Answer[];
  /** How far the logs that this person reads go with it; null when there is no plan for them. */
  cursor: Cursor | null;
}

/** Who is to hear of what was done, once it is stored. */
interface Told {
  lines: Line[];
  meetings: (Invited & { by: string })[];
  recaps: (Recap & { by: string })[];
}

const post = openMailboxes((posts: Post[]) => database().transaction((tx) => changeTogether(tx, posts)));

/**
 * THE write path. Decides each command in order under the plan's lock, and stores rows, history, answers and
 * lines in one transaction, with what others ask of the plan at that moment. The same command id gives its first
 * answer again.
 */
export async function changePlan(
  access: PlanAccess,
  envelopes: Envelope[],
  files?: StoredFiles,
): Promise<Answered> {
  return await post(`${access.workspaceId} ${access.planId}`, { access, envelopes, ...(files && { files }) });
}

/** The same inside a transaction that has more to do with it: an invitation, an entrance. */
export async function changePlanIn(
  tx: Tx,
  access: PlanAccess,
  envelopes: Envelope[],
  files?: StoredFiles,
): Promise<Answer[]> {
  const [answered] = await changeTogether(tx, [{ access, envelopes, ...(files && { files }) }]);
  return answered?.answers ?? [];
}

const scopeOf = ({ workspaceId, planId, layers }: PlanAccess) => ({ workspaceId, planIds: [planId], layers });

async function changeTogether(tx: Tx, posts: Post[]): Promise<Answered[]> {
  const [leading] = posts;
  if (!leading) return [];
  const { workspaceId, planId, layers } = leading.access;
  const asked = posts.flatMap(({ access: { personId }, envelopes }) =>
    envelopes.map(({ id }) => ({ personId, id })),
  );
  // Sent together, answered in order: the scope is the first one's, and what is known is read under the lock.
  const [, head, known] = await Promise.all([
    setScope(tx, scopeOf(leading.access)),
    lockHead(tx, workspaceId, planId),
    knownCommands(tx, { workspaceId, planId }, asked),
  ]);
  const keyOf = (personId: string, id: string) => `${personId} ${id}`;
  const first = new Map(known.map((c) => [keyOf(c.personId, c.id), c.answer as Answer]));
  // What somebody cannot see is absent, to every rule below.
  const hidden = ({ envelopes }: Post): Answered => ({
    answers: envelopes.map(() => ({ kind: 'absent' })),
    cursor: null,
  });
  const plan = head && (await planAt(tx, head, layers));
  if (!head || !plan) return await hiddenFromFirst(tx, posts, hidden);

  const writing = beginWriting(tx, plan, head, layers);
  const told: Told = { lines: [], meetings: [], recaps: [] };
  const commands: AnsweredCommand[] = [];
  const conflicts = openConflicts(known);
  const all: Answered[] = [];
  for (const { access, envelopes, files } of posts) {
    if (!(await writeAs(writing, scopeOf(access)))) {
      all.push(hidden({ access, envelopes }));
      continue;
    }
    const answers: Answer[] = [];
    for (const envelope of envelopes) {
      const key = keyOf(access.personId, envelope.id);
      const known = first.get(key);
      const answer = known ?? (await runCommand(writing, { access, envelope, files }, told, commands));
      if (!known) conflicts.answer(access.personId, envelope, answer, writing.pending.head.at);
      first.set(key, answer);
      answers.push(answer);
    }
    all.push({ answers, cursor: cursorOf(writing.pending.head, access) });
  }
  await Promise.all([
    writing.saved,
    saveAll(writing, { workspaceId, planId }, commands),
    saveLines(tx, { plan: writing.plan, at: writing.pending.head.at }, told.lines),
    saveMeetingLetters(tx, { workspaceId, planId, at: writing.pending.head.at }, told.meetings),
    saveRecaps(tx, { workspaceId, planId, at: writing.pending.head.at }, told.recaps),
  ]);
  await conflicts.settle(tx, { workspaceId, planId }, writing.pending.head.at);
  afterCommit(tx, () => {
    rememberAll(writing);
    ring({ from: head, to: writing.pending.head, events: writing.pending.events });
  });
  return all;
}

/** A draft is not there for the other side; whoever asks after them may have it. */
async function hiddenFromFirst(tx: Tx, [first, ...others]: Post[], hidden: (post: Post) => Answered) {
  return [...(first ? [hidden(first)] : []), ...(await changeTogether(tx, others))];
}

/** The last one's scope reaches their own logs; those of both sides at once need all three for a moment. */
async function saveAll(
  { tx, layers, pending, saved }: Writing,
  { workspaceId, planId }: { workspaceId: string; planId: string },
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
  { access, envelope, files }: Pick<Post, 'access'> & { envelope: Envelope; files: StoredFiles | undefined },
  told: Told,
  commands: AnsweredCommand[],
): Promise<Answer> {
  const context = contextFor(writing, access, envelope, files?.get(envelope.id));
  const { decision, merged } = await decideBesideOthers(writing, access, envelope, context);
  if (decision.kind === 'invalid') return decision;
  const settled = await answerTo(writing, access, envelope, decision, told);
  const answer: Answer = settled.kind === 'ok' && merged ? { ...settled, merged } : settled;
  commands.push({
    workspaceId: access.workspaceId,
    planId: access.planId,
    personId: access.personId,
    id: envelope.id,
    type: envelope.type,
    answer,
    lost: answer.kind === 'conflict' ? lostIn(envelope) : null,
    at: writing.pending.head.at,
  });
  return answer;
}

async function answerTo(
  writing: Writing,
  access: PlanAccess,
  envelope: Envelope,
  decided: Decision,
  told: Told,
): Promise<Answer> {
  switch (decided.kind) {
    case 'absent':
      return await whatBecameOf(writing, access, envelope);
    case 'refused':
      return decided;
    case 'conflict':
      return await conflictAnswer(writing, decided);
    case 'changes': {
      const refused = await notTheirs(writing, access, decided.changes);
      if (refused) return refused;
      const before = writing.plan;
      await freeHiddenSteps(writing, access, decided.changes, envelope.id);
      if (!(await recordedWhole(writing, decided.changes, access.personId, envelope.id))) return idTaken;
      told.lines.push(...followUps(before, writing.plan, decided.changes, access.personId));
      const by = access.personId;
      const recaps = recapsOf(writing.plan, decided.changes);
      // What comes with a recap needs no letter of its own.
      const isInRecap = ({ personId, stepId }: Invited) =>
        recaps.some((recap) => recap.personId === personId && recap.stepId === stepId);
      const invited = invitedAnew(before, writing.plan).filter((each) => !isInRecap(each));
      told.meetings.push(...invited.map((each) => ({ ...each, by })));
      told.recaps.push(...recaps.map((each) => ({ ...each, by })));
      return { kind: 'ok', commandId: envelope.id, ...tookBackBy(envelope), ...fromLetter(access) };
    }
  }
}

/** Kept with the answer: so it is known later what may be done again. */
const tookBackBy = ({ type, args }: Envelope): { tookBack?: string } =>
  type === 'undo' ? { tookBack: undoArgs.parse(args).commandId } : {};

/** Kept with it too: both sides are told that it came by a letter. */
const fromLetter = ({ fromLetter: is }: PlanAccess): { fromLetter?: true } => (is ? { fromLetter: is } : {});

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
  const before = { head: { ...pending.head }, rows: pending.rows.length, events: pending.events.length };
  try {
    await tx.transaction(async (inner) => {
      // Sent through the outer one, what is refused here would end that one too.
      writing.tx = inner;
      recordChanges(writing, list, by, commandId);
      await writing.saved;
    });
    return true;
  } catch (error) {
    if (!isRefusedAsTaken(error)) throw error;
    writing.saved = Promise.resolve();
    writing.plan = plan;
    writing.pending = {
      head: before.head,
      rows: pending.rows.slice(0, before.rows),
      bodies: pending.bodies.slice(0, before.rows),
      events: pending.events.slice(0, before.events),
    };
    return false;
  } finally {
    writing.tx = tx;
  }
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
  recordChanges(writing, letGo(ties, notes), null, commandId);
  writing.plan = own;
  await writing.saved;
  await setScope(writing.tx, { workspaceId, planIds: [planId], layers: access.layers });
}
