import type { Change } from '#app/domain/change.ts';
import { commandText } from '#app/domain/change-text.ts';
import { plainPhrase } from '#app/domain/phrase.ts';
import { type Plan, personOf, type Side } from '#app/domain/plan.ts';
import { firstName } from '#app/domain/plan-words.ts';
import type { Patch } from '#app/live/patch.ts';

const SETTLES_MS = 2_400;
/** More at once are said as a number. */
const MOST_SENTENCES = 2;

/** What others have just done, as it is read aloud; empty where there is nothing to say. */
export function sentenceOf(plan: Plan, patches: readonly Patch[]): string {
  const sentences = patches.flatMap(({ by, events }) => {
    const changes = events.flatMap(({ kind, body }) => (kind.endsWith('Left') ? [] : [body as Change]));
    // What follows by itself is nobody's news.
    const phrase = by && commandText(plan, changes, by);
    const name = by && personOf(plan, by)?.name;
    return phrase ? [`${name ? firstName(name) : 'Somebody'} ${plainPhrase(phrase)}.`] : [];
  });
  if (sentences.length <= MOST_SENTENCES) return sentences.join(' ');
  return `${sentences.length} things were changed by others.`;
}

/** Has what they touched settle in with a short tint of their side; it moves nothing, and nobody's own. */
export function tint(plan: Plan, patches: readonly Patch[]): void {
  if (matchMedia('(prefers-reduced-motion: reduce)').matches) return;
  for (const { by, events } of patches) {
    if (by === null) continue;
    const side: Side = personOf(plan, by)?.side ?? 'seller';
    const ids = new Set(events.flatMap(({ body }) => idsIn(body)));
    for (const id of ids)
      for (const element of drawnOf(id))
        element.animate([{ backgroundColor: `var(--${side}-soft)` }, { backgroundColor: 'transparent' }], {
          duration: SETTLES_MS,
          easing: 'ease-out',
        });
  }
}

interface Touched {
  id?: string;
  stepId?: string | null;
  milestoneId?: string;
  measureId?: string;
  step?: { id: string };
  milestone?: { id: string };
  measure?: { id: string };
  thing?: { id: string; stepId?: string | null };
  offer?: { stepId: string | null };
}

export function idsIn(body: unknown): string[] {
  const { id, stepId, milestoneId, measureId, step, milestone, measure, thing, offer } = (body ??
    {}) as Touched;
  const named = [id, stepId, milestoneId, measureId, step?.id, milestone?.id, measure?.id, thing?.id];
  return [...named, thing?.stepId, offer?.stepId].flatMap((each) => each ?? []);
}

/** Where it stands on this page: rows, notes, headings. */
function drawnOf(id: string): Element[] {
  const here = CSS.escape(id);
  const found = document.querySelectorAll(
    `[id="${here}"], [id="note-${here}"], [id="measure-${here}"], [data-milestone="${here}"] > :first-child`,
  );
  const linked = [...document.querySelectorAll(`li a[href$="/steps/${here}"]`)].flatMap(
    (link) => link.closest('li') ?? [],
  );
  return [...new Set([...found, ...linked])];
}
