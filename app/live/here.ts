/** Who else is on the plan, as this browser was told last, and whether the server has become a newer one meanwhile. */
import type { Present } from '#app/domain/presence.ts';
import type { LineMessage } from './patch.ts';

export interface Here {
  people: readonly Present[];
  isOutdated: boolean;
}

export interface HereStore {
  state(): Here;
  subscribe(hears: () => void): () => void;
}

type Hello = Extract<LineMessage, { type: 'hello' }>;

export interface HeardHere extends HereStore {
  hear(told: Hello | Extract<LineMessage, { type: 'presence' }>): void;
  /** Nothing is heard any more: what was true then may not be. */
  loseSight(): void;
  /** For a screen that has just opened, as if it had heard all of it. */
  said(): Hello | null;
}

/** `reader` is never told of themselves. */
export function createHere(reader: string): HeardHere {
  let state: Here = { people: [], isOutdated: false };
  let said: Hello | null = null;
  const hearing = new Set<() => void>();
  const change = (next: Partial<Here>) => {
    state = { ...state, ...next };
    for (const hears of hearing) hears();
  };
  return {
    state: () => state,
    subscribe(hears) {
      hearing.add(hears);
      return () => void hearing.delete(hears);
    },
    said: () => said,
    hear(told) {
      if (told.type === 'hello') said = told;
      else if (said) said = { ...said, people: told.people };
      const people = told.people.filter(({ personId }) => personId !== reader);
      const isOutdated = state.isOutdated || (told.type === 'hello' && isAnotherBuild(told.build));
      change({ people, isOutdated });
    },
    loseSight() {
      said = null;
      if (state.people.length > 0) change({ people: [] });
    },
  };
}

const isAnotherBuild = (build: string | null): boolean => {
  const own = window.__remixManifest?.version;
  return build !== null && own !== undefined && own !== build;
};
