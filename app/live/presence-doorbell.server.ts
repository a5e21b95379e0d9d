import type { PresenceChoice } from '#app/domain/presence.ts';

/** Somebody has chosen when they show on a plan. */
export interface Chosen {
  workspaceId: string;
  planId: string;
  personId: string;
  choice: PresenceChoice;
}

type Hears = (chosen: Chosen) => void;

// On globalThis because development evaluates modules again after each edit.
const shelf = globalThis as typeof globalThis & { throughlinePresenceChoice?: Hears };

/** Names who is told of every choice made in this process, after it is stored; the way back forgets them. */
export function answerPresenceChoice(hears: Hears): () => void {
  shelf.throughlinePresenceChoice = hears;
  return () => {
    if (shelf.throughlinePresenceChoice === hears) delete shelf.throughlinePresenceChoice;
  };
}

/** So that it holds at once. Nobody may be listening. */
export const tellPresenceChoice = (chosen: Chosen): void => shelf.throughlinePresenceChoice?.(chosen);
