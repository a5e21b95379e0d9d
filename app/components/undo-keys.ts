export type UndoKey = 'undo' | 'redo';

/** Such a field takes back its own typing. */
const WRITES =
  'textarea, select, input:not([type="checkbox"], [type="radio"], [type="button"], [type="submit"])';

/** What a key takes back or does again on the plan; null where it is the browser's, a field's or a dialog's. */
export function undoKeyOf(event: KeyboardEvent): UndoKey | null {
  const { target, altKey, shiftKey } = event;
  if (event.defaultPrevented || event.isComposing || altKey || !(event.ctrlKey || event.metaKey)) return null;
  const key = event.key.toLowerCase();
  const does = key === 'z' ? (shiftKey ? 'redo' : 'undo') : key === 'y' && !shiftKey ? 'redo' : null;
  if (!does) return null;
  const isWriting = target instanceof HTMLElement && (target.isContentEditable || target.matches(WRITES));
  return isWriting || document.querySelector('dialog[open]') ? null : does;
}
