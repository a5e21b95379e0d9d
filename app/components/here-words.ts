import type { Side } from '#app/domain/plan.ts';
import { firstName } from '#app/domain/plan-words.ts';
import { type Focus, focusKey } from '#app/domain/presence.ts';

export interface PersonHere {
  id: string;
  name: string;
  side: Side;
  at: Focus | null;
}

/** "Dana is here", "Dana and Rui are here". */
export function hereSentence(people: readonly PersonHere[]): string {
  const names = people.map(({ name }) => firstName(name));
  const last = names.at(-1) ?? '';
  return names.length > 1 ? `${names.slice(0, -1).join(', ')} and ${last} are here` : `${last} is here`;
}

export const namedFaces = (people: readonly PersonHere[], initials: (name: string) => string) =>
  people.map(({ id, name, side }) => ({ id, side, initials: initials(name) }));

export interface Editing {
  key: string;
  focus: Focus;
  people: PersonHere[];
}

/** Each thing that is edited, with everybody at it. */
export function byFocus(people: readonly PersonHere[]): Editing[] {
  const groups = new Map<string, Editing>();
  for (const person of people) {
    if (!person.at) continue;
    const key = focusKey(person.at);
    const group = groups.get(key) ?? { key, focus: person.at, people: [] };
    groups.set(key, { ...group, people: [...group.people, person] });
  }
  return [...groups.values()];
}

/** The places of a page's bars for whoever is here. */
export const barsIn = (page: ParentNode): Element[] => [...page.querySelectorAll('[data-here]')];

/** Where a page draws what somebody is at: its row, its heading, and the step when it is open. */
export function drawnAt(page: ParentNode, focus: Focus): Element[] {
  if (focus.on === 'goal') return [...page.querySelectorAll('[data-goal]')];
  const id = CSS.escape(focus.id);
  if (focus.on === 'milestone') return [...page.querySelectorAll(`[data-milestone="${id}"] > :first-child`)];
  const rows = [...page.querySelectorAll(`li a[href$="/steps/${id}"]`)].flatMap((a) => a.closest('li') ?? []);
  return [...new Set([...rows, ...page.querySelectorAll(`[data-step="${id}"]`)])];
}
