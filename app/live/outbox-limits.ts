import type { OutboxState, Outgoing } from './outbox-state.ts';
import { broken, type Failure, tooOld } from './reply.ts';

/** So many wait at most, those that need a person counted. */
export const MOST_WAITING = 200;
/** So long words stay in a browser. */
export const KEPT_MS = 24 * 60 * 60_000;
/** The server takes 50 commands and 64 kB at a time. */
const MOST_AT_ONCE = 50;
const MOST_CHARACTERS = 15_000;
/** One's own values are taken back at most so many times before they are sent. */
const MOST_OVER = 20;
const MOST_FAILURES = 3;
const PAUSES_MS = [1_000, 2_000, 5_000, 10_000, 15_000, 30_000];

export const isFull = ({ queue, aside }: OutboxState): boolean => queue.length + aside.length >= MOST_WAITING;

/** Why a person is to say whether they still mean it; null while it can be sent. */
export function givenUp({ at, failures }: Pick<Outgoing, 'at' | 'failures'>, now: number): Failure | null {
  if (failures >= MOST_FAILURES) return broken;
  return now - at >= KEPT_MS ? tooOld : null;
}

export const pauseAfter = (unheard: number): number =>
  PAUSES_MS[Math.min(unheard, PAUSES_MS.length - 1)] ?? 0;

export const within = <T>(list: readonly T[]): T[] => list.slice(-MOST_OVER);

/** What goes together: as many in order as the server takes, and an undo never beside what it takes back. */
export function nextPost(queue: readonly Outgoing[], oneByOne: boolean): Outgoing[] {
  const post: Outgoing[] = [];
  let characters = 0;
  for (const outgoing of queue.slice(0, oneByOne ? 1 : MOST_AT_ONCE)) {
    const { type, args } = outgoing.envelope;
    characters += JSON.stringify(outgoing.envelope).length;
    const takesBackItsNeighbour =
      type === 'undo' && post.some(({ envelope }) => envelope.id === args.commandId);
    if (post.length > 0 && (characters > MOST_CHARACTERS || takesBackItsNeighbour)) break;
    post.push(outgoing);
  }
  return post;
}
