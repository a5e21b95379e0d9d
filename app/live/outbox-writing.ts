import { needsConnection } from './needs-connection.ts';
import { fieldOf, inPlaceOf, laidOver, restsOn, takesBack } from './outbox-fields.ts';
import { isFull, within } from './outbox-limits.ts';
import {
  answer,
  type Happened,
  isOffline,
  type OutboxEffect,
  type OutboxState,
  type Outgoing,
  toldToWait,
  without,
} from './outbox-state.ts';
import type { SentEnvelope } from './plan-store.ts';
import { type Failure, full, needsNow, writtenOver } from './reply.ts';

/** Somebody did something: it waits behind what they did before, or in the place of it. */
export function written(
  before: OutboxState,
  { form, envelope, now }: Happened<'written'>,
  effects: OutboxEffect[],
): OutboxState {
  // Where nothing waits, nothing would find out that there is a connection again; somebody who presses does.
  const state = before.queue.length === 0 ? { ...before, unheard: 0, pausedUntil: 0 } : before;
  const refused = (why: Failure): OutboxState => {
    effects.push({ do: 'lift', id: envelope.id }, answer(envelope.id, why));
    return state;
  };
  const target = takesBack(envelope);
  if (target !== null) {
    const back = again(state, target, envelope, now, effects) ?? dropped(state, target, envelope, effects);
    if (back) return back;
    if (state.writtenOver.includes(target)) return refused(writtenOver);
  }
  const known = state.queue.find((outgoing) => outgoing.envelope.id === envelope.id);
  if (known) {
    if (known.isLate) effects.push(answer(envelope.id, { kind: 'waiting' }));
    return { ...state, pausedUntil: 0, isSignedOut: false };
  }
  if (isOffline(state) && needsConnection(envelope.type)) return refused(needsNow);
  if (isFull(state)) return refused(full);
  const field = fieldOf(envelope);
  const earlier = state.queue.find((o) => !o.wasSent && field !== null && fieldOf(o.envelope) === field);
  const outgoing: Outgoing = {
    envelope: earlier ? inPlaceOf(earlier.envelope, envelope) : envelope,
    form,
    at: now,
    wasSent: false,
    isLate: false,
    failures: 0,
    over: earlier ? within([...earlier.over, earlier.envelope]) : [],
  };
  const gone = earlier ? [earlier.envelope.id] : [];
  for (const id of gone)
    effects.push({ do: 'lift', id }, { do: 'forget', id }, answer(id, { kind: 'waiting' }));
  effects.push({ do: 'keep', outgoing });
  const next: OutboxState = {
    ...state,
    queue: [...without(state.queue, gone), outgoing],
    writtenOver: [...state.writtenOver, ...gone],
    isSignedOut: false,
  };
  return isOffline(next) ? toldToWait(next, effects) : next;
}

/** What was taken back before it was sent is done again. */
function again(
  state: OutboxState,
  target: string,
  { id }: SentEnvelope,
  now: number,
  effects: OutboxEffect[],
): OutboxState | null {
  const one = state.dropped[target];
  if (!one) return null;
  const before = one.over.at(-1);
  const held = state.queue.find(({ envelope }) => envelope.id === before?.id);
  const isUnsent = held !== undefined && !held.wasSent;
  const isDropped = Object.values(state.dropped).some((each) => each?.envelope.id === before?.id);
  // What it had taken the place of has left meanwhile: it goes behind that.
  const behind = before !== undefined && !isUnsent && !isDropped;
  const envelope = { ...(behind ? laidOver(one.envelope) : one.envelope), id };
  const outgoing = { ...one, envelope, at: now, over: isUnsent ? one.over : [] };
  const gone = isUnsent ? [held.envelope.id] : [];
  for (const each of gone) effects.push({ do: 'lift', id: each }, { do: 'forget', id: each });
  effects.push({ do: 'lift', id }, { do: 'lay', envelope }, { do: 'keep', outgoing });
  effects.push(answer(id, { kind: 'ok', commandId: id }));
  return {
    ...state,
    dropped: { ...state.dropped, [target]: undefined },
    queue: [...without(state.queue, gone), outgoing],
    writtenOver: [...state.writtenOver, ...gone],
  };
}

/** Null where it is for the server to take back: it may have it already, or something else rests on it. */
function dropped(
  state: OutboxState,
  target: string,
  { id }: SentEnvelope,
  effects: OutboxEffect[],
): OutboxState | null {
  const place = state.queue.findIndex(({ envelope }) => envelope.id === target);
  const outgoing = state.queue[place];
  if (!outgoing || outgoing.wasSent) return null;
  if (state.queue.slice(place + 1).some(({ envelope }) => restsOn(envelope, outgoing.envelope))) return null;
  const before = outgoing.over.at(-1);
  // Its own form was told so when it was written over.
  const restored = before && {
    ...outgoing,
    envelope: before,
    over: outgoing.over.slice(0, -1),
    isLate: true,
  };
  effects.push({ do: 'lift', id: target }, { do: 'forget', id: target });
  if (restored) effects.push({ do: 'lay', envelope: before }, { do: 'keep', outgoing: restored });
  effects.push({ do: 'lift', id }, answer(id, { kind: 'ok', commandId: id }));
  // Whoever sent it is not left waiting.
  if (!outgoing.isLate) effects.push(answer(target, { kind: 'waiting' }));
  return {
    ...state,
    queue: state.queue.flatMap((each) => (each === outgoing ? (restored ?? []) : each)),
    dropped: { ...state.dropped, [id]: { ...outgoing, isLate: true } },
    writtenOver: state.writtenOver.filter((over) => over !== before?.id),
  };
}
