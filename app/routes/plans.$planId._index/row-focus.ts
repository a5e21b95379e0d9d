/** Rows of the plan as the focus finds them: by id, in the order they stand, and only where they can be seen. */
const ROWS = 'li[id^="step-"]';

export const rowOf = (node: EventTarget | Element | null): HTMLElement | null =>
  node instanceof Element ? node.closest<HTMLElement>(ROWS) : null;

export const stepIdOf = (row: Element): string => row.id.slice('step-'.length);

export const titleOf = (row: Element | null | undefined): HTMLElement | null =>
  row?.querySelector<HTMLElement>('a[data-title]') ?? null;

/** Without those that lie in something folded. */
export const rowsIn = (host: ParentNode): HTMLElement[] =>
  [...host.querySelectorAll<HTMLElement>(ROWS)].filter((row) => row.offsetParent !== null);

/** False when the row is not there, or nobody can see it. */
export function focusRow(stepId: string): boolean {
  const title = titleOf(document.getElementById(`step-${stepId}`));
  if (!title) return false;
  title.closest('details')?.setAttribute('open', '');
  title.focus();
  return document.activeElement === title;
}
