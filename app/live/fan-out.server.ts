import type { Cursor } from '#app/domain/cursor.ts';
import type { Present } from '#app/domain/presence.ts';
import type { Database } from '#db/client.server.ts';
import { listHeads } from '#db/events.server.ts';
import { type Audience, openAudience, type Reader, reset } from './audience.server.ts';
import type { Written } from './doorbell.server.ts';
import { beat, frame } from './frames.ts';
import type { AudienceOf } from './told-since.server.ts';

/** Lost rings, changed access and erased people show within it. */
const SWEEP_MS = 1_000;
const BEAT_MS = 15_000;
/** A deploy must not have everybody come back in the same instant. */
const BACK_WITHIN_MS = 3_000;
/** Of one person on one plan. More than that are lines nobody has at the other end any more, or a page run wild. */
export const MOST_LINES = 12;
/** So that screens above it take turns slowly. */
const TURN_MS = 60_000;

/** A screen, and why it may listen. */
export interface Listener extends Reader {
  readonly audience: AudienceOf;
  readonly personId: string;
  readonly session: string;
  /** What its access was minted from; asked again while it listens. */
  readonly access: unknown;
}

export interface FanOut {
  join(listener: Listener, from: Cursor, epoch: string): Promise<void>;
  leave(listener: Listener): void;
  tell(written: Written): void;
  /** Another process has stored something of this plan. */
  ring(planId: string): void;
  /** Others may be there now: whoever can know it is told. */
  tellPresence(planId: string): void;
  /** After a time of not hearing. */
  catchUp(): Promise<void>;
  sweep(): Promise<void>;
  /** Sends everybody away, to come back to whoever serves next. */
  stop(): Promise<void>;
}

export interface FanOutOptions {
  database: Database;
  /** Those of these whose access is not any more what it was. */
  changedAccess(listeners: Listener[]): Promise<Listener[]>;
  /** Who is there, for these readers. */
  peopleFor?(audience: AudienceOf): Present[];
  /** `isLast`: of its browser on this plan. `access`: it was taken from them. */
  left?(listener: Listener, why: 'closed' | 'access', isLast: boolean): void;
  onError(error: unknown): void;
}

interface Room {
  whose: AudienceOf;
  audience: Audience;
  screens: Set<Listener>;
  /** Who is there, as it was last said to all of them. */
  said: string;
}

const keyOf = ({ workspaceId, layers }: AudienceOf) => [workspaceId, ...[...layers].sort()].join(' ');

/** Every open screen of this process. */
export function openFanOut(options: FanOutOptions): FanOut {
  const { database, changedAccess, peopleFor = () => [], left = () => {}, onError } = options;
  /** By plan, then by who reads it. */
  const plans = new Map<string, Map<string, Room>>();
  const listeners = new Set<Listener>();
  let sweeping: Promise<void> | null = null;
  let isStopping = false;

  const roomsOf = (planId: string) => [...(plans.get(planId)?.values() ?? [])];
  const of = (planId: string) => roomsOf(planId).map(({ audience }) => audience);
  const all = () => [...plans.keys()].flatMap(of);

  const saidTo = (whose: AudienceOf) => frame({ type: 'presence', people: peopleFor(whose) });

  function enter(listener: Listener): Audience {
    const { audience: whose } = listener;
    const rooms = plans.get(whose.planId) ?? new Map<string, Room>();
    plans.set(whose.planId, rooms);
    const room = rooms.get(keyOf(whose)) ?? open(whose);
    rooms.set(keyOf(whose), room);
    room.screens.add(listener);
    const [oldest, ...others] = [...room.screens].filter(({ personId }) => personId === listener.personId);
    if (oldest && others.length >= MOST_LINES) {
      oldest.send(frame({ type: 'bye', afterMs: TURN_MS }));
      oldest.end();
      leave(oldest);
    }
    return room.audience;
  }

  const open = (whose: AudienceOf): Room => ({
    whose,
    audience: openAudience(whose),
    screens: new Set(),
    said: saidTo(whose),
  });

  function leave(listener: Listener, why: 'closed' | 'access' = 'closed'): void {
    if (!listeners.delete(listener)) return;
    const { planId } = listener.audience;
    const rooms = plans.get(planId);
    const room = rooms?.get(keyOf(listener.audience));
    if (!rooms || !room) return;
    room.audience.leave(listener);
    room.screens.delete(listener);
    const stays = [...room.screens].some(({ session }) => session === listener.session);
    if (!isStopping) left(listener, why, !stays);
    if (room.screens.size === 0) rooms.delete(keyOf(listener.audience));
    if (rooms.size === 0) plans.delete(planId);
  }

  async function checkAccess(some: Listener[]): Promise<void> {
    for (const listener of await changedAccess(some)) {
      if (!listeners.has(listener)) continue;
      reset(listener, 'access');
      leave(listener, 'access');
    }
  }

  async function once(): Promise<void> {
    if (listeners.size === 0) return;
    const planIds = [...plans.keys()];
    const [heads] = await Promise.all([listHeads(database.db, planIds), checkAccess([...listeners])]);
    for (const head of heads) for (const audience of of(head.planId)) audience.compare(head);
    // A plan that was removed has no head to compare.
    const there = new Set(heads.map(({ planId }) => planId));
    for (const planId of planIds)
      if (!there.has(planId)) for (const audience of of(planId)) void audience.catchUp();
  }

  async function sweep(): Promise<void> {
    // The database may not answer for a while: the next one looks again.
    sweeping ??= once()
      .catch(onError)
      .finally(() => {
        sweeping = null;
      });
    await sweeping;
  }

  const timers = [
    setInterval(() => void sweep(), SWEEP_MS),
    setInterval(() => {
      for (const listener of listeners) listener.send(beat);
    }, BEAT_MS),
  ];
  for (const timer of timers) timer.unref();

  return {
    leave: (listener) => leave(listener),
    sweep,
    tellPresence(planId) {
      for (const room of roomsOf(planId)) {
        const said = saidTo(room.whose);
        if (said === room.said) continue;
        room.said = said;
        for (const listener of room.screens) listener.send(said);
      }
    },
    async join(listener, from, epoch) {
      const audience = enter(listener);
      listeners.add(listener);
      try {
        await audience.join(listener, from, epoch);
        // They may have gone meanwhile.
        if (!listeners.has(listener)) audience.leave(listener);
      } catch (error) {
        leave(listener);
        throw error;
      }
    },
    tell(written) {
      for (const audience of of(written.to.planId)) audience.tell(written);
      if (!written.events.some(({ kind }) => kind.startsWith('stakeholder'))) return;
      const here = [...listeners].filter(({ audience }) => audience.planId === written.to.planId);
      checkAccess(here).catch(onError);
    },
    ring(planId) {
      for (const audience of of(planId)) void audience.catchUp();
    },
    async catchUp() {
      await Promise.all(all().map((audience) => audience.catchUp()));
    },
    async stop() {
      for (const timer of timers) clearInterval(timer);
      // They go on at whoever serves next.
      isStopping = true;
      for (const listener of [...listeners]) {
        listener.send(frame({ type: 'bye', afterMs: Math.round(Math.random() * BACK_WITHIN_MS) }));
        listener.end();
      }
      await sweeping;
    },
  };
}
