/** What must hold once everybody has gone quiet; each sentence is a rule that did not. */
import { isDeepStrictEqual } from 'node:util';
import { layersOf, type Side } from '#app/domain/plan.ts';
import { asLoaded } from '#app/domain/replay.ts';
import { viewOf as asReadBy } from '#app/domain/shared-view.ts';
import { needsConnection } from '#app/live/needs-connection.ts';
import { patchesOf } from '#app/live/patch.ts';
import { canonical } from '#db/hash-chain.server.ts';
import type { Event } from '#db/history.server.ts';
import { type FieldWrite, removedBy, shownIn, writesOf } from './field-writes.ts';
import type { Screen, Sent } from './model-screen.ts';
import { type ModelServer, sides } from './model-server.ts';

export interface Ended {
  server: ModelServer;
  screens: Screen[];
  sent: Map<string, Sent>;
  /** So long the log was before. */
  begun: number;
}

export function* brokenRules(ended: Ended): Generator<string> {
  yield* unequalScreens(ended);
  yield* lostCommands(ended);
  yield* untidyOutboxes(ended);
  yield* untidyLogs(ended);
  yield* unseenOverwrites(ended);
}

function* unequalScreens({ server, screens }: Ended): Generator<string> {
  for (const side of sides) {
    const rows = asLoaded(asReadBy(server.stored.whole, layersOf(side)));
    if (!isDeepStrictEqual(server.stored.views[side], rows))
      yield `the ${side}'s plan is not what was decided`;
  }
  for (const [number, { state, who }] of screens.entries()) {
    const { plan, cursor } = server.load(who.side);
    if (state.pending.length > 0) yield `screen ${number} still waits for what the server has`;
    if (!isDeepStrictEqual(state.known.cursor, cursor)) yield `screen ${number} is not where the logs end`;
    if (canonical(state.known.plan) !== canonical(plan)) yield `screen ${number} shows another plan`;
  }
}

/** Answered once, and by one word: in the log, or in the tray of whoever wrote it with all they wrote. */
function* lostCommands({ server, screens, sent }: Ended): Generator<string> {
  const { log, commands } = server.stored;
  const inTray = new Set(screens.flatMap(({ tray }) => tray.map(({ id }) => id)));
  for (const [id, { envelope, personId, answers }] of sent) {
    const [answer] = answers;
    const kept = commands.get(`${personId} ${id}`);
    if (!kept && screens.some(({ endedHere }) => endedHere.has(id))) continue;
    // It did not get there, and whoever wrote it knows.
    if (!kept && inTray.has(id)) continue;
    // What hangs on something that is only on its way has no id of its own yet, and is not a command.
    if (answer?.kind === 'invalid' && inTray.has(id) && /[0-9a-f]{12}-\d/.test(JSON.stringify(envelope.args)))
      continue;
    if (!answer || !kept) {
      yield `${envelope.type} was never answered`;
      continue;
    }
    const written = log.filter((event) => event.commandId === id).length;
    if (answers.some((other) => !isDeepStrictEqual(other, answer))) yield `${envelope.type} had two answers`;
    if (written !== (answer.kind === 'ok' ? kept.wrote : 0)) yield `${envelope.type} was not written once`;
    // Whether consent that got no answer was heard, nobody can tell whose page is gone.
    const isUnknown = needsConnection(envelope.type) && screens.some(({ late }) => late.has(id));
    if ((answer.kind === 'ok') === inTray.has(id) && !isUnknown)
      yield `${envelope.type} is neither done nor in the tray`;
    if (answer.kind !== 'conflict') continue;
    const typed = Object.values(envelope.args);
    if (!typed.includes(answer.yours) && answer.yours !== null && envelope.type === 'changeStep')
      yield 'a conflict does not show what was typed';
    if (!isDeepStrictEqual(kept.lost, envelope.args)) yield 'the text that lost was dropped';
  }
}

/** Each under the id it was given, in the order it was written, and with whoever wrote it where it did not happen. */
function* untidyOutboxes({ server, screens, sent, begun }: Ended): Generator<string> {
  const written = [...new Set(server.stored.log.slice(begun).map((event) => event.commandId))];
  if (written.some((id) => !sent.has(id))) yield 'a command was sent under an id that nobody gave it';
  for (const [number, { writtenAt, everPosted, endedHere, late, outbox, disk, made }] of screens.entries()) {
    // Consent that got no answer is pressed again later.
    const own = written.filter((id) => made.has(id) && !needsConnection(made.get(id)?.type ?? ''));
    const times = own.map((id) => writtenAt.get(id) ?? 0);
    if (times.some((at, i) => at < (times[i - 1] ?? 0))) yield `screen ${number} was not heard in its order`;
    if ([...endedHere].some((id) => everPosted.has(id))) yield `screen ${number} dropped what had left`;
    const aside = outbox.aside.map(({ envelope }) => envelope.id);
    if (![...late].every((id) => aside.includes(id))) yield `screen ${number} lost what has no form any more`;
    if (!isDeepStrictEqual([...disk.keys()].sort(), aside.sort()))
      yield `screen ${number} keeps something else`;
  }
}

function* untidyLogs({ server: { stored } }: Ended): Generator<string> {
  for (const layer of ['shared', 'seller', 'buyer'] as const) {
    const log = stored.log.filter((event) => event.layer === layer);
    if (log.some(({ n }, i) => n !== i + 1)) yield `the ${layer} log has a gap`;
    yield* inOneBlock(log, `the ${layer} log`);
  }
  for (const side of sides)
    yield* inOneBlock(
      stored.log.filter(({ layer }) => layersOf(side).includes(layer)),
      `what the ${side} reads`,
    );
}

/** A command is one patch to each reader, and one run of events in each log. */
function* inOneBlock(events: Event[], where: string): Generator<string> {
  const blocks = new Set<string>();
  let last = '';
  for (const { commandId } of events) {
    if (commandId !== last && blocks.has(commandId)) yield `a command stands twice in ${where}`;
    blocks.add(commandId);
    last = commandId;
  }
  const readable = patchesOf(events).filter((patch) => patch.by !== null);
  if (new Set(readable.map((p) => p.commandId)).size !== readable.length) yield `two patches of one command`;
}

const keyOf = ({ thing, field }: FieldWrite): string => `${thing} ${field}`;
const wordsIn = (value: unknown): string[] => (typeof value === 'string' ? value.split(/\s+/) : []);

/**
 * Whoever wrote over a value had been told of it, or had written it, or saw the same there, or wrote beside it so that
 * both stand; an undo writes over nothing but its author's own.
 */
function* unseenOverwrites({ server, sent }: Ended): Generator<string> {
  const standing = new Map<string, { event: Event; to: unknown }>();
  for (const event of server.stored.log) {
    const own = sent.get(event.commandId);
    const isUndo = own?.envelope.type === 'undo';
    const gone = isUndo ? removedBy(event) : null;
    for (const [key, { event: before }] of standing)
      if (gone && key.startsWith(gone) && before.by !== event.by)
        yield `an undo took away what another had written: ${event.kind} ${key.split(' ')[1]}`;
    for (const write of writesOf(event)) {
      const was = standing.get(keyOf(write));
      standing.set(keyOf(write), { event, to: write.to });
      const isEdit = /(Changed|Renamed)$/.test(event.kind) && event.by !== null;
      if (!own || !was || !isEdit || was.event.by === event.by) continue;
      if (was.event.commandId === event.commandId) continue;
      if (isUndo) yield `an undo wrote over what another had written: ${event.kind} ${write.field}`;
      else if (!hadSeen(own, write, was))
        yield `${own.envelope.type} wrote over a ${write.field} its author had not seen`;
    }
  }
}

function hadSeen(
  { known: { plan, cursor } }: Sent,
  write: FieldWrite,
  { event, to }: { event: Event; to: unknown },
): boolean {
  if (event.n <= (event.layer === 'shared' ? cursor.shared : cursor.own)) return true;
  const seen = shownIn(plan, write);
  if (canonical(seen ?? null) === canonical(to ?? null) || canonical(write.to) === canonical(to)) return true;
  // Merged: what others added is in it, and what they took out is not.
  const [known, now, kept] = [seen, to, write.to].map((text) => new Set(wordsIn(text)));
  if (!known || !now || !kept) return false;
  const added = [...now].filter((word) => !known.has(word));
  const taken = [...known].filter((word) => !now.has(word));
  if (added.length + taken.length === 0) return false;
  return added.every((word) => kept.has(word)) && !taken.some((word) => kept.has(word));
}

/** Everything a side was given, looked through for what the other keeps. */
export const keepsQuiet = (side: Side, given: string): boolean =>
  !given.includes(`kept-${side === 'seller' ? 'buyer' : 'seller'}`);
