/**
 * What is on its way to the server, as a plain machine: a state, what happens, and what is to be done about it. One post
 * is under way at a time and takes what waits in order, so that a step is there before its edit and one field has one
 * command under way; a later edit of a field takes the place of one that never left. What was sent and not answered is
 * sent again under the same id. Clocks, networks and browsers are outside.
 */
import type { Cursor } from '#app/domain/cursor.ts';
import { needsConnection } from './needs-connection.ts';
import { givenUp, nextPost, pauseAfter } from './outbox-limits.ts';
import {
  type Aside,
  answer,
  type Happened,
  type OutboxEffect,
  type OutboxEvent,
  type OutboxState,
  type Outgoing,
  onItsWay,
  toldToWait,
  without,
} from './outbox-state.ts';
import { written } from './outbox-writing.ts';
import { type Failure, needsNow, notKept, type Reply, tooOld } from './reply.ts';

export interface OutboxStep {
  state: OutboxState;
  /** In order. */
  effects: readonly OutboxEffect[];
}

export function outbox(before: OutboxState, event: OutboxEvent): OutboxStep {
  const effects: OutboxEffect[] = [];
  const state = sentOn(after(before, event, effects), event.now, effects);
  return { state, effects };
}

function after(state: OutboxState, event: OutboxEvent, effects: OutboxEffect[]): OutboxState {
  switch (event.type) {
    case 'written':
      return written(state, event, effects);
    case 'answered':
      return answered(heardFrom(state), event, effects);
    case 'notTaken':
      if (state.onItsWay.length > 1) return { ...heardFrom(state), onItsWay: [], oneByOne: true };
      return settled(heardFrom(state), onItsWay(state), event.why, effects);
    case 'unheard':
      return unheard(state, event, effects);
    case 'signedOut': {
      // What still has its form is said there; the rest waits until they are signed in again.
      const open = state.queue.filter((outgoing) => !outgoing.isLate);
      return { ...settled(heardFrom(state), open, event.why, effects), onItsWay: [], isSignedOut: true };
    }
    case 'takenOff': {
      const none = settled(heardFrom(state), state.queue, event.why, effects);
      effects.push({ do: 'forgetAll' });
      return none;
    }
    case 'network': {
      const now = { ...state, isOnline: event.isOnline, pausedUntil: 0 };
      return event.isOnline ? { ...now, unheard: 0, isSignedOut: false } : toldToWait(now, effects);
    }
    case 'woke':
      return { ...state, isSignedOut: false };
    case 'found':
      return found(state, event, effects);
    case 'unkept':
      return unkept(state, event.id, effects);
    case 'setAside': {
      const { form, envelope, why, now } = event;
      return asideWith(state, { envelope, form, at: now, why }, effects);
    }
    case 'discarded':
      effects.push({ do: 'forget', id: event.id });
      return { ...state, aside: without(state.aside, [event.id]) };
  }
}

function answered(
  state: OutboxState,
  { answers, cursor }: Happened<'answered'>,
  effects: OutboxEffect[],
): OutboxState {
  let next = state;
  for (const outgoing of onItsWay(state)) {
    const reply = answers[outgoing.envelope.id];
    if (reply) next = settled(next, [outgoing], reply, effects, cursor);
  }
  return { ...next, onItsWay: [] };
}

/** They are done with, as the server said; what has no form any more is set aside where it did not happen. */
function settled(
  state: OutboxState,
  list: readonly Outgoing[],
  reply: Extract<Reply, { kind: 'ok' }> | Failure,
  effects: OutboxEffect[],
  cursor: Cursor | null = null,
): OutboxState {
  const ids = list.map(({ envelope }) => envelope.id);
  let next: OutboxState = {
    ...state,
    queue: without(state.queue, ids),
    onItsWay: state.onItsWay.filter((id) => !ids.includes(id)),
  };
  for (const { envelope, form, at, isLate } of list) {
    effects.push({ do: 'forget', id: envelope.id });
    if (reply.kind !== 'ok') effects.push({ do: 'lift', id: envelope.id });
    // A conflict is kept by the server, in the tray.
    if (reply.kind !== 'ok' && reply.kind !== 'conflict' && isLate)
      next = asideWith(next, { envelope, form, at, why: reply }, effects);
    effects.push(answer(envelope.id, reply, cursor));
  }
  return next;
}

function unheard(
  state: OutboxState,
  { afterMs, failed, now }: Happened<'unheard'>,
  effects: OutboxEffect[],
): OutboxState {
  const posted = onItsWay(state);
  // Consent is not given later: its form is told, and may send it again under the same id.
  const consents = posted.filter(({ envelope }) => needsConnection(envelope.type));
  const ids = consents.map(({ envelope }) => envelope.id);
  for (const id of ids) effects.push({ do: 'forget', id }, { do: 'lift', id });
  let rest: OutboxState = { ...state, queue: without(state.queue, ids) };
  for (const { envelope, form, at, isLate } of consents) {
    // Found in a tab that is gone, it has no form to go back to.
    if (isLate) rest = asideWith(rest, { envelope, form, at, why: needsNow }, effects);
    effects.push(answer(envelope.id, isLate ? needsNow : { kind: 'unheard' }));
  }
  const broke = failed && posted.length === 1 ? posted : [];
  const queue = rest.queue.map((outgoing) =>
    broke.includes(outgoing) ? { ...outgoing, failures: outgoing.failures + 1 } : outgoing,
  );
  const pausedUntil = now + (afterMs ?? pauseAfter(state.unheard));
  effects.push({ do: 'wake', at: pausedUntil });
  const next: OutboxState = {
    ...rest,
    queue,
    onItsWay: [],
    unheard: failed || afterMs !== null ? 0 : state.unheard + 1,
    pausedUntil,
    oneByOne: state.oneByOne || failed,
  };
  return toldToWait(next, effects);
}

function found(state: OutboxState, event: Happened<'found'>, effects: OutboxEffect[]): OutboxState {
  const here = new Set([...state.queue, ...state.aside].map(({ envelope }) => envelope.id));
  const fresh = event.queue
    .filter(({ envelope }) => !here.has(envelope.id))
    // Whether it was sent nobody knows any more.
    .map((each): Outgoing => ({ ...each, wasSent: true, isLate: true, failures: 0, over: [] }));
  for (const { envelope } of fresh) effects.push({ do: 'lay', envelope });
  const moving = onItsWay(state);
  const others = [...state.queue.filter((each) => !moving.includes(each)), ...fresh];
  return {
    ...state,
    queue: [...moving, ...others.sort((one, other) => one.at - other.at)],
    aside: [...state.aside, ...event.aside.filter(({ envelope }) => !here.has(envelope.id))],
  };
}

/** Its form keeps it, as nobody else does. */
function unkept(state: OutboxState, id: string, effects: OutboxEffect[]): OutboxState {
  const one = state.queue.find(({ envelope }) => envelope.id === id);
  if (!one || state.onItsWay.includes(id)) return state;
  effects.push({ do: 'lift', id }, answer(id, one.wasSent ? { kind: 'unheard' } : notKept));
  return { ...state, queue: without(state.queue, [id]) };
}

/** Posts what can be posted. */
function sentOn(before: OutboxState, now: number, effects: OutboxEffect[]): OutboxState {
  const state = withoutGivenUp(before, now, effects);
  if (state.queue.length === 0) return state.oneByOne ? { ...state, oneByOne: false } : state;
  const mayNot = state.onItsWay.length > 0 || !state.isOnline || state.isSignedOut || now < state.pausedUntil;
  if (mayNot) return state;
  const post = nextPost(state.queue, state.oneByOne);
  effects.push({ do: 'post', envelopes: post.map(({ envelope }) => envelope) });
  return {
    ...state,
    onItsWay: post.map(({ envelope }) => envelope.id),
    queue: state.queue.map((each) => (post.includes(each) ? { ...each, wasSent: true } : each)),
  };
}

function withoutGivenUp(state: OutboxState, now: number, effects: OutboxEffect[]): OutboxState {
  let next = state;
  for (const outgoing of state.queue) {
    const why = state.onItsWay.includes(outgoing.envelope.id) ? null : givenUp(outgoing, now);
    if (why) next = settled(next, [{ ...outgoing, isLate: true }], why, effects);
  }
  return next;
}

function asideWith(state: OutboxState, aside: Aside, effects: OutboxEffect[]): OutboxState {
  // A day is as long as anything stays in a browser; whoever has the page open still sees it.
  if (aside.why !== tooOld) effects.push({ do: 'keepAside', aside });
  return { ...state, aside: [...without(state.aside, [aside.envelope.id]), aside] };
}

const heardFrom = (state: OutboxState): OutboxState => ({
  ...state,
  unheard: 0,
  pausedUntil: 0,
  isSignedOut: false,
});
