import type { Cursor } from '#app/domain/cursor.ts';
import { needsConnection } from './needs-connection.ts';
import type { SentEnvelope } from './plan-store.ts';
import { type Failure, needsNow, type Reply } from './reply.ts';

/** A command that has not been answered. */
export interface Outgoing {
  envelope: SentEnvelope;
  /** Where what went wrong is said. */
  form: string;
  /** When it was written, in ms since 1970. */
  at: number;
  /** The server may have it: it is not changed any more. */
  wasSent: boolean;
  /** Its form has been told that it waits, and may be closed by now. */
  isLate: boolean;
  /** So many times the server broke over it. */
  failures: number;
  /** What it took the place of, oldest first; once it is taken back, the newest of these stands again. */
  over: readonly SentEnvelope[];
}

/** What did not happen, and has no form to be said at. */
export interface Aside {
  envelope: SentEnvelope;
  form: string;
  at: number;
  why: Failure;
}

export interface OutboxState {
  /** In order. */
  queue: readonly Outgoing[];
  /** The ids in the one post. */
  onItsWay: readonly string[];
  aside: readonly Aside[];
  /** As the browser has it. */
  isOnline: boolean;
  /** Posts in a row that nobody answered. */
  unheard: number;
  /** Nothing is sent before then, in ms since 1970. */
  pausedUntil: number;
  /** One of several may be what fails them all. */
  oneByOne: boolean;
  isSignedOut: boolean;
  /** Taken back before they were sent, by the id of what took them back: to be done again. */
  dropped: Readonly<Record<string, Outgoing | undefined>>;
  /** Written over before they were sent: the server has never heard of them. */
  writtenOver: readonly string[];
}

export const emptyOutbox: OutboxState = {
  queue: [],
  onItsWay: [],
  aside: [],
  isOnline: true,
  unheard: 0,
  pausedUntil: 0,
  oneByOne: false,
  isSignedOut: false,
  dropped: {},
  writtenOver: [],
};

export type OutboxEvent = { now: number } & (
  | { type: 'written'; form: string; envelope: SentEnvelope }
  /** By id, and how far the logs go with them. */
  | {
      type: 'answered';
      answers: Readonly<Record<string, Extract<Reply, { kind: 'ok' }> | Failure | undefined>>;
      cursor: Cursor | null;
    }
  /** The whole post was refused. */
  | { type: 'notTaken'; why: Failure }
  /** No answer. `afterMs`: the server asks to come back then; `failed`: it broke over it. */
  | { type: 'unheard'; afterMs: number | null; failed: boolean }
  | { type: 'signedOut'; why: Failure }
  | { type: 'takenOff'; why: Failure }
  | { type: 'network'; isOnline: boolean }
  /** A pause is over, or somebody looks at the page again. */
  | { type: 'woke' }
  /** Kept by a tab that is gone. */
  | {
      type: 'found';
      queue: readonly Pick<Outgoing, 'envelope' | 'form' | 'at'>[];
      aside: readonly Aside[];
    }
  /** The browser keeps nothing. */
  | { type: 'unkept'; id: string }
  /** Its form is gone. */
  | { type: 'setAside'; form: string; envelope: SentEnvelope; why: Failure }
  | { type: 'discarded'; id: string }
);

export type Happened<T extends OutboxEvent['type']> = Extract<OutboxEvent, { type: T }>;

export type OutboxEffect =
  | { do: 'post'; envelopes: readonly SentEnvelope[] }
  | { do: 'keep'; outgoing: Outgoing }
  | { do: 'keepAside'; aside: Aside }
  | { do: 'forget'; id: string }
  /** Nothing of this plan may stay in this browser. */
  | { do: 'forgetAll' }
  /** To whoever sent it. `cursor`: the server has it, with everything up to there. */
  | { do: 'answer'; id: string; reply: Reply; cursor: Cursor | null }
  /** Laid over the plan, and taken off it again. */
  | { do: 'lay'; envelope: SentEnvelope }
  | { do: 'lift'; id: string }
  | { do: 'wake'; at: number };

export const isOffline = ({ isOnline, unheard }: OutboxState): boolean => !isOnline || unheard > 0;

export const onItsWay = (state: OutboxState): Outgoing[] =>
  state.queue.filter(({ envelope }) => state.onItsWay.includes(envelope.id));

export const without = <T extends { envelope: SentEnvelope }>(
  list: readonly T[],
  ids: readonly string[],
): T[] => list.filter(({ envelope }) => !ids.includes(envelope.id));

export const answer = (id: string, reply: Reply, cursor: Cursor | null = null): OutboxEffect => ({
  do: 'answer',
  id,
  reply,
  cursor,
});

/** Whoever sent what cannot leave now is told so, once. Consent does not wait: it goes back to its form. */
export function toldToWait(state: OutboxState, effects: OutboxEffect[]): OutboxState {
  const queue = state.queue.flatMap((outgoing): Outgoing[] => {
    const { id, type } = outgoing.envelope;
    if (outgoing.isLate || state.onItsWay.includes(id)) return [outgoing];
    if (needsConnection(type)) {
      const why: Reply = isOffline(state) ? needsNow : { kind: 'unheard' };
      effects.push({ do: 'forget', id }, { do: 'lift', id }, answer(id, why));
      return [];
    }
    effects.push(answer(id, { kind: 'waiting' }));
    return [{ ...outgoing, isLate: true }];
  });
  return { ...state, queue };
}
