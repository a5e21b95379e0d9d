/**
 * Who is on a plan and what each is editing, in memory only, for as long as they keep saying so. Each screen is in two
 * lanes: what its own side may know, and what both may. In the shared lane somebody at a private thing is somebody who
 * is not editing, to the moment, so that nothing private shows by what is missing, late or early there.
 */
import type { Layer } from '#app/domain/layer.ts';
import type { Side } from '#app/domain/plan.ts';
import {
  type Focus,
  focusKey,
  isSameFocus,
  type PresenceChoice,
  type Present,
} from '#app/domain/presence.ts';
import { type Allowance, fullAllowance, spend } from './allowance.ts';

const LIVES_MS = 30_000;
/** A line that was cut may be back by then, as on a train. */
const FADES_MS = 5_000;
/** One a second for long; a few at once, because a network may hold them back and then deliver all together. */
const OFTEN = { atOnce: 3, perSecond: 1 };
/** Of one person on one plan. */
const MOST_SCREENS = 12;

export const lanes = ['shared', 'own'] as const;
export type Lane = (typeof lanes)[number];

/** Whose screen it is, and who may know of them at all. */
export interface Being {
  personId: string;
  side: Side;
  /** Of their own row on the plan. */
  layer: Layer;
  choice: PresenceChoice;
}

/** What a screen says of itself. */
export interface Saying {
  screen: string;
  session: string;
  at: Focus | null;
  /** Of what they are at. */
  layer: Layer;
  /** Said regularly, whatever they do: only this keeps somebody here who does not edit. */
  renews: boolean;
}

interface Stay {
  at: Focus | null;
  since: number;
  until: number;
}

interface Screen {
  session: string;
  stays: Record<Lane, Stay>;
  allowed: Record<Lane, Allowance>;
}

interface Known {
  being: Being;
  screens: Map<string, Screen>;
}

export interface Presence {
  /** The lanes in which this is news and comes not too often; none: it is dropped. */
  weigh(being: Being, saying: Saying, now: number): Lane[];
  take(being: Being, saying: Saying, lanes: readonly Lane[], now: number): void;
  /** The screen was closed. */
  close(personId: string, screen: string, now: number): void;
  /** The line of a browser was cut: without another word from it, it has gone. */
  fade(personId: string, session: string, now: number): void;
  /** Not let in any more: of one session, or in every browser. */
  remove(personId: string, session?: string): void;
  choose(personId: string, choice: PresenceChoice): void;
  /** What both sides may know that somebody is at. */
  sharedFocuses(): Focus[];
  /** Of those, what is shared no more. */
  withdraw(focuses: readonly Focus[]): void;
  peopleFor(layers: readonly Layer[], now: number): Present[];
  /** Forgets what is over; true when nobody is left. */
  forget(now: number): boolean;
}

export function createPresence(): Presence {
  const people = new Map<string, Known>();

  const screensOf = (personId: string) => [...(people.get(personId)?.screens.values() ?? [])];
  const everyStay = (screen: Screen) => lanes.map((lane) => screen.stays[lane]);

  function screenOf(being: Being, { screen: name, session }: Saying, now: number): Screen | null {
    const known = people.get(being.personId) ?? { being, screens: new Map<string, Screen>() };
    people.set(being.personId, known);
    known.being = being;
    const found = known.screens.get(name);
    if (found) return found;
    if (known.screens.size >= MOST_SCREENS) return null;
    const nowhere = () => ({ at: null, since: now, until: now });
    const full = () => fullAllowance(OFTEN, now);
    const screen = {
      session,
      stays: { shared: nowhere(), own: nowhere() },
      allowed: { shared: full(), own: full() },
    };
    known.screens.set(name, screen);
    return screen;
  }

  return {
    weigh(being, saying, now) {
      const screen = screenOf(being, saying, now);
      if (!screen) return [];
      return lanes.filter((lane) => {
        const stay = screen.stays[lane];
        const at = seenIn(lane, saying);
        const isHere = stay.until > now;
        const isNews = at ? !isHere || !isSameFocus(stay.at, at) : isHere && stay.at !== null;
        return (isNews || saying.renews) && spend(screen.allowed[lane], OFTEN, now);
      });
    },
    take(being, saying, taken, now) {
      const screen = screenOf(being, saying, now);
      if (!screen) return;
      screen.session = saying.session;
      for (const lane of taken) {
        const stay = screen.stays[lane];
        const at = seenIn(lane, saying);
        if (!isSameFocus(stay.at, at)) Object.assign(stay, { at, since: now });
        // To have stopped editing is no sign of still being here.
        if (at || saying.renews) stay.until = now + LIVES_MS;
      }
    },
    close(personId, name, now) {
      // Kept until it would have ended by itself, so that closing and opening does not get around how often is too often.
      const screen = people.get(personId)?.screens.get(name);
      for (const stay of screen ? everyStay(screen) : []) Object.assign(stay, { at: null, until: now });
    },
    fade(personId, session, now) {
      for (const screen of screensOf(personId))
        if (screen.session === session)
          for (const stay of everyStay(screen)) stay.until = Math.min(stay.until, now + FADES_MS);
    },
    remove(personId, session) {
      const known = people.get(personId);
      for (const [name, screen] of known?.screens ?? [])
        if (!session || screen.session === session) known?.screens.delete(name);
    },
    choose(personId, choice) {
      const known = people.get(personId);
      if (known) known.being = { ...known.being, choice };
    },
    sharedFocuses: () =>
      [...people.values()].flatMap(({ screens }) =>
        [...screens.values()].flatMap(({ stays }) => stays.shared.at ?? []),
      ),
    withdraw(focuses) {
      const gone = new Set(focuses.map(focusKey));
      for (const { screens } of people.values())
        for (const { stays } of screens.values())
          if (gone.has(focusKey(stays.shared.at))) stays.shared.at = null;
    },
    peopleFor(layers, now) {
      const ids = [...people.keys()].sort();
      return ids.flatMap((personId) => presentOf(people.get(personId), layers, now) ?? []);
    },
    forget(now) {
      for (const [personId, { screens }] of people) {
        for (const [name, screen] of screens)
          if (everyStay(screen).every(({ until }) => until + LIVES_MS < now)) screens.delete(name);
        if (screens.size === 0) people.delete(personId);
      }
      return people.size === 0;
    },
  };
}

const seenIn = (lane: Lane, { at, layer }: Saying): Focus | null =>
  lane === 'own' || layer === 'shared' ? at : null;

/** One person, however many screens they have: at what they came to last. */
function presentOf(known: Known | undefined, layers: readonly Layer[], now: number): Present | null {
  if (!known || known.being.choice === 'never' || !layers.includes(known.being.layer)) return null;
  const { personId, side, choice } = known.being;
  const lane = layers.includes(side) ? 'own' : 'shared';
  const stays = [...known.screens.values()].map((screen) => screen.stays[lane]).filter((s) => s.until > now);
  const [editing] = stays.filter(({ at }) => at !== null).sort((a, b) => b.since - a.since);
  if (editing) return { personId, at: editing.at };
  return choice === 'open' && stays.length > 0 ? { personId, at: null } : null;
}
