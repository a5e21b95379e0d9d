/**
 * Who is here while a plan is open. It helps two people not to write over each other; it is no record of who read what,
 * so a buyer shows only while editing, unless they choose otherwise.
 */
import type { Side } from './plan.ts';

/** Something on the plan that somebody is editing. */
export type Focus = { on: 'step' | 'milestone'; id: string } | { on: 'goal' };

/** Somebody who is here, as one reader may know it. */
export interface Present {
  personId: string;
  /** Null: they are not editing, or nothing this reader knows of. */
  at: Focus | null;
}

export const presenceChoices = ['editing', 'open', 'never'] as const;
/** When a person shows to the others on a plan: while they edit, whenever they have it open, or never. */
export type PresenceChoice = (typeof presenceChoices)[number];

/** Until they choose. */
export const usualPresence = (side: Side): PresenceChoice => (side === 'seller' ? 'open' : 'editing');

export const isSameFocus = (one: Focus | null, other: Focus | null): boolean =>
  focusKey(one) === focusKey(other);

export const focusKey = (focus: Focus | null): string =>
  focus ? `${focus.on} ${focus.on === 'goal' ? '' : focus.id}` : '';
