import type { Plan } from '#app/domain/plan.ts';
import { firstName } from '#app/domain/plan-words.ts';
import type { LoggedEvent } from '#app/domain/replay.ts';
import { covers, type Version, versionAt } from '#app/domain/version.ts';
import type { Patch } from '#app/live/patch.ts';
import { controlsOf } from '#app/live/written-part.ts';
import { valueWords } from './conflict-words.ts';
import styles from './news-chip.module.css';
import { idsIn } from './others-news.ts';

/** What of an event says which field it wrote, and what. */
interface Wrote {
  field?: string;
  to?: unknown;
}

/**
 * Beside a field somebody is in, what another has just written there. What they typed and where their caret is stay as
 * they are, and so does what their edit is measured against: saved all the same, it meets the other's.
 */
export function showBesideDrafts(plan: Plan, patches: readonly Patch[]): void {
  for (const { by, events } of patches) {
    const name = plan.people.find(({ personId }) => personId === by)?.name;
    for (const event of events) {
      const { field, to } = wroteIn(event);
      if (field === undefined) continue;
      for (const form of formsOn(idsIn(event.body), field, versionAt(event.layer, event.n)))
        putChip(form, name ? firstName(name) : 'Somebody', plan, field, to);
    }
  }
}

function wroteIn({ kind, body }: LoggedEvent): Wrote {
  const wrote = (body ?? {}) as Wrote;
  if (kind !== 'stepStatusChanged') return wrote;
  return { field: 'status', to: (wrote.to as { status?: string } | undefined)?.status };
}

const ofThePlan = new Set(['changeGoal', 'changeCase', 'confirmGoal']);

/** Those for this field that began from before that event; what nobody is in follows the plan by itself. */
function formsOn(ids: readonly string[], field: string, version: Version): HTMLFormElement[] {
  return [...document.querySelectorAll('form')].filter((form) => {
    const seen = (json(form, 'base') as Record<string, number>)[field];
    if (seen === undefined || covers(seen, version) || controlsOf(form).length === 0) return false;
    const named = Object.values(json(form, 'fixed'));
    return ids.length > 0 ? ids.some((id) => named.includes(id)) : ofThePlan.has(hidden(form, 'type'));
  });
}

const hidden = (form: HTMLFormElement, name: string): string =>
  form.querySelector<HTMLInputElement>(`input[type=hidden][name="${name}"]`)?.value ?? '';

function json(form: HTMLFormElement, name: string): Record<string, unknown> {
  const text = (name === 'base' && form.dataset.base) || hidden(form, name);
  return text === '' ? {} : (JSON.parse(text) as Record<string, unknown>);
}

const LONG = 40;

function putChip(form: HTMLFormElement, who: string, plan: Plan, field: string, to: unknown): void {
  form.querySelector('[data-news]')?.remove();
  const chip = document.createElement('div');
  chip.dataset.news = '';
  chip.className = styles.chip ?? '';
  chip.setAttribute('role', 'status');
  const said = document.createElement('span');
  const isLong = typeof to === 'string' && to.length > LONG;
  said.textContent = isLong ? `${who} rewrote this` : `${who} set ${valueWords(plan, field, to)}`;
  chip.append(said);
  if (isLong) chip.append(unfolded(to));
  // Behind what React draws there, so that nothing of it moves.
  form.append(chip);
  const gone = () => chip.remove();
  form.addEventListener('submit', gone, { once: true });
  form.addEventListener('reset', gone, { once: true });
}

function unfolded(text: string): HTMLElement {
  const details = document.createElement('details');
  const summary = document.createElement('summary');
  summary.textContent = 'Show';
  const words = document.createElement('p');
  words.textContent = text;
  details.append(summary, words);
  return details;
}
